"""The students of whoever is signed in: who practised, and what wants attention."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import StringConstraints

from practice_app import zones
from practice_app.errors import Problem
from practice_app.metrics import band_of
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching.students import listing
from practice_app.services.teaching.students.counting import DayRow
from practice_app.services.teaching.students.listing import Student
from practice_app.services.teaching.students.rules import Flag
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.text import fold

Words = Annotated[str, StringConstraints(max_length=100)]
Only = Literal["all", "attention"]
Order = Literal["activity", "name", "most", "least", "weekday"]
ROUTE = "/students"
WHOLE_S, HEIGHT = 3600.0, 20.0
"""From an hour on a day's box is full, so high as a line of the list."""
LEAST = 2.0
NEVER = 7
A_WEEK = date(2024, 1, 1)
"""It begins with a Monday: what weekdays are called is the browser's to say."""


@dataclass(frozen=True)
class DayShown:
    """A day as it is drawn; -1: nothing was recorded. ``outline`` and ``filled`` are heights.

    Between ``low_s`` and ``high_s`` lies what was played, where that isn't sure (0: it is a number).
    """

    day: str
    clock_s: float
    played_s: float
    outline: float
    filled: float
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class ReasonShown:
    """Why somebody is to be looked at: a message id with its values."""

    kind: str
    message: str
    told: dict[str, float | str] = field(default_factory=dict)


@dataclass(frozen=True)
class StudentShown:
    """A student in the list; ``last`` is empty where nothing is known of them."""

    id: str
    name: str
    picture: str
    instruments: list[str]
    last: str
    week_s: float
    days: list[DayShown]
    reasons: list[ReasonShown]
    next_class: str
    weekday: int = NEVER
    """On which they come to their next lesson, where the teacher is; 0 is Monday."""
    hour: str = ""
    group: str = ""
    """Said of the first of a group: a Monday, a Tuesday …, or ``none`` for those who come to no lesson."""


TOPICS = (Topic.STUDENT, Topic.TEACHING, Topic.FEEDBACK, Topic.HOMEWORK)
"""What the list tells of: a student practised, came or went; a take was answered, or the homework it belongs to."""


@live.subscribes(*TOPICS)
class StudentsState(OwnState):
    """The list of one's students, as it is searched, filtered and sorted."""

    loaded: bool = False
    students: list[StudentShown] = []  # noqa: RUF012 - Reflex copies defaults
    count: int = 0
    waiting: int = 0
    """How many want attention, of all."""
    words: str = ""
    only: str = "all"
    order: str = "activity"

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()

    @rx.event
    @handle_problems
    async def search(self, words: Words) -> None:
        """Show those whose name or instrument holds these words."""
        self.words = words
        await self._look()

    @rx.event
    @handle_problems
    async def show_only(self, only: Only) -> None:
        """Show all, or those who want attention."""
        self.only = only
        await self._look()

    @rx.event
    @handle_problems
    async def sort(self, order: Order) -> None:
        """Show them in another order."""
        self.order = order
        await self._look()

    async def _look(self) -> None:
        found = [shown(one, self.timezone) for one in await self._call_service(listing.students)]
        self.count, self.waiting = len(found), sum(1 for one in found if one.reasons)
        wanted = [one for one in found if _holds(one, self.words) and (self.only == "all" or one.reasons)]
        ordered = sorted(wanted, key=ORDERS[self.order]) if self.order in ORDERS else wanted
        self.students = grouped(ordered) if self.order == "weekday" else ordered
        self.loaded = True

    async def _received(self, event: Event) -> None:
        """A student practised, came or went."""
        if not self.loaded or event.topic not in TOPICS or self.router.url.path.rstrip("/") != ROUTE:
            return
        try:
            await self._look()
        except Problem:
            return


ORDERS: dict[str, Callable[[StudentShown], Any]] = {
    "name": lambda one: fold(one.name),
    "most": lambda one: -one.week_s,
    "least": lambda one: one.week_s,
    "weekday": lambda one: (one.weekday, one.hour, fold(one.name)),
}
"""Beside the newest activity, as the service has it."""


def _holds(one: StudentShown, words: str) -> bool:
    told = fold(" ".join([one.name, *one.instruments]))
    return all(word in told for word in fold(words).split())


def grouped(rows: list[StudentShown]) -> list[StudentShown]:
    """Say of the first of each weekday that it is."""
    firsts = {row.weekday: row.id for row in reversed(rows)}
    return [replace(row, group=_weekday(row.weekday)) if firsts[row.weekday] == row.id else row for row in rows]


def _weekday(number: int) -> str:
    return "none" if number == NEVER else (A_WEEK + timedelta(days=number)).isoformat()


def shown(one: Student, zone: str) -> StudentShown:
    """Make of a student what the page draws; ``zone`` is where the teacher is."""
    counted = one.counted
    comes = zones.wall_of(one.next_class_at, zone) if one.next_class_at else None
    return StudentShown(
        id=str(counted.id),
        name=counted.display_name,
        picture=listing.picture_of(counted, ""),
        instruments=counted.instruments,
        last=_moment(counted.last_at),
        week_s=sum(day.clock_s for day in counted.days),
        days=[day_shown(day) for day in counted.days],
        reasons=[reason(flag) for flag in one.flags],
        next_class=_moment(one.next_class_at),
        hour=comes.strftime("%H:%M") if comes else "",
        weekday=comes.weekday() if comes else NEVER,
    )


def reason(flag: Flag) -> ReasonShown:
    """A flag as the page words it."""
    return ReasonShown(flag.kind, flag.message, flag.values)


def day_shown(day: DayRow) -> DayShown:
    """A day as boxes: an outline for the clock, filled for what was played of it."""
    played = -1.0 if day.played_s is None else day.played_s
    band = None if day.played_s is None else band_of(day.played_s, [day])
    return DayShown(day.day.isoformat(), day.clock_s, played, _height(day.clock_s), _height(played), *(band or ()))


def _height(seconds: float) -> float:
    return round(max(LEAST, min(seconds / WHOLE_S, 1) * HEIGHT), 1) if seconds > 0 else 0.0


def _moment(at: datetime | None) -> str:
    return at.isoformat() if at else ""
