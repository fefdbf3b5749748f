"""A person's sessions, as they leave: with their items and tags, as the API shows them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from pydantic_core import to_json
from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import transaction
from practice_app.services.practice.rows import values
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.portable import Held
from practice_app.services.shared.steps import step

BATCH = 200


@dataclass(frozen=True)
class Year:
    """What was practised in a year."""

    year: int
    sessions: int
    clock_s: float


def years(db: Session, who: UUID) -> list[Year]:
    """Sum up each year in which somebody practised, the newest first."""
    query = text(
        "SELECT extract(year FROM s.local_day)::int AS year, count(*) AS sessions, sum(s.clock_s) AS clock_s"
        f" FROM practice_sessions s WHERE {visible_sql('s')} AND s.deleted_at IS NULL GROUP BY 1 ORDER BY 1 DESC"
    )
    return [Year(**row._mapping) for row in db.execute(query, {"user_id": who})]


def count(db: Session, who: UUID) -> int:
    """Tell how many sessions somebody has."""
    return sum(year.sessions for year in years(db, who))


@step
def in_turn(who: UUID, since: str | None = None, until: str | None = None) -> Iterator[list[dict[str, Any]]]:
    """The sessions that are there (of some days), newest first, as plain values and a few at once."""
    after = None
    while True:
        with transaction(who) as db:
            page = values(db, who, since=since, until=until, limit=BATCH, after=after)
        if page.items:
            yield page.items
        if (after := page.next_cursor) is None:
            return


def _sessions(who: UUID) -> Iterator[list[str]]:
    for rows in in_turn(who):
        yield [to_json(row).decode() for row in rows]


HELD = (Held("sessions.json", ("practice_sessions", "session_items", "session_tags"), _sessions, ("content_hash",)),)
