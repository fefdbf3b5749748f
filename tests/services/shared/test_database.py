"""Transactions carry who asks, and outlive a PostgreSQL that was restarted."""

from functools import lru_cache
from urllib.parse import urlsplit

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlmodel import select

from practice_app import database, settings
from practice_app.backup import tables
from practice_app.database import system_transaction, transaction
from practice_app.embedded.program import free_port
from practice_app.errors import NotSignedIn, Unavailable
from practice_app.models import AuthKind, User
from practice_app.services.accounts import signin
from tests.conftest import DbUrls
from tests.services.people import person


def cut_all_connections(urls: DbUrls) -> None:
    """What a restart of PostgreSQL does to us."""
    with psycopg.connect(urls.superuser, autocommit=True) as db:
        db.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


def test_a_connection_cut_while_it_rested_is_replaced(clean_database, monkeypatch):
    database.engine().dispose()  # one connection, so that no other test is given one that was cut
    monkeypatch.setattr(database, "RESTED_S", 0.0)
    with system_transaction() as db:
        db.execute(text("SELECT 1"))
    cut_all_connections(clean_database)
    with system_transaction() as db:
        assert db.scalar(text("SELECT current_user")) == "woodshed_system"


def test_a_connection_cut_in_use_is_told_and_the_next_one_works(clean_database):
    def cut_in_use() -> None:
        with system_transaction() as db:
            cut_all_connections(clean_database)
            db.execute(text("SELECT 1"))

    with pytest.raises(Unavailable):
        cut_in_use()
    with system_transaction() as db:
        assert db.scalar(text("SELECT 1")) == 1


@pytest.fixture
def at(clean_database, monkeypatch):
    """Have the database at the server that runs, or at others that are named with it."""

    def told(places: str) -> int:
        here = urlsplit(clean_database.app)
        named = places.format(here=f"127.0.0.1:{here.port}", nobody=f"127.0.0.1:{free_port()}")
        login = f"{here.username}:{here.password}"
        monkeypatch.setenv("DATABASE_URL", f"postgresql://{login}@{named}{here.path}?target_session_attrs=read-write")
        monkeypatch.setattr(database, "engine", lru_cache(database.engine.__wrapped__))
        settings.get_settings.cache_clear()
        return here.port

    yield told
    database.engine().dispose()
    settings.get_settings.cache_clear()


def test_of_several_servers_the_one_that_writes_is_found(at):
    port = at("{nobody},{here}")
    with system_transaction() as db:
        assert db.scalar(text("SELECT current_user")) == "woodshed_system"
    with tables.one_moment() as raw:
        assert raw.info.port == port


def test_who_finds_no_database_may_ask_again_after_a_second_and_who_finds_it_crowded_later(at, monkeypatch):
    def ask() -> None:
        with system_transaction():
            pytest.fail("there was a database")

    at("{nobody},{nobody}")
    with pytest.raises(Unavailable) as away:
        ask()
    monkeypatch.setattr(database, "_open", raises(PoolTimeout("all connections are in use")))
    with pytest.raises(Unavailable) as crowded:
        ask()
    assert (away.value.retry_after_s, crowded.value.retry_after_s) == (1, 5)


def raises(error: Exception):
    """What fails so."""

    def fail(*_args):
        raise error

    return fail


def test_a_server_whose_machine_is_gone_is_given_up_within_seconds(clean_database):
    with system_transaction() as db:
        told = db.connection().connection.driver_connection.info.get_parameters()
    assert int(told["connect_timeout"]) <= 3
    assert int(told["tcp_user_timeout"]) <= 5000
    assert int(told["keepalives_idle"]) + int(told["keepalives_interval"]) * int(told["keepalives_count"]) <= 15


def test_a_server_that_only_reads_is_left_and_whoever_asked_is_told_to_come_again(clean_database):
    """One that was the first until another took over."""

    def write_to_a_copy() -> None:
        with system_transaction() as db:
            db.execute(text("SET TRANSACTION READ ONLY"))
            before.append(db.scalar(text("SELECT pg_backend_pid()")))
            db.add(User(display_name="Ann"))

    before: list[int] = []
    with pytest.raises(Unavailable):
        write_to_a_copy()
    with system_transaction() as db:
        assert db.scalar(text("SELECT pg_backend_pid()")) not in before


def test_what_fails_half_way_leaves_nothing_behind(clean_database):
    ann = person("Ann")

    def fail_half_way() -> None:
        with transaction(ann) as db:
            db.execute(text("UPDATE users SET display_name = 'Zoe'"))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail_half_way()
    with transaction(ann) as db:
        assert db.scalar(text("SELECT display_name FROM users")) == "Ann"


def test_nobodys_rights_stay_on_a_connection(clean_database):
    database.engine().dispose()  # one connection, so that the next is the same
    with transaction(person("Ann")) as db:
        assert db.scalar(text("SELECT current_user")) == "woodshed_web"
    with database.engine().connect() as bare:
        assert bare.scalar(text("SELECT current_setting('app.user_id', true)")) == ""
        assert bare.scalar(text("SELECT current_user")) == "woodshed_app"


def test_what_a_reader_asks_is_told_apart_and_the_next_on_the_connection_is_nobodys_reader(clean_database):
    """One prepared statement under two roles in turn would be planned anew each time."""
    ann, bob = person("Ann"), person("Bob")
    said = text("SELECT current_query()")
    with transaction(bob) as db:
        own = db.scalar(said)
        database.become(db, database.DbRole.READER, ann)
        assert db.scalar(said) == f"{own} -- woodshed_reader"
    with transaction(bob) as db:
        assert db.scalar(said) == own
        assert db.scalar(text("SELECT current_user")) == "woodshed_web"


def test_of_questions_sent_ahead_each_is_answered_to_whoever_asks_and_then_all_goes_on(clean_database):
    ann, bob = person("Ann"), person("Bob")
    with transaction(ann) as db:
        with database.ahead(db) as asked:
            names, wide = asked("SELECT display_name FROM users", {}), asked("SELECT %(n)s::int + 1 AS n", {"n": 41})
            assert [one.display_name for one in names.fetchall()] == ["Ann"]
            assert wide.fetchall() == [(42,)]
        database.become(db, database.DbRole.READER, bob)
        with database.ahead(db) as asked:
            told = asked("SELECT current_user::text AS role, current_query() AS said", {}).fetchall()[0]
        assert told.role == "woodshed_reader"
        assert told.said.endswith("-- woodshed_reader")
        assert db.scalar(text("SELECT 1")) == 1


def test_a_question_sent_ahead_that_fails_takes_the_others_with_it_and_the_next_transaction_works(clean_database):
    ann = person("Ann")

    def fail() -> None:
        with transaction(ann) as db:
            db.execute(text("UPDATE users SET display_name = 'Zoe'"))
            with database.ahead(db) as asked:
                asked("SELECT 1 / 0", {})
                asked("SELECT 1", {}).fetchall()

    with pytest.raises(psycopg.Error):
        fail()
    for _ in range(3):
        with transaction(ann) as db:
            assert db.scalar(text("SELECT display_name FROM users")) == "Ann"


def test_a_connection_cut_while_questions_are_ahead_is_told_and_the_next_one_works(clean_database):
    def cut_in_use() -> None:
        with system_transaction() as db, database.ahead(db) as asked:
            cut_all_connections(clean_database)
            asked("SELECT 1", {}).fetchall()

    with pytest.raises(Unavailable):
        cut_in_use()
    with system_transaction() as db:
        assert db.scalar(text("SELECT 1")) == 1


def test_signing_in_and_reading_share_a_transaction_that_sees_only_ones_own(clean_database):
    ann = person("Ann")
    person("Bob")
    with system_transaction() as db:
        keys = signin.sign_in(db, db.get_one(User, ann), AuthKind.BROWSER, "")
    for given in ({"cookie": keys.cookie}, {"access_token": keys.access_token}):
        with signin.asking(**given) as (who, db):
            assert who.id == ann
            assert [user.display_name for user in db.exec(select(User))] == ["Ann"]
            assert db.scalar(text("SELECT current_user")) == "woodshed_web"


@pytest.mark.parametrize("given", [{}, {"cookie": "guess"}, {"access_token": "guess"}])
def test_who_is_nobody_reads_nothing(clean_database, given):
    with pytest.raises(NotSignedIn), signin.asking(**given):
        pytest.fail("nobody came in")
