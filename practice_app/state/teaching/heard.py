"""What teachers say about the session on this page: read, ticked off, and followed while it is open."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services.shared.events import Event, FeedbackChanged, RecordingChanged, Topic
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import FeedbackRow, Remark, ReplyRow, Voice
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

FIRST = 20
"""So many of one teacher's are shown before somebody asks for all."""
UNKNOWN = -1.0


@dataclass(frozen=True)
class AnswerShown:
    """What one of the two answered."""

    id: str
    name: str
    mine: bool
    text: str
    voice_url: str
    voice_status: str
    fresh: bool
    at: str


@dataclass(frozen=True)
class RemarkShown:
    """One comment; ``fresh``: they had not seen it when they came.

    ``second`` to ``until`` on the session's clock, -1 where there is none; ``at_s``: in its recording.

    ``kind``: of what kind its recording is; ``gone``: nothing of that is left to play.
    """

    id: str
    recording_id: str
    second: float
    until: float
    at_s: float
    kind: str
    gone: bool
    text: str
    rating: int
    drawn: bool
    voice_url: str
    voice_status: str
    fresh: bool
    done: bool
    at: str
    answers: list[AnswerShown]


@dataclass(frozen=True)
class VoiceShown:
    """What one teacher said; ``more``: how many of it are not shown yet."""

    id: str
    name: str
    teaches: bool
    open: int
    more: int
    remarks: list[RemarkShown]


@dataclass(frozen=True)
class Pin:
    """Where on the music something was said; ``text`` is its beginning."""

    id: str
    second: float
    until: float
    done: bool
    text: str


@dataclass(frozen=True)
class Drawn:
    """Where something was drawn: on which recording, at which second of it, by which comment."""

    id: str
    recording: str
    at: float


@live.subscribes(Topic.FEEDBACK, Topic.RECORDING)
class HeardState(OwnState):
    """What was said to whoever is signed in about the session of the page's address."""

    session_id: str = ""
    voices: list[VoiceShown] = []  # noqa: RUF012 - Reflex copies defaults
    pins: list[Pin] = []  # noqa: RUF012
    drawn: list[Drawn] = []  # noqa: RUF012
    whole: bool = False
    """Whether all of it is shown, however much that is."""
    _fresh: list[str] = []  # noqa: RUF012
    """What they had not seen when they came: it stays marked while they look at this session."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show what was said about the session of the page's address; of another's there is nothing."""
        asked = self._address()
        if asked != self.session_id:
            self._empty()
        try:
            await self._show(UUID(asked))
        except (ValueError, NotFound, NotAllowed):
            self._empty()

    @rx.event
    @handle_problems
    async def show_all(self) -> None:
        """Show the rest, too."""
        self.whole = True
        await self._show(self._id())

    @rx.event
    @handle_problems
    async def tick(self, remark_id: UUID, done: bool) -> None:
        """Say that something is done, or not yet."""
        session_id = self._id()
        await self._call_service(feedback.tick, remark_id, done=done)
        await self._show(session_id)

    def _address(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    def _id(self) -> UUID:
        if not self.session_id:
            raise NotFound()
        return UUID(self.session_id)

    async def _show(self, session_id: UUID) -> None:
        voices = await self._call_service(feedback.heard, session_id, self.router.url.origin)
        self.session_id = str(session_id)
        remarks = [one for voice in voices for one in voice.remarks]
        await self._note_fresh(remarks)
        self.voices = [self._voice(one) for one in voices]
        self.pins = [_pin(one) for one in remarks if one.second is not None]
        self.drawn = [_drawn(one.said) for one in remarks if one.said.drawing and one.said.recording_id]

    def _voice(self, one: Voice) -> VoiceShown:
        shown = one.remarks if self.whole else one.remarks[:FIRST]
        still = sum(not remark.said.done for remark in one.remarks)
        left = len(one.remarks) - len(shown)
        remarks = [remark_shown(remark, self.user_id, self._fresh) for remark in shown]
        return VoiceShown(str(one.teacher_id), one.name, one.teaches, still, left, remarks)

    async def _note_fresh(self, remarks: list[Remark]) -> None:
        """Remember what is new to them, and note that they have seen it now."""
        fresh = {str(one.said.id) for one in remarks if one.said.fresh}
        answers = [(one, it) for one in remarks for it in one.said.replies if it.fresh]
        answered = {str(it.id): one.said.id for one, it in answers if str(it.author.id) != self.user_id}
        if new := (fresh | answered.keys()) - set(self._fresh):
            self._fresh = sorted({*self._fresh, *new})
            await self._call_service(feedback.seen, [*map(UUID, fresh), *answered.values()])

    def _empty(self) -> None:
        self.session_id, self.voices, self.pins, self.drawn, self.whole, self._fresh = "", [], [], [], False, []

    async def _received(self, event: Event) -> None:
        """Something was said, answered, ticked off; or a recording it is about came or went: look again."""
        about = event.subject if isinstance(event.payload, FeedbackChanged) else ""
        if isinstance(event.payload, RecordingChanged) and self.voices:
            about = event.payload.session_id
        if not about or about != self.session_id or self._address() != self.session_id:
            return
        try:
            await self._show(UUID(self.session_id))
        except (NotFound, NotAllowed):
            self._empty()
        except Problem:
            return


def _answer(one: ReplyRow, mine: str, fresh: list[str]) -> AnswerShown:
    return AnswerShown(
        id=str(one.id),
        name=one.author.display_name,
        mine=str(one.author.id) == mine,
        text=one.text,
        voice_url=one.voice_url or "",
        voice_status=one.voice_status or "",
        fresh=str(one.id) in fresh,
        at=one.created_at.isoformat(),
    )


def remark_shown(one: Remark, mine: str, fresh: list[str]) -> RemarkShown:
    """Show one comment to whose id is ``mine``; what is ``fresh`` is marked."""
    said = one.said
    return RemarkShown(
        id=str(said.id),
        recording_id=str(said.recording_id or ""),
        second=UNKNOWN if one.second is None else one.second,
        until=UNKNOWN if one.until is None else one.until,
        at_s=UNKNOWN if said.at_s is None else said.at_s,
        kind=one.kind,
        gone=one.gone,
        text=said.text,
        rating=said.rating or 0,
        drawn=said.drawing is not None,
        voice_url=said.voice_url or "",
        voice_status=said.voice_status or "",
        fresh=str(said.id) in fresh,
        done=said.done,
        at=said.created_at.isoformat(),
        answers=[_answer(reply, mine, fresh) for reply in said.replies],
    )


def _pin(one: Remark) -> Pin:
    second = one.second or 0.0
    return Pin(str(one.said.id), second, one.until or second, one.said.done, one.said.text[:80])


def _drawn(said: FeedbackRow) -> Drawn:
    return Drawn(str(said.id), str(said.recording_id), said.at_s or 0.0)
