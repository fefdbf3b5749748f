"""Keys are changed while people sign up and in; what was begun goes on, and what fails is named."""

from base64 import b64encode
from itertools import islice

import psycopg
import pytest
from pydantic import SecretStr
from sqlmodel import select

from practice_app import reencrypt as command
from practice_app.database import system_transaction, transaction
from practice_app.errors import Unavailable
from practice_app.models import LinkedIdentity, User
from practice_app.services import accounts
from practice_app.services.accounts import addresses, profiles, reencryption
from practice_app.services.accounts.providers import linked
from practice_app.services.accounts.providers.client import Stranger
from practice_app.services.shared import sealing
from practice_app.settings import get_settings
from tests.earlier import kept_earlier
from tests.services import people

A, B = (f"{name}:{b64encode(name.encode() * 32).decode()}" for name in "ab")


@pytest.fixture
def house(clean_database, monkeypatch):
    def with_keys(value):
        monkeypatch.setattr(get_settings(), "field_keys", SecretStr(value))
        monkeypatch.setattr(get_settings(), "index_keys", SecretStr(value))

    return with_keys


def somebody(email):
    user = User(display_name="Somebody")
    with system_transaction() as db:
        return profiles.keep(db, addresses.keep(user, email)).id


def found(email):
    with system_transaction() as db:
        user = accounts.find(db, email)
        return user and (user.id, addresses.opened(user))


def write(db_urls, who, sealed, index=None):
    with psycopg.connect(db_urls.superuser) as db:
        values = (sealed, index, who)
        db.execute(
            "UPDATE users SET email_encrypted = %s, email_index = coalesce(%s, email_index) WHERE id = %s", values
        )


def run(**more):
    return [accounts.Tally(), *accounts.reencrypt(**more)][-1]


def mail(number):
    return f"player-{number}@example.org"


def test_keys_are_changed_step_by_step_and_everybody_is_found_all_the_while(house):
    people = {somebody(mail(number)): mail(number) for number in range(5)}

    def all_are_found():
        return all(found(email) == (who, email) for who, email in people.items())

    for step, done in [(f"0,{A}", True), (A, False), (f"{B},{A}", False)]:
        house(step)
        assert all_are_found()
        assert run(only_look=True).whole is done
        people[somebody(mail(f"new-{step[0]}"))] = mail(f"new-{step[0]}")
        for _ in accounts.reencrypt(batch=2):
            assert all_are_found()
        assert run(only_look=True).whole
    house(B)
    assert run(only_look=True).under == {("b", "b"): 8}
    assert all_are_found()


def test_a_run_that_was_ended_in_the_middle_goes_on(house):
    for number in range(6):
        somebody(mail(number))
    house(A)
    first = list(islice(accounts.reencrypt(batch=2), 2))[-1]
    assert first.changed == 4
    assert run(only_look=True).under == {("a", "a"): 4, ("0", "0"): 2}
    assert run(batch=2).changed == 2
    assert run().changed == 0


def test_what_earlier_releases_wrote_is_brought_over_each_in_the_form_it_is_found_by(house, clean_database):
    long_ago, lately = somebody("one@example.org"), somebody("two@example.org")
    write(clean_database, long_ago, kept_earlier("Straße@example.org")[0], kept_earlier("strasse@example.org")[1])
    write(clean_database, lately, *kept_earlier("two@example.org"))
    tally = run(only_look=True)
    assert tally.under == {(sealing.EARLIER, "0"): 2}
    assert not tally.whole
    house(A)
    assert run().changed == 2
    assert found("straße@example.org") == found("strasse@example.org") == (long_ago, "Straße@example.org")
    assert found("two@example.org") == (lately, "two@example.org")
    assert run(only_look=True).under == {("a", "a"): 2}


def test_an_address_is_taken_whichever_key_finds_it(house):
    somebody("ann@example.com")
    house(A)
    with pytest.raises(profiles.EmailTaken):
        somebody("Ann@example.com")
    assert run().changed == 1
    with pytest.raises(profiles.EmailTaken):
        somebody("ANN@example.com")


def test_two_processes_with_other_newest_keys_do_not_both_give_an_address_away(house, clean_database):
    house(A)
    with system_transaction() as db:
        assert not addresses.taken(db, "ann@example.com")
        house(f"0,{A}")
        with psycopg.connect(clean_database.superuser) as eye, eye.cursor() as cursor:
            cursor.execute(
                "SELECT objid::bigint, classid::bigint FROM pg_locks WHERE locktype = 'advisory' AND granted"
                " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            ((low, high),) = cursor.fetchall()
        made = sealing.indexes("ann@example.com").values()
        assert min(made)[:8] == (high << 32 | low).to_bytes(8), "the same lock, whatever the order of the keys"


def test_what_is_moved_or_under_a_lost_key_is_named_and_the_rest_is_done(house, clean_database, capsys, caplog):
    ann, bob, cleo = (somebody(f"{name}@example.com") for name in ("ann", "bob", "cleo"))
    with system_transaction() as db:
        write(clean_database, bob, db.get_one(User, ann).email_encrypted)
    write(clean_database, cleo, sealing.MAGIC + b"\x04lost" + b"x" * 40)
    house(A)
    assert command.main([]) == 1
    said = capsys.readouterr().out
    assert "2 could not be brought over" in said
    assert str(bob) in said
    assert str(cleo) in said
    assert str(ann) not in said
    assert "1 under field key a, index key a" in said
    assert "example.com" not in said + caplog.text
    with pytest.raises(sealing.Unreadable), system_transaction() as db:
        addresses.opened(db.get_one(User, bob))


def test_the_command_says_when_keys_of_before_can_go(house, capsys):
    somebody("ann@example.com")
    people.person("Nobody's address is asked for")
    house(A)
    assert command.main(["--look"]) == 1
    assert "Keys of before are still needed." in capsys.readouterr().out
    assert command.main([]) == 0
    assert command.main(["--look"]) == 0
    assert "Everything is under the newest keys." in capsys.readouterr().out


def test_an_address_that_is_changed_meanwhile_stays_changed(house, monkeypatch):
    ann = somebody("ann@example.com")
    house(A)
    before = reencryption._form

    def changed_just_then(user, email):
        monkeypatch.setattr(reencryption, "_form", before)
        with system_transaction() as db:
            addresses.keep(db.get_one(User, ann), "new@example.com")
        return before(user, email)

    monkeypatch.setattr(reencryption, "_form", changed_just_then)
    monkeypatch.setattr(get_settings(), "strict", False)
    run()
    assert found("new@example.com") == (ann, "new@example.com")
    assert found("ann@example.com") is None


def test_a_database_that_is_away_is_told_in_a_sentence(house, capsys, monkeypatch):
    def away(**_):
        raise Unavailable()

    monkeypatch.setattr(command.accounts, "reencrypt", away)
    assert command.main([]) == 1
    assert "start it again" in capsys.readouterr().out


def test_accounts_elsewhere_are_brought_along_with_their_addresses_and_tokens(house):
    house(A)
    ann = somebody(mail(1))
    stranger = Stranger("google", "ann-there", "ann@elsewhere.example", True, "Ann", "a token")
    with system_transaction() as db:
        linked.link(db, ann, stranger)
    house(f"{B},{A}")
    assert not run(only_look=True).whole
    assert run().whole
    house(B)
    with system_transaction() as db:
        identity = db.exec(select(LinkedIdentity)).one()
        assert linked.token_of(identity) == "a token"
    with transaction(ann) as db:
        assert [row.email for row in linked.rows(db, ann)] == ["ann@elsewhere.example"]
