"""What is held of a person, as it leaves: a file of JSON for each table, read in batches, never as a whole.

Each capability names its tables in a module ``portable.py``; `services/portability` gathers them all, and a test finds
a table that nobody has named. Rows are written as JSON by PostgreSQL itself, each batch in a short transaction of its
own as the person: what others have can't be among them, and nothing waits for S3 inside one.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import LargeBinary, TextClause, text
from sqlmodel import Session, SQLModel

from practice_app.database import transaction
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.steps import step

Batches = Callable[[UUID], Iterator[list[str]]]
BATCH = 500
TOLD = "(to_jsonb(t) - CAST(:without AS text[]))::text"


SECRET = re.compile(r"(_hash|secret|token|sealed|encrypted|_key|^upload_id|^email_index)$")


def secrets_of(*tables: str) -> tuple[str, ...]:
    """The columns that never leave, in whatever table: secrets, what is sealed, where things lie in S3."""
    columns = [column for table in tables for column in SQLModel.metadata.tables[table].columns]
    return tuple(c.name for c in columns if isinstance(c.type, LargeBinary) or SECRET.search(c.name))


@dataclass(frozen=True)
class Held:
    """The rows of a person in some tables, and the file they leave in; each row is a line of JSON."""

    file: str
    tables: tuple[str, ...]
    batches: Batches
    without: tuple[str, ...] = ()
    """Columns that stay; secrets do by their names."""


def held(
    file: str, table: str, *, without: tuple[str, ...] = (), mine: str = visible_sql("t"), key: str = "id"
) -> Held:
    """All rows of a table that are somebody's, by their key."""
    without = (*without, *secrets_of(table))
    told = f"SELECT t.{key} AS key, {TOLD} AS told FROM {table} t WHERE {mine}"
    order = f" ORDER BY t.{key} LIMIT {BATCH}"
    first, next_ones = text(told + order), text(f"{told} AND t.{key} > :after{order}")
    return Held(file, (table,), partial(_by_key, first, next_ones, without), without)


def held_by_session(
    file: str, table: str, *, without: tuple[str, ...] = (), sessions: int = 100, order: str = "id"
) -> Held:
    """The rows of a table that hang on sessions, of so many sessions at once."""
    without = (*without, *secrets_of(table))
    hang = f"t.session_id = ANY(:sessions) AND {visible_sql('t')}"
    query = text(f"SELECT {TOLD} FROM {table} t WHERE {hang} ORDER BY t.session_id, t.{order}")
    return Held(file, (table,), partial(_by_session, query, sessions, without), without)


def _by_key(first: TextClause, next_ones: TextClause, without: tuple[str, ...], who: UUID) -> Iterator[list[str]]:
    after, asked = None, {"user_id": who, "without": list(without)}
    while True:
        with transaction(who) as db:
            rows = db.execute(next_ones, asked | {"after": after}).all() if after else db.execute(first, asked).all()
        if not rows:
            return
        yield [row.told for row in rows]
        after = rows[-1].key


def _by_session(query: TextClause, sessions: int, without: tuple[str, ...], who: UUID) -> Iterator[list[str]]:
    for ids in session_ids(who, sessions):
        with transaction(who) as db:
            rows = list(db.scalars(query, {"user_id": who, "sessions": ids, "without": list(without)}))
        yield rows


@step
def session_ids(who: UUID, size: int) -> Iterator[list[UUID]]:
    """The sessions that are there, newest first, so many at once."""
    place: tuple[datetime, UUID] | None = None
    while True:
        with transaction(who) as db:
            rows = _page(db, who, size, place)
        if not rows:
            return
        yield [identity for _, identity in rows]
        place = rows[-1]


def _page(db: Session, who: UUID, size: int, place: tuple[datetime, UUID] | None) -> list[tuple[datetime, UUID]]:
    further = " AND (s.started_at, s.id) < (:before, :id)" if place else ""
    query = (
        f"SELECT s.started_at, s.id FROM practice_sessions s WHERE {visible_sql('s')} AND s.deleted_at IS NULL"
        f"{further} ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
    )
    asked = {"user_id": who, "limit": size} | ({"before": place[0], "id": place[1]} if place else {})
    return [(row.started_at, row.id) for row in db.execute(text(query), asked)]
