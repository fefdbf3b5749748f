"""Migrations say what the models say, and can be taken back."""

import psycopg
import pytest

from practice_app.embedded import postgres
from tests.conftest import alembic


@pytest.fixture
def empty(stack, worker_number):
    """A database with nothing in it: addresses for the app and for the owner."""
    name = f"migrations_{worker_number}"
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name}")
        postgres.ensure_database(db, name)
    return stack.database(stack.app_url, name), stack.database(stack.owner_url, name)


def tables(url):
    with psycopg.connect(url) as db:
        found = db.execute(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        )
        return {name for (name,) in found} - {"alembic_version"}


def test_the_models_and_the_migrations_say_the_same(empty):
    alembic(*empty, "upgrade", "head")
    alembic(*empty, "check")


def test_every_migration_can_be_taken_back_and_done_again(empty):
    _, owner = empty
    alembic(*empty, "upgrade", "head")
    before = tables(owner)

    alembic(*empty, "downgrade", "base")
    assert tables(owner) == set()

    alembic(*empty, "upgrade", "head")
    assert tables(owner) == before
