"""What members of a group practised, as PostgreSQL adds it up: of each as far as they share it.

`alembic/group_figures.py` says who is told what.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text
from sqlmodel import Session


@dataclass(frozen=True)
class Span:
    """Some days of a group, both included; each member's own."""

    group: UUID
    since: date
    until: date


@dataclass(frozen=True)
class Sums:
    """What counts, by the clock and as it was heard, in seconds; in how many sessions, and on how many days."""

    seconds: float
    clock_s: float
    played_s: float | None
    sessions: int
    days: int


@dataclass(frozen=True)
class GroupDay:
    """A day of all who share; ``members``: how many of them practised."""

    day: date
    seconds: float
    clock_s: float
    played_s: float | None
    sessions: int
    members: int


@dataclass(frozen=True)
class InstrumentSum:
    """An instrument, of those who share statistics."""

    instrument: str
    seconds: float
    sessions: int
    members: int


@dataclass(frozen=True)
class WorkSum:
    """A work of the catalogue, of those who share statistics; ``members`` are those who had it in hand."""

    work_id: UUID
    title: str
    composer: str
    seconds: float
    sessions: int
    members: list[UUID]


def practised(db: Session, span: Span) -> tuple[dict[UUID, Sums], list[GroupDay]]:
    """Add up by member, and by day, the oldest first."""
    by_member, by_day = {}, []
    for row in _asked(db, "app_group_practice", span):
        played_s = None if row.played_s is None else round(row.played_s, 3)
        told = (round(row.counted_s, 3), round(row.clock_s, 3), played_s, row.sessions, row.number)
        if row.member_id is None:
            by_day.append(GroupDay(row.local_day, *told))
        else:
            by_member[row.member_id] = Sums(*told)
    return by_member, sorted(by_day, key=lambda one: one.day)


def days(db: Session, span: Span) -> dict[UUID, list[tuple[date, float]]]:
    """Give each member's days with what counts of them."""
    found = _asked(db, "app_group_member_days", span)
    return {row.member_id: list(zip(row.days, map(_short, row.seconds), strict=True)) for row in found}


def instruments(db: Session, span: Span) -> list[InstrumentSum]:
    """Add up by instrument, the most first."""
    found = _asked(db, "app_group_instruments", span)
    return [InstrumentSum(row.instrument, round(row.seconds, 3), row.sessions, row.members) for row in found]


def works(db: Session, span: Span) -> list[WorkSum]:
    """Add up by work, the most first."""
    found = _asked(db, "app_group_works", span)
    return [WorkSum(row.id, row.title, row.composer, round(row.seconds, 3), row.sessions, row.members) for row in found]


def _short(seconds: float) -> float:
    return round(seconds, 3)


def _asked(db: Session, function: str, span: Span) -> Sequence[Row[Any]]:
    asked = text(f"SELECT * FROM {function}(:group, :since, :until)")  # noqa: S608 - a name of ours
    return db.execute(asked, asdict(span)).all()
