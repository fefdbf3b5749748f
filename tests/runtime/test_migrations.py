"""Migrations say what the models say, and can be taken back."""

import psycopg
import pytest
from psycopg import errors, sql

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


@pytest.fixture
def somebody_elses(stack, worker_number):
    """A database as it comes: open to everybody, and not the owner's own; with the address of who owns it."""
    name = f"managed_{worker_number}"
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE IF EXISTS {name}")
        db.execute(f"CREATE DATABASE {name}")
    urls = [stack.database(url, name) for url in (stack.app_url, stack.owner_url, stack.superuser_url)]
    with psycopg.connect(urls[2], autocommit=True) as db:
        db.execute("GRANT CREATE ON SCHEMA public TO PUBLIC")
        yield name, *urls
    with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
        db.execute(f"DROP DATABASE {name} WITH (FORCE)")


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


def may(url, statement):
    """Whether the web role may do this."""
    with psycopg.connect(url) as db:
        db.execute("SET ROLE woodshed_web")
        try:
            db.execute(statement)
        except errors.InsufficientPrivilege:
            return False
        finally:
            db.rollback()
    return True


MAKING = ("CREATE TEMP TABLE mine (id uuid)", "CREATE TABLE public.mine (id uuid)")


def test_a_database_that_comes_open_to_everybody_is_closed(somebody_elses):
    name, app, owner, superuser = somebody_elses
    with psycopg.connect(superuser, autocommit=True) as db:
        db.execute(sql.SQL("ALTER DATABASE {} OWNER TO woodshed_owner").format(sql.Identifier(name)))
    alembic(app, owner, "upgrade", "head")
    assert [may(app, statement) for statement in MAKING] == [False, False]


def test_a_door_that_the_owner_may_not_close_is_named(somebody_elses):
    _, app, owner, _ = somebody_elses
    said = alembic(app, owner, "upgrade", "head")
    assert "REVOKE TEMPORARY ON DATABASE managed_" in said
    assert "REVOKE CREATE ON SCHEMA public FROM PUBLIC" in said
    assert len(tables(owner)) > 5
