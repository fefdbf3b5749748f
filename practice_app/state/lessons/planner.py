"""The page of lessons: some days of them, one that is opened, and what is planned, moved, called off and noted."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any, Literal
from uuid import UUID

import reflex as rx
from pydantic import Field, StringConstraints

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import lessons
from practice_app.services.lessons import ClassChange, ClassDraft, Overlap, Scope, moment_of
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.lessons import wishes
from practice_app.state.lessons.shown import (
    FreeShown,
    LessonShown,
    PartnerShown,
    TimeShown,
    free_shown,
    lessons_shown,
    students,
)
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

Key = Annotated[str, StringConstraints(max_length=100)]
Turns = Annotated[int, Field(ge=-1, le=1)]
View = Literal["week", "month"]
Form = Literal["", "new", "lesson", "move", "cancel", "remove", "scope"]
ROUTE = "/lessons"


@dataclass(frozen=True)
class ClashShown:
    """A lesson that can't be planned then: whose time is taken."""

    at: str
    who: str


@live.subscribes(Topic.LESSON, Topic.TEACHING)
class LessonsState(OwnState):
    """What the page shows of one's lessons."""

    loaded: bool = False
    today: str = ""
    view: str = "week"
    first: str = ""
    last: str = ""
    rows: list[LessonShown] = []  # noqa: RUF012 - Reflex copies defaults
    students: list[PartnerShown] = []  # noqa: RUF012
    free: list[FreeShown] = []  # noqa: RUF012
    """Days on which one gives no lessons."""
    known: bool = False
    """Whether there is anybody with whom one has lessons."""
    next_at: str = ""
    form: str = ""
    lesson: LessonShown = LessonShown()
    time: TimeShown = TimeShown()
    clashes: list[ClashShown] = []  # noqa: RUF012
    several: bool = False
    """Whether there are others besides those that clash."""
    errors: dict[str, str] = {}  # noqa: RUF012
    calendar: str = ""
    _wish: dict[str, Any] = {}  # noqa: RUF012
    """What was wished when lessons clashed."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Open this week."""
        self._close()
        self.first, self.view = "", "week"
        await self._look()
        self.calendar = (await self._call_service(lessons.calendar, self.router.url.origin)).url or ""

    @rx.event
    @handle_problems
    async def turn(self, by: Turns) -> None:
        """Turn to the days before or after; with 0 to those of today."""
        self.first = wishes.turned(self.first, self.view, by)
        await self._look()

    @rx.event
    @handle_problems
    async def show(self, view: View) -> None:
        """Show a week or a month."""
        self.first = wishes.begin(wishes.middle(self.first), view) if self.first else ""
        self.view = view
        await self._look()

    async def _look(self) -> None:
        first = date.fromisoformat(self.first) if self.first else None
        found = await self._call_service(lessons.page, first, wishes.DAYS[self.view])
        self.today = found.today.isoformat()
        self.first = self.first or wishes.begin(self.today, self.view)
        self.last = (date.fromisoformat(self.first) + timedelta(days=wishes.DAYS[self.view] - 1)).isoformat()
        self.rows = lessons_shown(found.lessons, self.user_id, found.timezone, found.free_days)
        self.free = free_shown(found.free_days)
        self.students, self.known = students(found.partners), bool(found.partners)
        self.next_at = found.next_at.isoformat() if found.next_at else ""
        self.timezone, self.loaded = found.timezone, True
        if self.lesson.key:
            self.lesson = next((row for row in self.rows if row.key == self.lesson.key), self.lesson)

    async def _received(self, event: Event) -> None:  # noqa: ARG002 - whichever it was
        """Lessons are otherwise, by the other or elsewhere: look again at what is looked at."""
        if not self.loaded or self.router.url.path.rstrip("/") != ROUTE:
            return
        try:
            await self._look()
        except Problem:
            return

    @rx.event
    @handle_problems
    async def open(self, key: Key) -> None:
        """Open a lesson."""
        self._close()
        self.lesson = self._found(key)
        self.form = "lesson"

    @rx.event
    @handle_problems
    async def close(self, form: Form) -> None:
        """Close what is open; a dialog that made way for another one closes nothing more."""
        if form == self.form:
            self._close()

    def _close(self) -> None:
        self.form, self.errors, self.clashes, self._wish = "", {}, [], {}
        self.lesson, self.time = LessonShown(), TimeShown()

    def _found(self, key: str) -> LessonShown:
        found = next((row for row in self.rows if row.key == key), None)
        if found is None:
            raise NotFound()
        return found

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Open the form of a new lesson."""
        self._close()
        student = self.students[0].id if len(self.students) == 1 else ""
        self.time = TimeShown(day=max(self.today, self.first), student=student)
        self.form = "new"

    @rx.event
    @handle_problems
    async def make_up(self) -> None:
        """Open the form of a lesson that stands for the one that is open."""
        missed = self.lesson
        self._close()
        self.time = TimeShown(self.today, missed.begins[11:], missed.minutes, missed.partner, missed.key)
        self.form = "new"

    @rx.event
    @handle_problems
    async def ask(self, form: Form) -> None:
        """Ask about the lesson that is open: when it shall be, why it is cancelled, how many are taken out."""
        if self.lesson.key:
            self.form, self.errors, self.clashes = form, {}, []
            self.time = TimeShown(self.lesson.begins[:10], self.lesson.begins[11:], self.lesson.minutes)

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Plan the lesson of the form."""
        try:
            self._wish = wishes.planned(form, self.timezone, self.time.makes_up)
            await self._plan()
        except Invalid as problem:
            self.errors = wishes.explained(problem)

    @rx.event
    @handle_problems
    async def move(self, form: dict[str, Any]) -> None:
        """Move the lesson that is open, or several of its series."""
        try:
            self.time = wishes.timed(form)
            await self._do_move(wishes.moved(self.time, self.lesson, self.timezone, form))
        except Invalid as problem:
            self.errors = wishes.explained(problem)

    @rx.event
    @handle_problems
    async def leave_out(self) -> None:
        """Do what was wished without those that clash."""
        self._wish["skip_conflicts"] = True
        if self.form == "new":
            await self._plan()
        elif self._wish and self.lesson.key:
            await self._do_move(self._wish)

    async def _plan(self) -> None:
        draft = checked(ClassDraft, self._wish)
        try:
            row, _new = await self._call_service(lessons.make, draft)
        except Overlap as problem:
            self._clash(problem)
            return
        self._close()
        self._tell(msg("The lesson is planned."))
        self.first = wishes.begin(wishes.day_of(row.starts_at, self.timezone), self.view)
        await self._look()

    async def _do_move(self, wish: dict[str, Any]) -> None:
        self._wish = wish
        try:
            await self._call_service(lessons.change, UUID(self.lesson.class_id), checked(ClassChange, wish))
        except Overlap as problem:
            self._clash(problem)
            return
        self._close()
        self._tell(msg("Moved."))
        await self._look()

    def _clash(self, problem: Overlap) -> None:
        told = [ClashShown(one["occurrence"].isoformat(), one["who"]) for one in problem.conflicts]
        self.clashes, self.errors = told or [ClashShown("", "teacher")], {}
        self.several = bool(self._wish.get("rrule")) or self._wish.get("scope", "this") != "this"

    @rx.event
    @handle_problems
    async def say(self, status: Literal["planned", "held", "missed"]) -> None:
        """Say what became of the lesson that is open."""
        await self._change({"status": status})

    @rx.event
    @handle_problems
    async def cancel(self, form: dict[str, Any]) -> None:
        """Cancel the lesson that is open, and say why."""
        try:
            await self._change({"status": "cancelled", "reason": str(form.get("reason") or "")})
        except Invalid as problem:
            self.errors = wishes.explained(problem)
            return
        self.form = "lesson"
        self._tell(msg("Cancelled. You both see it."))

    @rx.event
    @handle_problems
    async def remove(self, scope: Scope) -> None:
        """Take out the lesson that is open, it and those that follow, or all that are to come."""
        at = moment_of("occurrence", self.lesson.occurrence) if scope is not Scope.ALL else None
        await self._call_service(lessons.remove, UUID(self.lesson.class_id), scope, at)
        self._close()
        self._tell(msg("Taken out."))
        await self._look()

    @rx.event
    @handle_problems
    async def note(self, form: dict[str, Any]) -> None:
        """Keep what was noted about the lesson that is open."""
        notes = {name: str(form[name]) for name in ("shared", "private") if name in form}
        try:
            await self._change({"notes": notes})
        except Invalid as problem:
            self.errors = wishes.explained(problem)
            return
        self._tell(msg("The notes are kept."))

    async def _change(self, wish: dict[str, Any]) -> None:
        if not self.lesson.key:
            raise NotFound()
        change = checked(ClassChange, wish | {"occurrence": self.lesson.occurrence})
        await self._call_service(lessons.change, UUID(self.lesson.class_id), change)
        self.errors = {}
        await self._look()

    @rx.event
    @handle_problems
    async def make_calendar(self) -> None:
        """Make a new address for calendars; the one before ends."""
        self.calendar = (await self._call_service(lessons.make_calendar, self.router.url.origin)).url or ""

    @rx.event
    @handle_problems
    async def end_calendar(self) -> None:
        """End the address for calendars."""
        await self._call_service(lessons.revoke_calendar)
        self.calendar = ""
