"""A house with something of everything in it, a place for its copies, and a fire."""

import hashlib

import psycopg
import pytest

from practice_app.backup import copies, locking
from practice_app.database import engine
from practice_app.embedded import postgres
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from practice_app.settings import get_settings
from tests.api.conftest import api, sign_up, visitor
from tests.conftest import TEMPLATE

__all__ = ["api", "sign_up", "visitor"]


@pytest.fixture
def place(tmp_path, monkeypatch, clean_database):
    """Where copies go, as the settings say."""
    locking.make_key(tmp_path / "key")
    monkeypatch.setenv("BACKUP_TO", str(tmp_path / "safe"))
    monkeypatch.setenv("BACKUP_KEY_FILE", str(tmp_path / "key"))
    monkeypatch.setenv("BACKUP_KEEP", "2")
    redis_client().flushdb()
    rates._limiter.cache_clear()
    storage.delete(*storage.listed(""))
    get_settings.cache_clear()
    yield tmp_path / "safe"
    monkeypatch.undo()
    get_settings.cache_clear()


@pytest.fixture
def burn(stack, db_urls):
    """Let everything be gone: the database with all its tables, every object, what Redis held."""

    def down():
        name = db_urls.app.rpartition("/")[2]
        engine().dispose()
        with psycopg.connect(stack.database(stack.superuser_url, "postgres"), autocommit=True) as db:
            db.execute(f"DROP DATABASE {name} WITH (FORCE)")
            postgres.ensure_database(db, name, TEMPLATE)
        storage.delete(*storage.listed(""))
        redis_client().flushdb()

    return down


def contents():
    """What lies in S3, by the SHA-256 of each object."""
    return {
        one.key: hashlib.sha256(b"".join(storage.fetched(one.key).pieces)).hexdigest() for one in storage.inventory()
    }


def policies(urls):
    """Who may do what with which rows and columns, as the database says it."""
    with psycopg.connect(urls.superuser) as db:
        said = db.execute(
            "SELECT tablename, policyname, roles::text, cmd, qual, with_check FROM pg_policies"
        ).fetchall()
        rights = db.execute(
            "SELECT relname, relrowsecurity, relacl::text FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        ).fetchall()
    return sorted(map(str, [*said, *rights]))


def named():
    """The copies that there are."""
    return copies.store().names()
