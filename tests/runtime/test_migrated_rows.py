"""A database of an earlier release, with rows in it, comes up to date and keeps them."""

from pathlib import Path
from uuid import UUID

import psycopg
import pytest
from psycopg.types.json import Jsonb

from practice_app.database import engine, transaction
from practice_app.models import AuthKind
from practice_app.services import accounts
from practice_app.services.accounts import entrance, passwords
from practice_app.services.accounts.entrance import Caller
from practice_app.settings import get_settings
from tests.conftest import alembic
from tests.earlier import kept_earlier
from tests.runtime.test_migrations import empty as empty_database
from tests.runtime.test_migrations import tables

HERE = Path(__file__).parent
ANN, BOB, HERS, HIS = (UUID(int=number) for number in (1, 2, 11, 12))
empty = empty_database


@pytest.fixture
def released(stack, empty):
    """A database of release 0007 with two people's rows: the superuser's address, and how to bring it up to date."""
    alembic(*empty, "upgrade", "0007")
    eye = stack.database(stack.superuser_url, empty[1].rsplit("/", 1)[1])
    run(eye, "release_0007.sql")
    return eye, lambda: alembic(*empty, "upgrade", "head")


def run(url, script):
    with psycopg.connect(url) as db:
        db.execute((HERE / script).read_text())


def counted(url):
    """How many rows each of the two has in each table that holds any."""
    with psycopg.connect(url) as db:
        named = "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'"
        owned = (tables(url) & {name for (name,) in db.execute(named)}) - {"auth_sessions"}
        found = {
            name: dict(db.execute(f"SELECT user_id, count(*) FROM {name} GROUP BY 1").fetchall()) for name in owned
        }
    return {name: people for name, people in found.items() if people}


def test_every_row_of_a_released_database_is_kept(released):
    eye, upgrade = released
    before = counted(eye)
    assert len(before) == 9
    assert all(people == {ANN: 1, BOB: 1} for people in before.values())
    assert "set right" not in upgrade()
    assert counted(eye) == before


def test_rows_that_strayed_to_a_stranger_are_set_right_and_hers_stay(released):
    eye, upgrade = released
    run(eye, "strayed_0007.sql")
    assert "were set right" in upgrade()
    after = counted(eye)
    assert [people.get(ANN) for people in after.values()] == [1] * 9
    assert BOB not in after["corrections"] | after["session_tags"]
    with psycopg.connect(eye) as db:
        items = db.execute("SELECT session_id, piece_id, section_id FROM session_items WHERE user_id = %s", [BOB])
        assert items.fetchall() == [(HIS, None, None)]


def test_a_recording_that_strayed_is_not_lost_and_its_figures_go_with_it(released):
    eye, upgrade = released
    run(eye, "strayed_0007.sql")
    upgrade()
    with psycopg.connect(eye) as db:
        found = db.execute(
            "SELECT r.id, r.session_id, a.session_id, s.user_id FROM recordings r"
            " JOIN analyses a ON a.recording_id = r.id JOIN practice_sessions s ON s.id = r.session_id"
            " WHERE r.user_id = %s",
            [BOB],
        ).fetchall()
    ((recording, session, heard, owner),) = found
    assert (recording, owner) == (HIS, BOB)
    assert session == heard
    assert session not in (HERS, HIS)


@pytest.fixture
def at_home(empty, redis_url, monkeypatch):
    """Let services work in the released database."""
    monkeypatch.setattr(get_settings(), "database_url", empty[0].replace("postgresql://", "postgresql+psycopg://"))
    engine.cache_clear()
    yield
    engine().dispose()
    engine.cache_clear()


def test_who_has_an_account_in_a_released_database_signs_in(released, at_home):
    eye, upgrade = released
    kept = (*kept_earlier("ann@example.com"), passwords.hashed("fiddle-sticks"), ANN)
    with psycopg.connect(eye) as db:
        db.execute("UPDATE users SET email_encrypted = %s, email_index = %s, password_hash = %s WHERE id = %s", kept)
    upgrade()
    for _ in ("as it was written", "encrypted anew"):
        entered = entrance.sign_in("Ann@example.com", "fiddle-sticks", Caller("192.0.2.1", "", AuthKind.CLIENT, "x"))
        assert (entered.profile.id, entered.profile.email) == (ANN, "ann@example.com")
        with transaction(ANN) as db:
            assert accounts.profile(db, ANN).display_name == entered.profile.display_name
        assert [tally.whole for tally in accounts.reencrypt()] == [True]


def test_a_session_that_was_heard_before_says_how_far_it_may_be_off(released):
    eye, upgrade = released
    figure = {"key": "played_s", "value": 40.0, "confidence": 0.5, "low": 30.0, "high": 55.0}
    sure = figure | {"confidence": 0.9}
    with psycopg.connect(eye) as db:
        for who, told in ((ANN, figure), (BOB, sure)):
            db.execute("UPDATE analyses SET metrics = %s WHERE user_id = %s", [Jsonb([told]), who])
    upgrade()
    with psycopg.connect(eye) as db:
        found = db.execute("SELECT user_id, less_s, more_s FROM practice_sessions").fetchall()
    assert set(found) == {(ANN, 10, 15), (BOB, 0, 0)}
