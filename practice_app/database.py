"""The engine, and transactions that carry who asks.

Two roles besides the owner: ``woodshed_web`` sees only the rows of ``app.user_id`` (row-level security), so that a
forgotten WHERE shows nothing of a stranger's; ``woodshed_system`` (workers, signing in) sees all. The login role may
become either, and owns nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from uuid import UUID

from sqlalchemy import Engine, create_engine, text
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlmodel import Session

from practice_app.errors import Unavailable
from practice_app.settings import get_settings

WEB_ROLE = "woodshed_web"
SYSTEM_ROLE = "woodshed_system"


@lru_cache
def engine() -> Engine:
    """Make this process's pool: checked before use, so a restarted PostgreSQL is not noticed."""
    return create_engine(
        get_settings().database_url,
        pool_pre_ping=True,
        pool_size=10,
        max_overflow=10,
        pool_timeout=5,
        connect_args={"connect_timeout": 3, "options": "-c timezone=UTC"},
    )


@contextmanager
def transaction(user_id: UUID) -> Iterator[Session]:
    """Open a transaction that sees only what ``user_id`` may see; commit at the end, roll back on any error."""
    with _begin(WEB_ROLE, str(user_id)) as db:
        yield db


@contextmanager
def system_transaction() -> Iterator[Session]:
    """Open a transaction for what belongs to no one user: signing in, workers, health."""
    with _begin(SYSTEM_ROLE, "") as db:
        yield db


@contextmanager
def _begin(role: str, user_id: str) -> Iterator[Session]:
    try:
        with Session(engine(), expire_on_commit=False) as db, db.begin():
            db.execute(
                text("SELECT set_config('role', :role, true), set_config('app.user_id', :user_id, true)"),
                {"role": role, "user_id": user_id},
            )
            yield db
    except OperationalError as error:
        raise Unavailable() from error
    except DBAPIError as error:
        if error.connection_invalidated:
            raise Unavailable() from error
        raise
