"""Somebody else's session on its page, as their teacher or their guardian reads it; neither changes anything there."""

from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services.journal import SessionPage
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import Remark, Voice
from practice_app.services.teaching.students import reading
from practice_app.state.journal.session import SessionState
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.teaching.heard import RemarkShown, VoiceShown, remark_shown
from practice_app.state.teaching.shown import TakeListed, take_listed


@live.subscribes(Topic.STUDENT, Topic.TEACHING, Topic.FEEDBACK)
class StudentSessionState(OwnState):
    """What others are shown of it. ``stage``: nothing yet, ``there`` for a teacher, ``childs`` for a guardian, or
    ``missing`` where nothing may be read."""

    stage: str = ""
    shown: SessionPage = SessionPage()
    student_id: str = ""
    student: str = ""
    takes: list[TakeListed] = []  # noqa: RUF012 - Reflex copies defaults
    said: list[RemarkShown] = []  # noqa: RUF012
    """What they said about the session as a whole."""
    voices: list[VoiceShown] = []  # noqa: RUF012
    """What teachers said to a child, for whoever looks after it."""

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
            await self._look_after()
            return
        said = await self._call_service(feedback.of_session, asked)
        self.said = [remark_shown(Remark(row), self.user_id, []) for row in said]
        self.stage, self.shown = "there", found.page
        self.student_id, self.student = str(found.student_id), found.student
        self.takes = [take_listed(row, waits=row.id in found.waiting) for row in found.takes]

    async def _look_after(self) -> None:
        try:
            found = await self._call_service(reading.childs, UUID(self._address()))
        except (ValueError, NotFound, NotAllowed):
            self._empty("missing")
            return
        self._empty("childs")
        self.shown, self.student, self.voices = found.page, found.child, [_overheard(one) for one in found.voices]
        self.takes = [take_listed(row) for row in found.takes]

    def _empty(self, stage: str) -> None:
        self.stage, self.shown, self.takes, self.said = stage, SessionPage(), [], []
        self.student_id, self.student, self.voices = "", "", []

    async def _received(self, event: Event) -> None:
        """The student shows something, or no longer; it was answered; or the two have parted."""
        another = self.stage == "there" and event.topic is Topic.STUDENT and event.subject != self.student_id
        if self.stage not in {"there", "childs"} or self._address() != self.shown.id or another:
            return
        try:
            await self._look()
        except Problem:
            return


def _overheard(one: Voice) -> VoiceShown:
    still = sum(not remark.said.done for remark in one.remarks)
    remarks = [remark_shown(remark, "", []) for remark in one.remarks]
    return VoiceShown(str(one.teacher_id), one.name, one.teaches, still, 0, remarks)
