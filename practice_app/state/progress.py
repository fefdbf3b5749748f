"""The calendar of whoever is signed in: a year of days, one of them opened, and what is meant for a week."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

import reflex as rx
from pydantic import StringConstraints, TypeAdapter, ValidationError

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import awards, journal, progress
from practice_app.services.journal import EntryRow
from practice_app.services.progress import GoalDraft, InstrumentName, SumRow, WeekSum
from practice_app.services.shared.events import Event, RecordingChanged, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained
from practice_app.state.shared.goals import GoalShown, goal_shown

Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Instrument = Annotated[str, StringConstraints(max_length=100)]
MOST_OF_A_DAY = 50
WEEKDAYS = 7
_IN_ADDRESS = re.compile(r"([0-9]{4})(-[0-9]{2})?")
_NAME: TypeAdapter[str] = TypeAdapter(InstrumentName)


@dataclass(frozen=True)
class SuggestionShown:
    """What somebody reaches in most weeks."""

    instrument: str
    minutes: int
    weeks: int
    rest_days: list[int]


@live.subscribes(Topic.RECORDING, Topic.PRACTICE)
class CalendarState(OwnState):
    """What the calendar shows; ``marks`` has a letter for each day of the year (`services/progress/year.py`)."""

    loaded: bool = False
    today: str = ""
    week_start: int = 0
    year: int = 0
    earliest: int = 0
    latest: int = 0
    marks: str = ""
    minutes: list[int] = []  # noqa: RUF012 - Reflex copies defaults
    clock_minutes: list[int] = []  # noqa: RUF012
    heard_minutes: list[int] = []  # noqa: RUF012
    corrected: list[int] = []  # noqa: RUF012
    doubts: list[tuple[int, float, float]] = []  # noqa: RUF012
    weeks: list[WeekSum] = []  # noqa: RUF012
    months: list[SumRow] = []  # noqa: RUF012
    whole: SumRow = SumRow()
    streak: int = 0
    longest: int = 0
    freezes: int = 0
    most_freezes: int = 0
    until_freeze: int = 0
    practised_days: int = 0
    known_days: int = 0
    goals: list[GoalShown] = []  # noqa: RUF012
    suggestions: list[SuggestionShown] = []  # noqa: RUF012
    instruments: list[str] = []  # noqa: RUF012
    """What a new goal may be for."""
    chosen: str = ""
    week: SumRow = SumRow()
    month: SumRow = SumRow()
    entries: list[EntryRow] = []  # noqa: RUF012
    form: str = ""
    """The form that is open: ``goal``, ``new`` or none."""
    goal: GoalShown = GoalShown("", 0, [], 0, 0, 0, 0)
    errors: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Open the year that the address names (``?month=2026-11``, ``?year=2026``), else this one."""
        if self._comes_anew:
            self.form, self.chosen, self.entries = "", "", []
        named = _year_of(self.router.url.query_parameters)
        try:
            await self._open(named)
        except NotFound:  # it has not begun, or was too long ago
            await self._open(0)

    async def _open(self, year: int) -> None:
        found = await self._call_service(progress.calendar, year, self.router.headers.accept_language)
        drawn = found.year
        self.today, self.week_start = found.today.isoformat(), found.week_start
        self.year, self.earliest, self.latest = drawn.year, drawn.earliest, found.today.year
        self.marks = drawn.marks.replace("f", ".") if self.quiet else drawn.marks  # no freezes where it is quiet
        self.minutes, self.clock_minutes = drawn.minutes, drawn.clock_minutes
        self.heard_minutes, self.corrected, self.weeks = drawn.heard_minutes, drawn.corrected, drawn.weeks
        self.months, self.whole, self.doubts = drawn.months, drawn.whole, drawn.doubts
        self.streak, self.longest = found.streak.current, found.streak.longest
        self.freezes, self.most_freezes = found.streak.freezes, found.streak.most_freezes
        self.until_freeze = found.streak.until_freeze
        self.practised_days, self.known_days = found.consistency.practised, found.consistency.days
        self.goals = [goal_shown(goal) for goal in found.goals]
        self.suggestions = [SuggestionShown(**vars(one)) for one in found.suggestions]
        self.instruments, self.loaded = list(dict.fromkeys(found.instruments)), True

    @rx.event
    @handle_problems
    async def choose(self, day: Day) -> None:
        """Open a day; nothing closes it."""
        self.chosen, self.entries = "", []
        if not day:
            return
        await self._look_at(day)

    async def _look_at(self, day: str) -> None:
        sums = await self._call_service(progress.around, day, self.week_start or 1)
        self.week, self.month = sums.week, sums.month
        self.entries = (await self._call_service(journal.entries, day=day, limit=MOST_OF_A_DAY)).items
        self.chosen = day

    async def _received(self, event: Event) -> None:
        """What was practised is otherwise, or a recording of the day that is open is further on: look at that again."""
        if not self.loaded or self.router.url.path.rstrip("/") != "/calendar":
            return
        told = event.payload
        try:
            if not isinstance(told, RecordingChanged):
                await self._open(self.year)
            elif all(entry.id != told.session_id for entry in self.entries):
                return
            if self.chosen:
                await self._look_at(self.chosen)
        except Problem:
            return

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Open the form for a goal."""
        left = [
            name for name in (*self.instruments, progress.ALL) if name not in {one.instrument for one in self.goals}
        ]
        self._edit("new", GoalShown(left[0] if left else "", 0, [], 0, 0, 0, 0))

    @rx.event
    @handle_problems
    async def edit(self, instrument: Instrument) -> None:
        """Open the form with a goal, or with what is suggested."""
        found = next((one for one in self.goals if one.instrument == instrument), None)
        meant = next((one for one in self.suggestions if one.instrument == instrument), None)
        if found:
            self._edit("goal", found)
        elif meant:
            self._edit("new", GoalShown(meant.instrument, meant.minutes, meant.rest_days, 0, 0, 0, 0))

    def _edit(self, form: str, goal: GoalShown) -> None:
        self.goal, self.form, self.errors = goal, form, {}

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close the form."""
        self.form, self.errors = "", {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Keep the goal."""
        try:
            instrument = _named(form.get("instrument") or self.goal.instrument)
            rest = [day for day in range(WEEKDAYS) if form.get(f"rest_{day}")]
            minutes = str(form.get("minutes_per_week") or "").strip()
            draft = checked(GoalDraft, {"minutes_per_week": minutes, "rest_days": rest})
        except Invalid as problem:
            self.errors = explained(problem, ("instrument", "minutes_per_week", "rest_days"))
            return
        await self._call_service(progress.put_goal, instrument, draft)
        await self._call_service(awards.look_again)
        self.form = ""
        self._tell(msg("The goal is kept."))
        await self._open(self.year)

    @rx.event
    @handle_problems
    async def delete(self, instrument: Instrument) -> None:
        """Take a goal away."""
        await self._call_service(progress.delete_goal, _named(instrument))
        await self._call_service(awards.look_again)
        self.form = ""
        self._tell(msg("The goal is gone."))
        await self._open(self.year)


def _year_of(asked: Mapping[str, str]) -> int:
    """Read which year an address means; 0 when it names none."""
    found = _IN_ADDRESS.fullmatch(asked.get("month") or asked.get("year") or "")
    return int(found[1]) if found else 0


def _named(instrument: Any) -> str:
    try:
        return _NAME.validate_python(str(instrument))
    except ValidationError:
        raise Invalid("instrument", msg("Choose what the goal is for.")) from None
