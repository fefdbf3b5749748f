"""The months of `practice_metrics`: those that begin soon are made ahead, and what came before its month is moved in.

Looked at whenever migrations are; a row whose month has no partition yet lies in the default one, and is found there.
"""

import logging
from datetime import date

from sqlalchemy import Connection, text
from sqlalchemy.exc import OperationalError

AHEAD = 18
"""Months made before they begin: so long a server may go without a new release."""
PARENT, REST = "practice_metrics", "practice_metrics_default"


PATIENCE = "2s"
"""So long a table is waited for, while those who want it wait behind us."""
log = logging.getLogger("migrations")


def bring_about(connection: Connection) -> None:
    """Make what is missing and commit. While somebody holds the table for long it waits for the next start: no harm."""
    try:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        if made := make(connection):
            log.info("%d months of %s made ready", made, PARENT)
        connection.commit()
    except OperationalError as error:
        connection.rollback()
        log.warning("The months of %s are made at the next start: %s", PARENT, error.orig)


def make(connection: Connection) -> int:
    """Make the partitions that are missing, in this transaction; tell how many there were."""
    if connection.scalar(text("SELECT to_regclass(:name)"), {"name": REST}) is None:
        return 0
    there = set(
        connection.scalars(
            text("SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = to_regclass(:name)"),
            {"name": PARENT},
        )
    )
    missing = [month for month in _wanted(connection) if _name(month) not in there]
    for month in missing:
        _make(connection, month)
    return len(missing)


def _wanted(connection: Connection) -> list[date]:
    return list(
        connection.scalars(
            text(
                f"SELECT date_trunc('month', local_day)::date AS month FROM {REST} UNION"
                f" SELECT (date_trunc('month', now()) + make_interval(months => n))::date"
                f" FROM generate_series(0, :ahead) AS n ORDER BY month"
            ),
            {"ahead": AHEAD},
        )
    )


def _name(month: date) -> str:
    return f"{PARENT}_{month:%Y_%m}"


def _make(connection: Connection, month: date) -> None:
    """A table like its parent, which nobody is given a right to: it is only reached through the parent's policies."""
    name, after = _name(month), date(month.year + month.month // 12, month.month % 12 + 1, 1)
    of_the_month = f"local_day >= '{month}' AND local_day < '{after}'"
    for statement in (
        f"CREATE TABLE {name} (LIKE {PARENT} INCLUDING ALL)",
        f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY",
        f"WITH moved AS (DELETE FROM {REST} WHERE {of_the_month} RETURNING *) INSERT INTO {name} SELECT * FROM moved",
        f"ALTER TABLE {PARENT} ATTACH PARTITION {name} FOR VALUES FROM ('{month}') TO ('{after}')",
    ):
        connection.exec_driver_sql(statement)
