"""A student's session on its page, as their teacher reads it: nothing of it can be changed there."""

from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services.journal import SessionPage
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import Remark
from practice_app.services.teaching.students import reading
from practice_app.state.journal.session import SessionState
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.teaching.heard import RemarkShown, remark_shown
from practice_app.state.teaching.shown import TakeListed, take_listed


@live.subscribes(Topic.STUDENT, Topic.TEACHING, Topic.FEEDBACK)
class StudentSessionState(OwnState):
    """What a teacher is shown of it. ``stage``: nothing yet, ``there``, or ``missing`` where nothing may be read."""

    stage: str = ""
    shown: SessionPage = SessionPage()
    student_id: str = ""
    student: str = ""
    takes: list[TakeListed] = []  # noqa: RUF012 - Reflex copies defaults
    said: list[RemarkShown] = []  # noqa: RUF012
    """What they said about the session as a whole."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the session of the page's address, when it is not one's own."""
        if self._address() != self.shown.id:
            self._empty("")
        if (await self.get_state(SessionState)).stage != "shown":
            await self._look()

    def _address(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _look(self) -> None:
        try:
            asked = UUID(self._address())
            found = await self._call_service(reading.session, asked, origin=self.router.url.origin)
        except (ValueError, NotFound, NotAllowed):
            self._empty("missing")
            return
        said = await self._call_service(feedback.of_session, asked)
        self.said = [remark_shown(Remark(row), self.user_id, []) for row in said]
        self.stage, self.shown = "there", found.page
        self.student_id, self.student = str(found.student_id), found.student
        self.takes = [take_listed(row, waits=row.id in found.waiting) for row in found.takes]

    def _empty(self, stage: str) -> None:
        self.stage, self.shown, self.takes, self.said = stage, SessionPage(), [], []
        self.student_id, self.student = "", ""

    async def _received(self, event: Event) -> None:
        """The student shows something, or no longer; it was answered; or the two have parted."""
        another = event.topic is Topic.STUDENT and event.subject != self.student_id
        if self.stage != "there" or self._address() != self.shown.id or another:
            return
        try:
            await self._look()
        except Problem:
            return
