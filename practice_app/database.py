"""The engine, and transactions that carry who asks.

Two roles besides the owner: ``woodshed_web`` sees only the rows of ``app.user_id`` (row-level security), so that a
forgotten WHERE shows nothing of a stranger's; ``woodshed_system`` (workers, signing in) sees all. The login role may
become either, and owns nothing.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import Any
from uuid import UUID

import psycopg
from sqlalchemy import Dialect, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, DisconnectionError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import ConnectionPoolEntry
from sqlmodel import Session

from practice_app.errors import Unavailable
from practice_app.settings import get_settings

WEB_ROLE = "woodshed_web"
SYSTEM_ROLE = "woodshed_system"
AFTERWARDS = "afterwards"
"""In a session's notes: what is to be done once it is committed."""
RESTED_S = 1.0
"""A connection in use this recently is taken as it is: one question less to PostgreSQL for every request."""


@lru_cache
def engine() -> Engine:
    """Make this process's pool: what rested is checked before use, so a restarted PostgreSQL is not noticed."""
    made = create_engine(
        get_settings().database_url,
        isolation_level="AUTOCOMMIT",  # we say BEGIN ourselves, together with who asks: see _open
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        hide_parameters=True,  # an error's text goes to the log; what people wrote does not
        connect_args={"connect_timeout": 3, "options": "-c timezone=UTC"},
    )
    event.listen(made, "checkin", _note_rest)
    event.listen(made, "checkout", partial(_check_rested, made.dialect))
    return made


def _note_rest(_connection: Any, record: ConnectionPoolEntry) -> None:
    record.info["rests_since"] = time.monotonic()


def _check_rested(dialect: Dialect, connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
    """Ask a connection that rested whether it is still there; the pool replaces it when it isn't."""
    if time.monotonic() - record.info.get("rests_since", time.monotonic()) < RESTED_S:
        return
    try:
        dialect.do_ping(connection)
    except Exception as error:
        raise DisconnectionError from error


@contextmanager
def transaction(user_id: UUID) -> Iterator[Session]:
    """Open a transaction that sees only what ``user_id`` may see; commit at the end, roll back on any error."""
    with _begin(WEB_ROLE, user_id) as db:
        yield db


@contextmanager
def system_transaction() -> Iterator[Session]:
    """Open a transaction for what belongs to no one user: signing in, workers, health."""
    with _begin(SYSTEM_ROLE, None) as db:
        yield db


@contextmanager
def _begin(role: str, user_id: UUID | None) -> Iterator[Session]:
    try:
        with Session(engine(), expire_on_commit=False) as db, db.begin():
            _open(db, role, user_id)
            yield db
        for do in db.info.get(AFTERWARDS, ()):
            do()
    except (OperationalError, PoolTimeout, psycopg.OperationalError) as error:
        raise Unavailable() from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable() from error
        raise


def after_commit(db: Session, do: Callable[[], None]) -> None:
    """Do something once this transaction is committed, never when it is rolled back: tell others, ask for work."""
    db.info.setdefault(AFTERWARDS, []).append(do)


def _open(db: Session, role: str, user_id: UUID | None) -> None:
    """Begin the transaction and say who asks in one message to PostgreSQL: each costs as much as a small query.

    Several statements can't take parameters, so only a role of ours and a UUID are ever written into them.
    """
    who = str(UUID(str(user_id))) if user_id else ""
    driver = db.connection().connection.driver_connection
    if driver is None:
        raise Unavailable()
    driver.execute(f"BEGIN; SET LOCAL ROLE {role}; SET LOCAL app.user_id = '{who}'", prepare=False)
