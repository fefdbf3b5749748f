"""The engine, and transactions that carry who asks.

A role of PostgreSQL for each way of seeing (row-level security, ``alembic/policies.py``), so that a forgotten WHERE
shows nothing of a stranger's: ``woodshed_web`` sees the rows of ``app.user_id``; ``woodshed_reader``,
``woodshed_member``, ``woodshed_link`` and ``woodshed_visitor`` read some of the rows of ``app.subject_id``, whom
``become`` names; and ``woodshed_system`` (workers, signing in) sees all. The login role may become each of them, and
owns nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlsplit, urlunsplit
from uuid import UUID

import psycopg
from psycopg.errors import ReadOnlySqlTransaction
from psycopg.rows import namedtuple_row
from pydantic_core import from_json
from sqlalchemy import URL, Connection, Dialect, Engine, ExceptionContext, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from practice_app.errors import Unavailable
from practice_app.nesting import holding
from practice_app.settings import get_settings

Ask = Callable[[str, dict[str, Any]], psycopg.Cursor[Any]]
"""How a question with its values is sent, whose answer is read later."""


class DbRole(StrEnum):
    """The ways to see what is in the database."""

    WEB = "woodshed_web"
    """One's own."""
    SYSTEM = "woodshed_system"
    """Everything."""
    READER = "woodshed_reader"
    """What a teacher or a guardian reads of one person."""
    MEMBER = "woodshed_member"
    """What members of a group read of one another."""
    LINK = "woodshed_link"
    """What a link shows to whoever has it."""
    VISITOR = "woodshed_visitor"
    """What somebody's profile shows to those who may look at it."""


WEB_ROLE, SYSTEM_ROLE = DbRole.WEB, DbRole.SYSTEM
ROLE = "role"
"""In the notes of a session and its connection: as whom it goes on, when that is another than at its beginning."""
AFTERWARDS = "afterwards"
"""In a session's notes: what is to be done once it is committed."""
RESTED_S = 1.0
"""A connection in use this recently is taken as it is: one question less to PostgreSQL for every request."""
AGAIN_S = 1
"""When whoever found no database may ask again: another takes over within seconds. Devices spread themselves, and come
less often the longer it lasts (`outbox/backoff.js`)."""


# Our questions are short: to compile one (jit) takes longer than to answer it.
OF_OUR_OWN = {"options": "-c timezone=UTC -c jit=off"}
NOTICED_SOON = {
    "connect_timeout": 2,  # libpq's least, for each of several servers
    "tcp_user_timeout": 5000,
    "keepalives_idle": 5,
    "keepalives_interval": 2,
    "keepalives_count": 3,
}
"""A server whose machine is gone says nothing at all: who asked it would wait for a quarter of an hour."""
BY_TRANSACTION = {"prepare_threshold": None}
"""Through a pooler: what is prepared on one connection would be asked on another, and it takes no options, so the same
is said at the beginning of each transaction, in a message that is sent anyway."""
SAID_EACH_TIME = "; SET LOCAL timezone = 'UTC'; SET LOCAL jit = off"


def address(url: str) -> URL:
    """Say an address in SQLAlchemy's way: where libpq wants commas between several servers, it wants each apart."""
    scheme, place, path, query, _ = urlsplit(url)
    login, at, hosts = place.rpartition("@")
    if "," not in hosts:
        return make_url(url)
    each = "&".join((*filter(None, [query]), *(f"host={host}" for host in hosts.split(","))))
    return make_url(urlunsplit((scheme, login + at, path, each, "")))


@lru_cache
def engine() -> Engine:
    """Make this process's pool: what rested is checked before use, so a restarted PostgreSQL is not noticed."""
    settings = get_settings()
    made = create_engine(
        address(settings.database_url),
        isolation_level="AUTOCOMMIT",  # we say BEGIN ourselves, together with who asks: see _open
        pool_size=settings.database_pool_size,
        max_overflow=settings.database_pool_overflow,
        pool_timeout=5,
        json_deserializer=from_json,  # Python's own took a quarter of the time that a list of sessions is read in
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
        connect_args=NOTICED_SOON | (BY_TRANSACTION if settings.database_pooler else OF_OUR_OWN),
    )
    event.listen(made, "checkin", _note_rest)
    event.listen(made, "checkout", partial(_check_rested, made.dialect))
    event.listen(made, "before_cursor_execute", _tell_apart, retval=True)
    event.listen(made, "handle_error", _look_elsewhere)
    return made


def _note_rest(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info.pop(ROLE, None)
    record.info["rests_since"] = time.monotonic()


def _check_rested(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Ask a connection that rested whether it is still there; the pool replaces it when it isn't."""
    if time.monotonic() - record.info.get("rests_since", time.monotonic()) < RESTED_S:
        return
    try:
        dialect.do_ping(connection)
    except Exception as error:
        raise DisconnectionError from error


def _look_elsewhere(context: ExceptionContext) -> None:
    """Let connections go that lead to a server which only reads: another one has taken over."""
    if isinstance(context.original_exception, ReadOnlySqlTransaction):
        context.is_disconnect = True


def _tell_apart(connection: Connection, _cursor: Any, statement: str, parameters: Any, *_: Any) -> tuple[str, Any]:
    """Write the role behind what a reader asks: what was prepared for one role is planned anew for another."""
    return _told_apart(connection, statement), parameters


def _told_apart(connection: Connection, statement: str) -> str:
    role = connection.info.get(ROLE)
    return f"{statement} -- {role}" if role else statement


@contextmanager
def transaction(user_id: UUID) -> Iterator[Session]:
    """Open a transaction that sees only what ``user_id`` may see; commit at the end, roll back on any error."""
    with _begin(WEB_ROLE, user_id) as db:
        yield db


@contextmanager
def nobodys_transaction() -> Iterator[Session]:
    """Open a transaction for somebody who is not signed in: it sees nothing until it becomes a reading role."""
    with _begin(WEB_ROLE, None) as db:
        yield db


@contextmanager
def system_transaction() -> Iterator[Session]:
    """Open a transaction for what belongs to no one user: signing in, workers, health."""
    with _begin(SYSTEM_ROLE, None) as db:
        yield db


@contextmanager
def link_transaction(token_hash: bytes) -> Iterator[Session]:
    """Open a transaction for whoever has a link, signed in or not: it sees what the link with this token shows."""
    with _begin(DbRole.LINK, None) as db:
        _say(db, f"SET LOCAL app.share = '{token_hash.hex()}'")
        yield db


@contextmanager
def _begin(role: DbRole, user_id: UUID | None) -> Iterator[Session]:
    try:
        with holding(), Session(engine(), expire_on_commit=False) as db, db.begin():
            _open(db, role, user_id)
            yield db
        for do in db.info.get(AFTERWARDS, ()):
            do()
    except PoolTimeout as error:  # there is one, and more is asked of it than it can do
        raise Unavailable() from error
    except (OperationalError, psycopg.OperationalError) as error:
        raise Unavailable(retry_after_s=AGAIN_S) from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable(retry_after_s=AGAIN_S) from error
        raise


def after_commit(db: Session, do: Callable[[], None]) -> None:
    """Do something once this transaction is committed, never when it is rolled back: tell others, ask for work."""
    db.info.setdefault(AFTERWARDS, []).append(do)


def become(db: Session, role: DbRole, subject: UUID) -> None:
    """Go on in this transaction as another role, which reads of ``subject`` what whoever asks may read of them.

    One message, like opening it; what was written so far is written first. Only a role of ours and a UUID are ever put
    into it. A savepoint that is rolled back takes it back.
    """
    db.flush()
    whom = UUID(str(subject))
    _say(db, f"SET LOCAL ROLE {DbRole(role)}; SET LOCAL app.subject_id = '{whom}'")
    db.info[ROLE] = role
    db.connection().info[ROLE] = None if role is DbRole.WEB else role


@contextmanager
def as_system(db: Session) -> Iterator[None]:
    """Write as the system in the middle of somebody's transaction, and go on as them; on an error it is rolled back."""
    db.flush()
    told = _say(db, f"SELECT current_setting('role'); SET LOCAL ROLE {SYSTEM_ROLE}").fetchone()
    before = DbRole(told[0] if told else "")
    yield
    _say(db, f"SET LOCAL ROLE {before}")


@contextmanager
def ahead(db: Session) -> Iterator[Ask]:
    """Send questions and wait for no answer: PostgreSQL works on them while something else is done.

    Whoever reads one answer waits for all that was sent so far. Until the end ``db`` is asked nothing else; values are
    written as psycopg takes them, ``%(name)s``.
    """
    driver = _driver(db)

    def asked(query: str, values: dict[str, Any]) -> psycopg.Cursor[Any]:
        cursor = driver.cursor(row_factory=namedtuple_row)
        cursor.execute(_told_apart(db.connection(), query), values)
        driver.pgconn.flush()  # it goes at once
        return cursor

    with driver.pipeline():
        yield asked


def current_role(db: Session) -> DbRole:
    """As whom this transaction of somebody's goes on."""
    role: DbRole = db.info.get(ROLE, DbRole.WEB)
    return role


def _open(db: Session, role: DbRole, user_id: UUID | None) -> None:
    """Begin the transaction and say who asks in one message to PostgreSQL: each costs as much as a small query.

    Several statements can't take parameters, so only a role of ours and a UUID are ever written into them.
    """
    who = str(UUID(str(user_id))) if user_id else ""
    more = SAID_EACH_TIME if get_settings().database_pooler else ""
    _say(db, f"BEGIN; SET LOCAL ROLE {DbRole(role)}; SET LOCAL app.user_id = '{who}'{more}")


def _say(db: Session, statements: str) -> psycopg.Cursor[Any]:
    """Send several statements in one message, and give what the first answers."""
    return _driver(db).execute(statements, prepare=False)


def _driver(db: Session) -> psycopg.Connection[Any]:
    driver: psycopg.Connection[Any] | None = db.connection().connection.driver_connection
    if driver is None:
        raise Unavailable()
    return driver
