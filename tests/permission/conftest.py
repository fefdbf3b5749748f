"""One cast for all doors of a module."""

from collections.abc import Iterator

import psycopg
import pytest

from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from tests.conftest import DbUrls, Eraser
from tests.permission.cast import Cast, gathered


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(scope="module")
def cast(db_urls: DbUrls, _eraser: Eraser) -> Iterator[Cast]:
    """Everybody, in a database with nobody else."""
    _eraser.erase()
    redis_client().flushdb()
    rates._limiter.cache_clear()
    storage.client.cache_clear()
    yield gathered()
    storage.client.cache_clear()
    _eraser.erase()


@pytest.fixture
def anns(db_urls: DbUrls, cast: Cast):
    """A fingerprint of all that is Ann's: it changes when anything of it does."""

    def taken() -> list[tuple[str, str]]:
        with psycopg.connect(db_urls.superuser) as db:
            owned = "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'"
            tables = [name for (name,) in db.execute(f"{owned} AND table_schema = 'public' ORDER BY 1")]
            marks = "SELECT md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} AS t WHERE {} = %s"
            found = [(name, "user_id") for name in tables if name != "auth_sessions"] + [("users", "id")]
            ends = "SELECT md5(string_agg(id::text, '' ORDER BY id)) FROM auth_sessions WHERE user_id = %s"
            live = db.execute(f"{ends} AND revoked_at IS NULL", [cast.ann]).fetchone()[0]
            rows = [(name, db.execute(marks.format(name, key), [cast.ann]).fetchone()[0]) for name, key in found]
            return [*rows, ("auth_sessions", live)]

    return taken
