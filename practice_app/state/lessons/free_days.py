"""Days without lessons, and when one is reminded of lessons: what a person says of all their lessons."""

from typing import Any, Literal
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services import lessons, profiles
from practice_app.services.lessons import FreeDaysDraft
from practice_app.services.shared.fields import checked
from practice_app.state.lessons.planner import LessonsState
from practice_app.state.shared.base import handle_problems
from practice_app.state.shared.forms import explained

Before = Literal["", "10", "60", "1440", "60,1440"]
"""So many minutes before a lesson; never."""


class FreeDaysState(LessonsState):
    """What is open of free days, and one's own reminders."""

    days_open: bool = False
    problems: dict[str, str] = {}  # noqa: RUF012 - Reflex copies defaults
    before: str = ""
    """So many minutes before a lesson one is reminded, with commas."""

    @rx.event
    @handle_problems
    async def prepare(self) -> None:
        """Find when one is reminded."""
        told = await self._call_service(profiles.about_me)
        self.before = ",".join(map(str, told.lesson_reminders_min))
        self.days_open = False

    @rx.event
    @handle_problems
    async def show_days(self, open_: bool) -> None:
        """Open or close the list of free days."""
        self.days_open, self.problems = open_, {}

    @rx.event
    @handle_problems
    async def add_days(self, form: dict[str, Any]) -> None:
        """Give no lessons on the days of the form."""
        said = {name: str(form.get(name) or "").strip() for name in ("first_day", "last_day", "title")}
        try:
            draft = checked(FreeDaysDraft, {name: value for name, value in said.items() if value})
            await self._call_service(lessons.add_free_days, draft)
        except Invalid as problem:
            self.problems = explained(problem, ("first_day", "last_day", "title"))
            if "first_day" in self.problems:
                self.problems["first_day"] = msg("Give a day.")
            return
        self.problems = {}
        await self._look()

    @rx.event
    @handle_problems
    async def drop_days(self, days_id: UUID) -> None:
        """Give lessons on these days again."""
        await self._call_service(lessons.take_back_free_days, days_id)
        await self._look()

    @rx.event
    @handle_problems
    async def call_off(self, days_id: UUID) -> None:
        """Cancel the lessons of these days."""
        n = await self._call_service(lessons.call_off_free_days, days_id)
        self._tell(msg("Cancelled, and your students are told: {n}"), n=n)
        await self._look()

    @rx.event
    @handle_problems
    async def remind(self, before: Before) -> None:
        """Be reminded so long before a lesson."""
        minutes = [int(one) for one in before.split(",") if one]
        await self._call_service(profiles.change, {"lesson_reminders_min": minutes})
        self.before = before
        self._tell(msg("Kept."))
