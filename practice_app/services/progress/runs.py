"""Days of practice one after the other, and what lay between: a day that did not exist was not missed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.services.progress.today import Here
from practice_app.services.shared.access import visible_sql

A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Run:
    """Dates of practice without a gap; the zones and moments are of its first and its last session."""

    first: date
    last: date
    length: int
    first_zone: str
    last_zone: str
    started_at: datetime
    ended_at: datetime


_ENDS = text(
    "SELECT day, first_zone, last_zone, started_at, ended_at, begins, ends FROM ("
    " SELECT d.local_day AS day, d.first_zone, d.last_zone, d.started_at, d.ended_at,"
    " lag(d.local_day) OVER days IS DISTINCT FROM d.local_day - 1 AS begins,"
    " lead(d.local_day) OVER days IS DISTINCT FROM d.local_day + 1 AS ends"
    f" FROM practice_days d WHERE {visible_sql('d')} AND d.clock_s > 0 WINDOW days AS (ORDER BY d.local_day)) AS days"
    " WHERE begins OR ends ORDER BY day"
)
"""Of the days only those a run begins or ends with: of ten years in a row two are fetched, and none is sorted."""


def found(db: Session, user_id: UUID) -> list[Run]:
    """List a player's runs, the earliest first."""
    runs: list[Run] = []
    first: Any = None
    for day in db.execute(_ENDS, {"user_id": user_id}).all():
        first = day if day.begins else first
        if day.ends:
            length = (day.day - first.day).days + 1
            runs.append(
                Run(first.day, day.day, length, first.first_zone, day.last_zone, first.started_at, day.ended_at)
            )
    return runs


def missed_between(before: Run, after: Run) -> Iterator[date]:
    """Give the dates between two runs on which the player could have practised.

    Less than a day from the last session of one to the first of the other, in another zone: what lies between passed
    in flight. A zone that moved over the date line skipped a date.
    """
    if before.last_zone != after.first_zone and zones.in_a_day(before.ended_at, after.started_at):
        return iter(())
    return _existing(before.last, after.first, {before.last_zone, after.first_zone})


def missed_since(run: Run, at: Here) -> Iterator[date]:
    """Give the dates since a run that are over and on which the player could have practised: today may still be."""
    return _existing(run.last, at.today, {at.zone})


def _existing(after: date, before: date, places: set[str]) -> Iterator[date]:
    """Give the dates between two that existed in these zones."""
    dates = (after + timedelta(days=n) for n in range(1, (before - after).days))
    return (day for day in dates if all(zones.existed(day, place) for place in places))
