"""Run migrations as the owner; one at a time, however many processes start together."""

import logging
import sys
import time
from pathlib import Path
from typing import Any

from psycopg.errors import LockNotAvailable
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from alembic import context
from practice_app.database import WEB_ROLE, DbRole, address
from practice_app.models import metadata
from practice_app.settings import get_settings

sys.path.insert(0, str(Path(__file__).parent))
import applying
import counting
import partitions

LOCK = 0x776F6F64  # "wood"
TRIES_EVERY_S = 0.5
TRIES, PATIENCE = 60, "2s"
"""Two and a half minutes, of which nobody else waits for more than two seconds at a time."""
LEAVING = {f"recordings.{name}" for name in ("attempts", "claim_token", "claimed_by", "claimed_at", "heartbeat_at")}
"""Columns that only web processes of the release before still read; the next release drops them."""
log = logging.getLogger("migrations")


def _owner_url() -> str:
    return context.config.attributes.get("url") or get_settings().owner_url


def _ensure_roles(connection: Connection) -> None:
    """Make the roles the app works as, none a member of another, and let whoever signs in become them.

    Roles belong to the whole server, tables to one database: so this runs before every migration, not once.
    """
    app_login = address(context.config.attributes.get("app_url") or get_settings().database_url).username
    for role in (counting.COUNTER, *DbRole):
        if not connection.scalar(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role}):
            connection.execute(text(f"CREATE ROLE {role} NOLOGIN"))
    for role in DbRole:
        for login in {connection.scalar(text("SELECT current_user")), app_login}:
            if login and not connection.scalar(
                text("SELECT pg_has_role(:login, :role, 'SET')"), {"login": login, "role": role}
            ):
                quoted = connection.dialect.identifier_preparer.quote(login)
                connection.execute(text(f"GRANT {role} TO {quoted} WITH INHERIT FALSE, SET TRUE"))
        connection.execute(text(f"GRANT USAGE ON SCHEMA public TO {role}"))
    connection.commit()


def _close_doors(connection: Connection) -> None:
    """Take back what PostgreSQL lets everybody do in a new database: temporary tables and functions, and new ones.

    A dump does not carry these rights, so they are looked at each time. Only the database's owner can take them.
    """
    name = connection.dialect.identifier_preparer.quote(connection.scalar(text("SELECT current_database()")))
    for open_to_all, taken in (
        (
            "has_database_privilege(:role, current_database(), 'TEMP')",
            f"REVOKE TEMPORARY ON DATABASE {name} FROM PUBLIC",
        ),
        ("has_schema_privilege(:role, 'public', 'CREATE')", "REVOKE CREATE ON SCHEMA public FROM PUBLIC"),
    ):
        still = text(f"SELECT {open_to_all}")
        if connection.scalar(still, {"role": WEB_ROLE}):
            connection.execute(text(taken))
            if connection.scalar(still, {"role": WEB_ROLE}):
                log.warning("This role may not close a door of the database; let its owner say: %s", taken)
    connection.commit()


def _goes_back() -> bool:
    """Whether migrations are taken back, as the command line says."""
    command = getattr(context.config.cmd_opts, "cmd", None)
    return command is not None and command[0].__name__ == "downgrade"


def _is_ours(thing: Any, name: str | None, kind: str, reflected: bool, _compared_to: Any) -> bool:
    """Whether the models have to know it."""
    if kind == "table" and reflected and (name or "").startswith(f"{partitions.PARENT}_"):
        return False
    return not (reflected and kind == "column" and f"{thing.table.name}.{name}" in LEAVING)


def _take_turn(connection: Connection) -> None:
    """Wait until nobody else migrates, holding nothing: an index made concurrently by the other waits for us else.

    Who waits in ``pg_advisory_lock`` has a transaction open, and PostgreSQL ends one of the two as a deadlock.
    """
    while not connection.scalar(text("SELECT pg_try_advisory_lock(:key)"), {"key": LOCK}):
        connection.rollback()
        time.sleep(TRIES_EVERY_S)
    connection.commit()


def _migrate(connection: Connection) -> None:
    """Run what is missing, each in a transaction of its own, while people work.

    Whoever wants a table that we wait for waits behind us. So we wait for moments only, and where somebody reads for
    long we let go, let the others through, and try again; a migration that was through stays so.
    """
    for left in reversed(range(TRIES)):
        connection.execute(text(f"SET lock_timeout = '{PATIENCE}'"))
        connection.commit()
        context.configure(
            connection=connection,
            target_metadata=metadata,
            compare_server_default=False,
            include_object=_is_ours,
            transaction_per_migration=True,
        )
        try:
            with context.begin_transaction():
                context.run_migrations()
        except OperationalError as error:
            connection.rollback()
            if not (left and isinstance(error.orig, LockNotAvailable)):
                raise
            log.warning("a table that a migration wants is held by others; it is tried again")
            time.sleep(TRIES_EVERY_S)
        else:
            break
    connection.execute(text("SET lock_timeout = DEFAULT"))
    connection.commit()


def run_migrations() -> None:
    """Connect, take the lock, migrate."""
    engine = create_engine(address(_owner_url()), poolclass=NullPool, connect_args={"connect_timeout": 5})
    with engine.connect() as connection:
        _take_turn(connection)
        _ensure_roles(connection)
        _close_doors(connection)
        if _goes_back():  # a policy that looks at a table would hold it
            applying.let_go(connection)
            connection.commit()
        _migrate(connection)
        partitions.bring_about(connection)
        _say_who_sees_what(connection)


def _say_who_sees_what(connection: Connection) -> None:
    """Bring policies and rights to what `policies.py` says, once the tables are those that it speaks of."""
    at_head = set(context.get_context().get_current_heads()) == set(context.script.get_heads())
    if at_head and applying.bring_about(connection):
        log.info("Policies and rights are as policies.py says")
    elif not at_head:
        applying.withdraw(connection)
    connection.commit()


if context.is_offline_mode():
    context.configure(url=_owner_url(), target_metadata=metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()
else:
    run_migrations()
