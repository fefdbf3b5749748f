"""One cast for all doors of a module."""

from collections.abc import Callable, Iterator
from typing import Any

import psycopg
import pytest
from fastapi.testclient import TestClient
from psycopg import sql

from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client as redis_client
from tests.conftest import DbUrls, Eraser
from tests.permission.cast import PEOPLE, Cast, gathered


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


@pytest.fixture(scope="module")
def clients(cast: Cast, rest: Any) -> dict[str, TestClient]:
    """A device of everybody's, by name."""
    address = "http://woodshed.example"
    made = {name: TestClient(rest, base_url=address, raise_server_exceptions=False) for name in PEOPLE}
    for name, keys in cast.keys.items():
        made[name].headers["Authorization"] = f"Bearer {keys.access_token}"
    return made


@pytest.fixture(scope="module")
def anns(db_urls: DbUrls, cast: Cast) -> Iterator[Callable[[], list[tuple[str, str]]]]:
    """A fingerprint of all that is Ann's: it changes when anything of it does.

    One question on one connection: it is asked before and after each of hundreds of tests.
    """
    with psycopg.connect(db_urls.superuser, autocommit=True) as db:
        owned = "SELECT table_name FROM information_schema.columns WHERE column_name = 'user_id'"
        tables = [name for (name,) in db.execute(f"{owned} AND table_schema = 'public' ORDER BY 1")]
        asked = sql.SQL(" UNION ALL ").join(
            [
                *(_mark(name, "user_id") for name in tables if name != "auth_sessions"),
                *(_mark(name, "student_id") for name in ("lesson_series", "lessons", "feedback", "feedback_replies")),
                *(_mark(name, "author_id") for name in ("forum_posts", "forum_comments", "forum_edits")),
                _mark("forum_votes", "voter_id"),
                _mark("forum_follows", "follower_id"),
                _mark("group_member", "member_id"),
                _mark("users", "id"),
                _LIVE,
            ]
        )
        yield lambda: db.execute(asked, {"ann": cast.ann}).fetchall()


def _mark(table: str, key: str) -> sql.Composed:
    """What is hers in one table, as one word."""
    mark = "SELECT {}, md5(string_agg(t::text, '' ORDER BY t::text)) FROM {} AS t WHERE {} = %(ann)s"
    return sql.SQL(mark).format(sql.Literal(table), sql.Identifier(table), sql.Identifier(key))


_LIVE = sql.SQL(
    "SELECT 'auth_sessions', md5(string_agg(id::text, '' ORDER BY id)) FROM auth_sessions"
    " WHERE user_id = %(ann)s AND revoked_at IS NULL"
)
