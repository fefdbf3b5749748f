"""Days in a row. A day that did not exist for the player breaks nothing."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.services.progress.today import Here
from practice_app.services.shared.access import visible_sql

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Run:
    """Days of practice one after the other; the zones and moments are of its first and its last session."""

    first: date
    last: date
    length: int
    first_zone: str
    last_zone: str
    started_at: datetime
    ended_at: datetime


_RUNS = text(
    "SELECT min(day) AS first, max(day) AS last, count(*) AS length,"
    " (array_agg(first_zone ORDER BY day))[1] AS first_zone, (array_agg(last_zone ORDER BY day DESC))[1] AS last_zone,"
    " min(started_at) AS started_at, max(ended_at) AS ended_at FROM ("
    " SELECT d.local_day AS day, d.started_at, d.ended_at, d.first_zone, d.last_zone,"
    " d.local_day - (row_number() OVER (ORDER BY d.local_day))::int AS run"
    f" FROM practice_days d WHERE {visible_sql('d')} AND d.clock_s > 0) AS days"
    " GROUP BY run ORDER BY first"
)


def found(db: Session, user_id: UUID) -> list[Run]:
    """List a player's runs, the earliest first."""
    return joined([Run(**row) for row in db.execute(_RUNS, {"user_id": user_id}).mappings()])


def joined(runs: list[Run]) -> list[Run]:
    """Join runs between which lies one date on which the player could not have practised."""
    out: list[Run] = []
    for run in runs:
        if out and _nothing_between(out[-1], run):
            run = replace(  # noqa: PLW2901 - it goes on with the one before
                run,
                first=out[-1].first,
                first_zone=out[-1].first_zone,
                started_at=out[-1].started_at,
                length=out[-1].length + run.length,
            )
            out.pop()
        out.append(run)
    return out


def _nothing_between(before: Run, after: Run) -> bool:
    """Tell whether the only date between two runs was skipped: by the zone, or in flight over the date line."""
    if after.first - before.last != 2 * A_DAY:
        return False
    if before.last_zone != after.first_zone and zones.in_a_day(before.ended_at, after.started_at):
        return True
    return any(not zones.existed(before.last + A_DAY, zone) for zone in (before.last_zone, after.first_zone))


def goes_on(run: Run, at: Here) -> bool:
    """Tell whether a run is not broken: it ends today or the day before, for today may still be practised."""
    yesterday = at.today - A_DAY
    return run.last >= yesterday or (run.last == yesterday - A_DAY and not zones.existed(yesterday, at.zone))
