"""What was practised with each instrument, day by day: what weekly goals are held against."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services.progress.sums import IN_RANGE


@dataclass(frozen=True)
class Practised:
    """A day with an instrument (nothing: none was named): seconds that count, and by the clock."""

    day: date
    instrument: str
    seconds: float
    clock_s: float


_DAYS = text(
    "SELECT d.local_day, part.key AS instrument, (part.value->>0)::float AS seconds, (part.value->>1)::float AS clock_s"
    f" FROM practice_days d, jsonb_each(d.parts->'instrument') AS part WHERE {IN_RANGE} ORDER BY d.local_day, part.key"
)


def practised(db: Session, user_id: UUID, since: date, until: date) -> list[Practised]:
    """List what was practised from ``since`` to ``until`` (both included)."""
    return [Practised(*row) for row in db.execute(_DAYS, {"user_id": user_id, "since": since, "until": until})]
