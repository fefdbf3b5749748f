"""What members of a group practised, as PostgreSQL adds it up: of each as far as they share it.

`alembic/group_figures.py` says who is told what.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from psycopg import Cursor
from sqlalchemy import Row, text
from sqlmodel import Session

from practice_app.database import Ask, ahead
from practice_app.services.groups.spans import A_DAY, cut, parts

IN_PARTS = "CAST(:months AS date[]), CAST(:befores AS int[]), CAST(:lasts AS int[]), CAST(:marks AS int[])"
"""Stretches of days, as functions of the database take them."""
_AHEAD = "%(group)s, %(months)s::date[], %(befores)s::int[], %(lasts)s::int[], %(marks)s::int[]"


@dataclass(frozen=True)
class Span:
    """Some days of a group, both included; each member's own. Cut where months begin, on ``begins``, and at weeks."""

    group: UUID
    since: date
    until: date
    weeks: bool = False
    begins: tuple[date, ...] = ()

    def stretches(self) -> list[tuple[date, date]]:
        """Cut the days into stretches that each lie within a month."""
        return cut(self.since, self.until, weeks=self.weeks, begins=self.begins)


@dataclass(frozen=True)
class Sums:
    """What counts, by the clock and as it was heard, in seconds; in how many sessions, and on how many days.

    ``less_s`` and ``more_s``: by so much it may be off, where what was heard isn't sure.
    """

    seconds: float
    clock_s: float
    played_s: float | None
    sessions: int
    days: int
    less_s: float = 0.0
    more_s: float = 0.0


@dataclass(frozen=True)
class Stretch:
    """Some days from ``first`` on, of all who share; ``days``: on how many anybody practised.

    ``less_s`` and ``more_s``: by so much ``seconds`` may be off, where what was heard isn't sure.
    """

    first: date
    seconds: float
    clock_s: float
    played_s: float | None
    sessions: int
    days: int
    less_s: float = 0.0
    more_s: float = 0.0


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


class Adding:
    """What PostgreSQL adds up of a group, to be read in this order: while one answer is read, it works on the next."""

    def __init__(self, ask: Ask, span: Span) -> None:
        self._ask, self._span = ask, span
        self._sums = self._of("app_group_practice", span.stretches())
        self._shares: list[Cursor[Any]] = []

    def practised(self) -> tuple[dict[UUID, Sums], list[Stretch]]:
        """Give sums by member, and by stretch, the oldest first; stretches in which nobody practised are left out."""
        told = self._sums.fetchall()
        months = cut(self._span.since, self._span.until)
        self._shares = [self._of(function, months) for function in ("app_group_works", "app_group_instruments")]
        by_member, stretches = {}, []
        for row in told:
            member, _, _, counted_s, clock_s, played_s, sessions, number, _, *doubt = row
            if member is None:
                stretches.append(stretch(row, sessions))
            else:
                played_s = None if played_s is None else _short(played_s)
                by_member[member] = Sums(_short(counted_s), _short(clock_s), played_s, sessions, number, *doubt)
        return by_member, sorted(stretches, key=lambda one: one.first)

    def shares(self) -> tuple[list[WorkSum], list[InstrumentSum]]:
        """Give sums by work and by instrument, the most first."""
        works, instruments = (asked.fetchall() for asked in self._shares)
        return [
            WorkSum(row.id, row.title, row.composer, _short(row.seconds), row.sessions, row.members) for row in works
        ], [InstrumentSum(row.instrument, _short(row.seconds), row.sessions, row.members) for row in instruments]

    def _of(self, function: str, stretches: list[tuple[date, date]]) -> Cursor[Any]:
        return self._ask(f"SELECT * FROM {function}({_AHEAD})", {"group": self._span.group} | parts(stretches))


@contextmanager
def adding(db: Session, span: Span) -> Iterator[Adding]:
    """Have it added up by member and by stretch, by work, and by instrument; until the end ``db`` is asked no more."""
    with ahead(db) as asked:
        yield Adding(asked, span)


def stretch(row: Any, sessions: int | None) -> Stretch:
    """Write what the database tells of a stretch of days."""
    first = row.month + row.before * A_DAY
    return Stretch(first, *_seconds(row), sessions or 0, row.mark.bit_count(), row.less_s, row.more_s)


def counted(db: Session, group: UUID, *spans: tuple[date, date]) -> list[float]:
    """Add up what counts in each of these spans, in seconds."""
    values = parts([stretch for span in spans for stretch in cut(*span)])
    found = db.execute(_COUNTED, {"group": group} | values).all()
    firsts = [(row.month + row.before * A_DAY, row.counted_s) for row in found]
    return [_short(sum(told for first, told in firsts if since <= first <= until)) for since, until in spans]


_COUNTED = text(f"SELECT * FROM app_group_counted(:group, {IN_PARTS})")


def by_day(db: Session, span: Span) -> list[GroupDay]:
    """Add up by day, the oldest first."""
    return [
        GroupDay(row.local_day, *_seconds(row), row.sessions, row.members)
        for row in _by_days(db, "app_group_days", span)
    ]


def members_days(db: Session, span: Span) -> dict[UUID, list[tuple[date, float]]]:
    """Give each member's days with what counts of them."""
    found = _by_days(db, "app_group_member_days", span)
    return {row.member_id: list(zip(row.days, map(_short, row.seconds), strict=True)) for row in found}


def on_list(db: Session, group: UUID) -> list[WorkSum]:
    """List the works that a group set itself, each once, with nothing added up: those with a date first."""
    return [WorkSum(row.id, row.title, row.composer, 0.0, 0, []) for row in db.execute(_ON_LIST, {"group": group})]


_ON_LIST = text("""
    SELECT w.id, w.title, w.composer FROM group_works g JOIN works w ON w.id = g.work_id
     WHERE g.group_id = :group GROUP BY w.id ORDER BY min(g.due_on) NULLS LAST, w.composer, w.title, w.id
""")


def _seconds(row: Any) -> tuple[float, float, float | None]:
    """What counts, by the clock, and as it was heard, where anything was."""
    return _short(row.counted_s), _short(row.clock_s), None if row.played_s is None else _short(row.played_s)


def _short(seconds: float) -> float:
    return round(seconds, 3)


def _by_days(db: Session, function: str, span: Span) -> Sequence[Row[Any]]:
    asked = text(f"SELECT * FROM {function}(:group, :since, :until)")
    return db.execute(asked, {"group": span.group, "since": span.since, "until": span.until}).all()
