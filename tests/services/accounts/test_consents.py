"""What signing up asks everybody, and what strangers may see of whom."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import select

from practice_app import ages
from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import Allowed, Consent, User
from practice_app.services.accounts import consents
from practice_app.services.shared.standing import may_be_found, may_be_public
from tests.services import people

YEAR = ages.this_year()


def somebody(born, country="KR", allows=()):
    return User(display_name="Minji", birth_year=born, country=country, allows=list(allows))


@pytest.mark.parametrize(
    ("who", "found", "shares", "partners"),
    [
        (somebody(YEAR - 30), True, True, True),
        (somebody(YEAR - 16), True, True, False),
        (somebody(YEAR - 12), False, False, False),
        (somebody(YEAR - 12, allows=[Allowed.PUBLIC_SHARES]), False, True, False),
        (somebody(YEAR - 12, allows=[Allowed.PARTNERS]), False, False, True),
        (somebody(None), True, True, True),
    ],
)
def test_nobody_under_age_is_shown_to_strangers(who, found, shares, partners):
    assert may_be_found(who) is found
    assert may_be_public(who, Allowed.PUBLIC_SHARES) is shares
    assert may_be_public(who, Allowed.OPEN_GROUPS) is (shares and Allowed.PUBLIC_SHARES not in who.allows)
    assert may_be_public(who, Allowed.PARTNERS) is partners


@pytest.mark.parametrize("country", ["KR", "DE", None])
@pytest.mark.parametrize("age", [9, 13, 14, 15, 16, 17, 18, 19, 40])
def test_the_database_says_the_same(clean_database, country, age):
    child = people.person("Minji")
    with system_transaction() as db:
        user = db.get_one(User, child)
        user.birth_year, user.country = YEAR - age, country
    for what in Allowed:
        with transaction(child) as db:
            told = db.connection().exec_driver_sql("SELECT app_may_be_public(%s)", (what,)).scalar()
        assert told is may_be_public(user, what)


def test_a_child_makes_no_public_link_until_a_guardian_allows_it(clean_database):
    child = people.person("Minji")
    with system_transaction() as db:
        user = db.get_one(User, child)
        user.birth_year, user.country = YEAR - 10, "KR"
    link = text(
        "INSERT INTO share (id, user_id, kind, token_hash, created_at) VALUES (:id, :child, 'profile', :hash, now())"
    ).bindparams(id=new_id(), child=child, hash=b"1")
    with pytest.raises(DBAPIError, match="row-level security"), transaction(child) as db:
        db.execute(link)
    with system_transaction() as db:
        db.get_one(User, child).allows = [Allowed.PUBLIC_SHARES]
    with transaction(child) as db:
        db.execute(link)


def test_who_takes_back_what_they_agreed_to_leaves_what_others_did(clean_database):
    child, one, other = (people.person(name) for name in ("Minji", "Mum", "Dad"))
    with system_transaction() as db:
        for by in (one, other):
            consents.give(db, child, by, "making")
        assert consents.revoke(db, child, one)
        assert not consents.revoke(db, child, one)
        assert not consents.given(db, child, one)
        assert consents.given(db, child, other)
        assert consents.revoke(db, child, other)
        assert not consents.given(db, child, other)
        rows = db.exec(select(Consent)).all()
    assert {row.text_version for row in rows} == {consents.TEXT_VERSION}
    assert all(row.revoked_at for row in rows)
