"""What is counted of many students at once, by two functions of PostgreSQL (`alembic/studying.py`)."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.services.progress import Rests
from practice_app.services.teaching.students.rules import FAR, ROUNDS
from practice_app.services.teaching.students.seen import Due, Pace, Passage, Seen

WEEK = 7
HABIT_DAYS = 64
"""For so many days back it is known on which something was practised."""
STAYS = timedelta(hours=36)
"""As in `progress.here`: for so long after a session somebody is taken to be where it began."""

_STUDENTS = text("SELECT * FROM app_students(:wanted)")
_PRACTISED = text("SELECT * FROM app_students_practice(:wanted, :many, :far)")


@dataclass(frozen=True)
class DayRow:
    """A day of a student's; seconds by the clock, and as heard (``None``: nothing was recorded).

    ``less_s`` and ``more_s``: by so much what was heard may be off, where it isn't sure.
    """

    day: date
    clock_s: float
    played_s: float | None
    less_s: float = 0.0
    more_s: float = 0.0


@dataclass(frozen=True)
class Counted:
    """A student as they are counted: who it is, when they practised last, and seven days of theirs, the oldest first.

    ``today`` is the student's own day, ``week`` the seven that are over; ``has_picture``: there is one
    that they show their teachers.
    """

    id: UUID
    display_name: str
    role: str
    verified: bool
    instruments: list[str]
    has_picture: bool
    since: datetime
    last_at: datetime | None
    last_day: date | None
    today: date
    zone: str
    days: list[DayRow]
    week: list[DayRow] = field(default_factory=list)


def students(db: Session, wanted: UUID | None = None) -> list[Counted]:
    """Everybody whom whoever asks teaches, the newest activity first; or the one that is ``wanted``, if they do."""
    now = datetime.now(UTC)
    found = [_counted(row, now) for row in db.execute(_STUDENTS, {"wanted": wanted})]
    return sorted(found, key=lambda one: (one.last_at or one.since, one.id), reverse=True)


def seen(
    db: Session, counted: Iterable[Counted], takes: dict[UUID, int], homework: dict[UUID, list[Due]]
) -> dict[UUID, Seen]:
    """What the rules are told of these students; ``takes`` says how many takes of each wait for an answer."""
    asked = list(counted)
    wanted = asked[0].id if len(asked) == 1 else None
    told = {row.id: row for row in db.execute(_PRACTISED, {"wanted": wanted, "many": ROUNDS, "far": FAR})}
    found = {one.id: _seen(one, told[one.id], takes.get(one.id, 0)) for one in asked if one.id in told}
    return {student: replace(one, homework=tuple(homework.get(student, ()))) for student, one in found.items()}


def _counted(row: Any, now: datetime) -> Counted:
    zone = row.last_zone if row.last_at and row.last_at > now - STAYS else row.home
    today = zones.day_of(now, zone)
    return Counted(
        id=row.id,
        display_name=row.display_name,
        role=row.roles[0],
        verified=row.verified,
        instruments=list(row.instruments),
        has_picture=row.has_picture,
        since=row.since,
        last_at=row.last_at,
        last_day=row.last_day,
        today=today,
        zone=zone,
        days=_week(row, today),
        week=_week(row, today - timedelta(days=1)),
    )


def _week(row: Any, last: date) -> list[DayRow]:
    """The seven days up to the last one, also those with nothing on them."""
    found = {day: (clock_s, played_s, *row.doubts.get(day, ())) for day, clock_s, played_s in row.days}
    week = [last - timedelta(days=n) for n in reversed(range(WEEK))]
    return [DayRow(day, *found.get(day.isoformat(), (0.0, None))) for day in week]


def _seen(one: Counted, row: Any, takes: int) -> Seen:
    return Seen(
        today=one.today,
        since=zones.day_of(one.since, one.zone),
        known_from=min(row.days, default=one.today),
        last=one.last_day,
        days=frozenset(row.days),
        rests=_rests(row.rests or ()),
        passages=tuple(_passage(*told) for told in row.passages or ()),
        takes=takes,
    )


def _rests(told: Iterable[tuple[int, str | None]]) -> Rests:
    """Each weekday's end, the last one said; none while it goes on."""
    out: dict[int, date | None] = {}
    for weekday, until in told:
        before = out.get(weekday, date.min)
        out[weekday] = None if before is None or until is None else max(before, date.fromisoformat(until))
    return out


def _passage(piece: str, section: str, target: float, rounds: list[Any] | None, *paces: list[Any]) -> Passage:
    """``rounds``: days, and how often on each; ``paces``: days, tempi, whether it was slow."""
    return Passage(
        piece,
        section,
        target,
        tuple((date.fromisoformat(day), times) for day, times in zip(*(rounds or ((), ())), strict=True)),
        tuple(Pace(date.fromisoformat(day), bpm, slow) for day, bpm, slow in zip(*paces, strict=True)),
    )
