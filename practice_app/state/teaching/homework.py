"""Homework as its page shows it: what one was given, to practise and to hand in; and what one gave."""

from collections.abc import Callable
from typing import Any, Literal
from uuid import UUID

import reflex as rx

from practice_app.errors import Problem
from practice_app.locales import msg
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching.homework import judging, page
from practice_app.services.teaching.homework.drafts import Handed
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified
from practice_app.state.teaching.homework_shown import ChoiceShown, HomeworkShown, choice, listed, of_students

ROUTE = "/homework"
View = Literal["mine", "given"]
Which = Literal["open", "done"]


@live.subscribes(Topic.HOMEWORK, Topic.PRACTICE, Topic.STUDENT, Topic.TEACHING)
class HomeworkState(OwnState):
    """The page of homework. ``both``: they were given some, or have a teacher, and gave some too."""

    loaded: bool = False
    both: bool = False
    view: str = "mine"
    taught: bool = False
    somebody: bool = False
    """Whether there is anybody to give homework to."""
    mine: list[HomeworkShown] = []  # noqa: RUF012 - Reflex copies defaults
    done: list[HomeworkShown] = []  # noqa: RUF012
    done_cursor: str = ""
    which: str = "open"
    given: list[HomeworkShown] = []  # noqa: RUF012
    given_cursor: str = ""
    handing: str = ""
    """The homework for which it is asked what is handed in."""
    choices: list[ChoiceShown] = []  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self._close()
        self.which = "open"
        found = await self._show_mine()
        gives = found.given or (self.teaches and not found.taught and not found.mine)
        self.both = found.given and bool(found.taught or found.mine or found.done.items)
        self.view = "given" if gives and not self.both else "mine" if not gives else self.view
        await self._show_given()
        self.loaded = True

    async def _show_mine(self) -> page.HomeworkPage:
        found = await self._call_service(page.opened)
        self.taught, self.somebody = found.taught, found.teaches
        self.mine = listed(found.mine, found.today, found.places)
        self.done = listed(found.done.items, found.today, found.places)
        self.done_cursor = found.done.next_cursor or ""
        return found

    async def _show_given(self) -> None:
        if self.view == "given":
            rows, today = await self._call_service(page.given, done=self.which == "done")
            self.given, self.given_cursor = of_students(rows.items, today), rows.next_cursor or ""

    @rx.event
    @handle_problems
    async def look_at(self, view: View) -> None:
        """Look at what one was given, or at what one gave."""
        self.view = view
        await self._show_given()

    @rx.event
    @handle_problems
    async def choose(self, which: Which) -> None:
        """Look, of what one gave, at what is open or at what is done."""
        self.which = which
        await self._show_given()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show older ones of what is done."""
        if self.done_cursor:
            found = await self._call_service(page.older, self.done_cursor)
            self.done = [*self.done, *listed(found.items, None, {})]
            self.done_cursor = found.next_cursor or ""

    @rx.event
    @handle_problems
    async def more_given(self) -> None:
        """Show older ones of what one gave."""
        if self.given_cursor:
            done = self.which == "done"
            rows, today = await self._call_service(page.given, done=done, after=self.given_cursor)
            self.given, self.given_cursor = [*self.given, *of_students(rows.items, today)], rows.next_cursor or ""

    @rx.event
    @handle_problems
    async def ask(self, assignment: str) -> None:
        """Hand in the one thing that there is, or ask which."""
        found = await self._call_service(page.choices, identified(assignment))
        if not found:
            self._tell(msg("Practise it first: then there is something to hand in."))
        elif len(found) == 1:
            await self._hand_in(identified(assignment), found[0].session_id, found[0].recording_id)
        else:
            self.handing, self.choices = assignment, [choice(one) for one in found]

    @rx.event
    @handle_problems
    async def hand_in(self, session: str, recording: str) -> None:
        """Hand in what was chosen."""
        await self._hand_in(identified(self.handing), identified(session), identified(recording) if recording else None)

    async def _hand_in(self, assignment: UUID, session: UUID, recording: UUID | None) -> None:
        handed = Handed(recording_id=recording) if recording else Handed(session_id=session)
        await self._call_service(judging.hand_in, assignment, handed)
        self._close()
        self._tell(msg("Handed in. Your teacher finds it."))
        await self._show_mine()

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Hand nothing in."""
        self._close()

    def _close(self) -> None:
        self.handing, self.choices = "", []

    async def _received(self, event: Event) -> None:
        """Homework is otherwise, or was practised; of a student's practice only who looks at theirs wants to know."""
        if not self.loaded or self.router.url.path.rstrip("/") != ROUTE:
            return
        try:
            await self._looked_at(event.topic)()
        except Problem:
            return

    def _looked_at(self, topic: Topic) -> Callable[[], Any]:
        return self._show_given if self.view == "given" or topic is Topic.STUDENT else self._show_mine
