"""The page on which a take is commented on. What is said there is asked for and sent by the page's own script."""

from uuid import UUID

import reflex as rx

from practice_app.errors import NotFound, Problem
from practice_app.services.shared.events import Event, FeedbackChanged, Topic
from practice_app.services.teaching import reviewing
from practice_app.services.teaching.reviewing import ReviewPage
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

ROUTE = "/review"


@live.subscribes(Topic.FEEDBACK, Topic.TEACHING, Topic.STUDENT, Topic.RECORDING)
class ReviewState(OwnState):
    """A take under review; ``stage`` is empty until it is filled, then ``there`` or ``missing``."""

    stage: str = ""
    page: ReviewPage = ReviewPage()
    changed: int = 0
    """Grows with each word that what was said about it, or the take itself, is otherwise: the page looks again."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page; of a take that is not theirs to hear there is nothing."""
        asked = self._address()
        if self.page.id != asked:
            self.stage, self.page = "", ReviewPage()
        await self._look(asked)

    async def _look(self, asked: str) -> None:
        try:
            self.page = await self._call_service(reviewing.opened, UUID(asked))
            self.stage = "there"
        except (ValueError, NotFound):
            self.page, self.stage = ReviewPage(), "missing"

    def _address(self) -> str:
        """The id in the address, as it was written."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _received(self, event: Event) -> None:
        """Something was said, answered or ticked off; or who sees what is otherwise."""
        here = self.router.url.path.startswith(f"{ROUTE}/")
        if self.stage != "there" or not here or self._address() != self.page.id:
            return
        if isinstance(event.payload, FeedbackChanged):
            self.changed += event.payload.recording_id == self.page.id
            return
        if event.topic is Topic.STUDENT and event.subject != self.page.student_id:
            return
        if event.topic is Topic.RECORDING and event.subject != self.page.id:
            return
        try:
            await self._look(self.page.id)
            self.changed += 1
        except Problem:
            return
