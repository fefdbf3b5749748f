"""The database says the same as the services: with a forgotten WHERE nobody sees a stranger's rows."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.models import Piece, User, metadata


@pytest.fixture
def two(clean_database):
    people = [User(display_name=n) for n in ("Ann", "Bob")]
    with system_transaction() as db:
        db.add_all(people)
    ann, bob = (person.id for person in people)
    with transaction(ann) as db:
        db.add(Piece(user_id=ann, title="Partita in D minor"))
    return ann, bob


def test_a_forgotten_where_shows_only_ones_own(two):
    ann, bob = two
    with transaction(ann) as db:
        assert [p.title for p in db.exec(select(Piece))] == ["Partita in D minor"]
        assert [u.display_name for u in db.exec(select(User))] == ["Ann"]
    with transaction(bob) as db:
        assert db.exec(select(Piece)).all() == []


def test_nobody_writes_in_a_strangers_name(two):
    ann, bob = two
    with pytest.raises(ProgrammingError, match="row-level security"), transaction(bob) as db:
        db.add(Piece(user_id=ann, title="Not mine"))


def test_a_forgotten_where_changes_only_ones_own(two):
    _, bob = two
    with transaction(bob) as db:
        assert db.execute(text("UPDATE pieces SET title = 'mine'")).rowcount == 0
        assert db.execute(text("DELETE FROM pieces")).rowcount == 0


def test_without_a_user_nothing_is_seen(two):
    with transaction("") as db:  # type: ignore[arg-type]
        assert db.exec(select(Piece)).all() == []


def test_every_table_is_guarded(clean_database):
    with system_transaction() as db:
        guarded = {
            row[0]
            for row in db.execute(
                text("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = 'public'::regnamespace")
            )
        }
    assert set(metadata.tables) <= guarded
