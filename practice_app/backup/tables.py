"""Rows, as PostgreSQL's COPY writes and reads them: of one moment when copied, in the order of keys when put back.

Copied as ``woodshed_system``, which the worker may be, too; put back as the owner of the tables.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from graphlib import TopologicalSorter
from typing import Any

import psycopg
from psycopg import sql

from practice_app.database import SYSTEM_ROLE
from practice_app.settings import get_settings

COPYING = 0x636F7079  # "copy"
"""The lock that lets one copy be made at a time."""
_SPEAKS = "-c timezone=UTC -c datestyle=ISO -c intervalstyle=postgres -c client_encoding=UTF8 -c jit=off"
_TABLES = """
    SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
       AND NOT a.attisdropped AND a.attgenerated = ''
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND c.relname <> 'alembic_version'
     GROUP BY c.relname ORDER BY c.relname
"""
_NAMED = """
    SELECT DISTINCT k.conrelid::regclass::text, k.confrelid::regclass::text FROM pg_constraint k
     WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.conrelid <> k.confrelid
       AND k.conparentid = 0
"""
_COUNTERS = """
    SELECT c.relname, a.attname, pg_get_serial_sequence(quote_ident(c.relname), a.attname) AS counter
      FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
       AND pg_get_serial_sequence(quote_ident(c.relname), a.attname) IS NOT NULL
"""
_OURS = """
    SELECT format('DROP TABLE IF EXISTS %I CASCADE', relname) FROM pg_class c
     WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
       AND pg_has_role(relowner, 'USAGE')
    UNION ALL SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure) FROM pg_proc p
     WHERE pronamespace = 'public'::regnamespace AND pg_has_role(proowner, 'USAGE')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    UNION ALL SELECT format('DROP TYPE IF EXISTS %I CASCADE', typname) FROM pg_type t
     WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND pg_has_role(typowner, 'USAGE')
       AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = t.oid AND d.deptype = 'e')
"""


@dataclass(frozen=True)
class Table:
    """A table in a copy: which columns, how many rows, and a sum of all of them whatever their order."""

    columns: list[str]
    rows: int
    sum: str


class Sum:
    """Counts rows and adds them up, so that two tables are the same when their sums are."""

    def __init__(self) -> None:
        self.rows, self._sum = 0, 0

    def add(self, row: bytes) -> None:
        """Count one."""
        self.rows += 1
        self._sum += int.from_bytes(hashlib.sha256(row).digest()[:16])

    def of(self, columns: list[str]) -> Table:
        """Say what was counted."""
        return Table(columns, self.rows, f"{self._sum % 2**128:032x}")


@contextmanager
def one_moment() -> Iterator[psycopg.Connection]:
    """Look at everything as it is now, whatever is written meanwhile."""
    with _connected(get_settings().direct_url) as db:
        db.execute(f"SET ROLE {SYSTEM_ROLE}")
        db.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        db.execute("SELECT 1 FROM alembic_version")  # the moment
        yield db


@contextmanager
def alone() -> Iterator[bool]:
    """Tell whether nobody else makes a copy now; nobody else does until this is over."""
    with _connected(get_settings().direct_url) as db:
        (mine,) = _row(db, "SELECT pg_try_advisory_lock(%s)", COPYING)
        yield mine


@contextmanager
def as_owner() -> Iterator[psycopg.Connection]:
    """Work as the owner of the tables."""
    with _connected(get_settings().owner_url) as db:
        yield db


@contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    with psycopg.connect(
        url.replace("+psycopg", "", 1), autocommit=True, connect_timeout=5, options=_SPEAKS, prepare_threshold=None
    ) as db:
        yield db


def revision(db: psycopg.Connection) -> str:
    """Tell which release's tables these are; nothing where there are none."""
    (there,) = _row(db, "SELECT to_regclass('public.alembic_version') IS NOT NULL")
    found = db.execute("SELECT version_num FROM alembic_version").fetchall() if there else []
    return ",".join(sorted(row[0] for row in found))


def listed(db: psycopg.Connection) -> dict[str, list[str]]:
    """List the tables and their columns."""
    return {name: list(columns) for name, columns in db.execute(_TABLES)}


def rows(db: psycopg.Connection, name: str, columns: list[str], counted: Sum) -> Iterator[bytes]:
    """Read a table row by row, and count it."""
    ask = sql.SQL("COPY (SELECT {} FROM {}) TO STDOUT").format(_columns(columns), sql.Identifier(name))
    with db.cursor() as cursor, cursor.copy(ask) as copied:
        for row in copied:
            line = bytes(row)
            counted.add(line)
            yield line


def summed(db: psycopg.Connection, name: str, columns: list[str]) -> Table:
    """Add up a table as it is."""
    counted = Sum()
    for _ in rows(db, name, columns, counted):
        pass
    return counted.of(columns)


def is_empty(db: psycopg.Connection) -> bool:
    """Tell whether nobody has an account here."""
    (there,) = _row(db, "SELECT to_regclass('public.users') IS NOT NULL")
    return not there or db.execute("SELECT 1 FROM users LIMIT 1").fetchone() is None


def clear(db: psycopg.Connection) -> None:
    """Drop all that is ours, so that migrations begin at the beginning."""
    for (statement,) in db.execute(_OURS).fetchall():
        db.execute(statement)


def in_order(db: psycopg.Connection) -> list[str]:
    """List the tables, each behind those that its rows name."""
    names = listed(db)
    order: TopologicalSorter[str] = TopologicalSorter({name: set() for name in names})
    for table, named in db.execute(_NAMED):
        if table in names and named in names:
            order.add(table, named)
    return list(order.static_order())


def empty(db: psycopg.Connection, names: list[str]) -> None:
    """Take out what migrations put in: the copy has it."""
    db.execute(sql.SQL("TRUNCATE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))


@contextmanager
def quietly(db: psycopg.Connection, names: list[str]) -> Iterator[None]:
    """Fill tables that do nothing of themselves: what they do with new rows was done when these were new."""
    for name in names:
        db.execute(sql.SQL("ALTER TABLE {} DISABLE TRIGGER USER").format(sql.Identifier(name)))
    yield
    db.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for name in names:
        db.execute(sql.SQL("ALTER TABLE {} ENABLE TRIGGER USER").format(sql.Identifier(name)))


def fill(db: psycopg.Connection, name: str, columns: list[str], pieces: Iterator[bytes]) -> None:
    """Put rows back."""
    put = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(name), _columns(columns))
    with db.cursor() as cursor, cursor.copy(put) as copied:
        for piece in pieces:
            copied.write(piece)


def count_on(db: psycopg.Connection) -> None:
    """Let each counter go on behind the largest number that is there."""
    for name, column, counter in db.execute(_COUNTERS).fetchall():
        go_on = sql.SQL("SELECT setval({}, coalesce(max({column}), 1), max({column}) IS NOT NULL) FROM {}").format(
            sql.Literal(counter), sql.Identifier(name), column=sql.Identifier(column)
        )
        db.execute(go_on)


def people(db: psycopg.Connection) -> list[Any]:
    """List the ids of all accounts."""
    return [row[0] for row in db.execute("SELECT id FROM users")]


def _columns(columns: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, columns))


def _row(db: psycopg.Connection, ask: str, *values: Any) -> tuple[Any, ...]:
    found = db.execute(ask, values).fetchone()
    assert found is not None
    return tuple(found)
