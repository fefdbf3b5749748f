"""Whether the parts of the house answer, asked at the same time and never for long."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from functools import lru_cache
from pathlib import Path

from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.services.shared import storage
from practice_app.services.shared.redis import client as redis_client
from practice_app.services.shared.steps import step

DEADLINE_S = 4.0
OK, UNREACHABLE, BEHIND, SLOW = "ok", "unreachable", "migrations_missing", "timeout"
ALEMBIC_INI = Path(__file__).resolve().parents[3] / "alembic.ini"


class Behind(Exception):
    """The database lacks migrations that this code needs."""


@step
def readiness() -> dict[str, str]:
    """Ask the database (and its migrations), Redis and S3; a word for each, ``ok`` when all is well."""
    asked = {name: _askers().submit(check) for name, check in CHECKS.items()}
    wait(asked.values(), DEADLINE_S)
    return {name: _word(future) for name, future in asked.items()}


def _word(future: Future[None]) -> str:
    if not future.done():
        future.cancel()
        return SLOW
    error = future.exception()
    if error is None:
        return OK
    return BEHIND if isinstance(error, Behind) else UNREACHABLE


@lru_cache
def _askers() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(max_workers=6, thread_name_prefix="health")


@step
def serving() -> str:
    """Say whether requests may come here: ``ok`` once the tables were seen to be what this code needs.

    What all processes would miss alike later, the database or Redis, takes none of them away: then nobody would be
    left to say so in a sentence.
    """
    try:
        return _seen_ready()
    except Behind:
        return BEHIND
    except Exception:
        return UNREACHABLE


@lru_cache
def _seen_ready() -> str:
    _database()
    return OK


def _database() -> None:
    with system_transaction() as db:
        there = set(db.scalars(text("SELECT version_num FROM alembic_version")))
    if not there or (there <= known_migrations() and not needed_migrations() <= there):
        raise Behind


def needed_migrations() -> frozenset[str]:
    """Tell the newest migrations that come with this code."""
    return frozenset(_scripts().get_heads())


@lru_cache
def known_migrations() -> frozenset[str]:
    """Tell all migrations that come with this code; another one is a newer release's, whose tables we can live with."""
    return frozenset(script.revision for script in _scripts().walk_revisions())


@lru_cache
def _scripts() -> ScriptDirectory:
    config = Config(str(ALEMBIC_INI))
    config.set_main_option("script_location", str(ALEMBIC_INI.parent / "alembic"))
    return ScriptDirectory.from_config(config)


def _redis() -> None:
    redis_client().ping()


CHECKS: dict[str, Callable[[], None]] = {"database": _database, "redis": _redis, "s3": storage.ping}
