"""Homework on the page of one student: what their teacher gave them, open and done."""

from uuid import UUID

import reflex as rx

from practice_app.errors import Problem
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching.homework import page
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified
from practice_app.state.teaching.homework_shown import HomeworkShown, of_students
from practice_app.state.teaching.students import ROUTE


@live.subscribes(Topic.HOMEWORK, Topic.STUDENT, Topic.TEACHING)
class GivenState(OwnState):
    """What one gave to the student whose page it is; ``shown`` says of whom it is filled."""

    shown: str = ""
    open: list[HomeworkShown] = []  # noqa: RUF012 - Reflex copies defaults
    done: list[HomeworkShown] = []  # noqa: RUF012
    done_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the block; of somebody who is no student of theirs there is nothing."""
        await self._fill(self._asked())

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show older ones of what is done."""
        if self.done_cursor and self.shown:
            student = UUID(self.shown)
            rows, today = await self._call_service(page.given_to, student, done=True, after=self.done_cursor)
            self.done, self.done_cursor = [*self.done, *of_students(rows.items, today)], rows.next_cursor or ""

    def _asked(self) -> str:
        return self.router.url.path.rstrip("/").rsplit("/", 1)[-1]

    async def _fill(self, student: str) -> None:
        identity = identified(student)
        open_rows, today = await self._call_service(page.given_to, identity, done=False)
        done_rows, _ = await self._call_service(page.given_to, identity, done=True)
        self.open = of_students(open_rows.items, today)
        self.done, self.done_cursor = of_students(done_rows.items, today), done_rows.next_cursor or ""
        self.shown = student

    async def _received(self, event: Event) -> None:
        """Homework is otherwise, or the student practised."""
        here = self.router.url.path.rstrip("/") == f"{ROUTE}/{self.shown}"
        if not self.shown or not here or (event.topic is Topic.STUDENT and event.subject != self.shown):
            return
        try:
            await self._fill(self.shown)
        except Problem:
            return
