"""One session of whoever is signed in: shown, followed while it is listened to, changed, deleted."""

from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app import trail, zones
from practice_app.errors import Invalid, NotAllowed, NotFound, NotSignedIn, Problem
from practice_app.locales import msg
from practice_app.models import JobKind, RecordingStatus
from practice_app.services import analysis, awards, practice, recordings
from practice_app.services.analysis import CorrectionDraft, ReadingDraft
from practice_app.services.journal import SessionPage, session_page
from practice_app.services.practice import SessionTold
from practice_app.services.recordings import RecordingPatch
from practice_app.services.shared import jobs
from practice_app.services.shared.events import Event, RecordingChanged, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.awards import TitleShown, shown_news
from practice_app.state.journal.months import JournalState
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained

FIELDS = ("instrument", "works", "focus", "mode", "target_bpm", "tags", "self_rating", "note")
"""What the form tells beside the times."""


@live.subscribes(Topic.RECORDING)
class SessionState(OwnState):
    """What a session's page shows. ``stage``: nothing yet, ``shown``, ``missing`` or ``deleted``; and ``theirs`` for
    another's, which they may read (`StudentSessionState`) and not change.
    """

    stage: str = ""
    shown: SessionPage = SessionPage()
    editing: bool = False
    errors: dict[str, str] = {}  # noqa: RUF012 - Reflex copies defaults
    """What can't be taken, by field; what belongs to no field under ``form``."""
    news: list[TitleShown] = []  # noqa: RUF012
    news_count: int = 0
    """What was just earned: the greatest of it, and how much it is."""
    answers: int = 0
    """Grows with each answer to the form, so that the page knows when to stop waiting."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the session of the page's address; missing and forbidden look the same."""
        asked = self._address()
        if self.shown.id != asked:
            self.stage, self.shown, self.editing = "", SessionPage(), False
            self.news, self.news_count = [], 0
        try:
            await self._show(UUID(asked))
        except NotAllowed:
            self.stage, self.shown = "theirs", SessionPage()
        except (ValueError, NotFound):
            self.stage, self.shown = "missing", SessionPage()

    async def _show(self, session_id: UUID) -> None:
        """Fill the page; what was earned since is said on it, and stays while it is open."""
        shown = await self._call_service(session_page.opened, session_id)
        self.shown = replace(shown, wait_min=await self._wait_min(shown))
        self.stage = "shown"
        if found := await self._call_service(awards.news):
            self.news, self.news_count = shown_news(found, self.news), self.news_count + len(found)

    async def _wait_min(self, shown: SessionPage) -> int:
        """In how many minutes what waits will be heard; asked outside of the page's transaction, and only then."""
        if shown.status != RecordingStatus.QUEUED:
            return 0
        takes = [UUID(take.id) for take in shown.takes]
        asked = partial(jobs.expected_min, JobKind.ANALYSIS, takes)
        return await rx.run_in_thread(trail.carried(asked))  # type: ignore[no-any-return]

    def _address(self) -> str:
        """The id in the address, as it was written."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    def _id(self) -> UUID:
        if not self.shown.id:
            raise NotFound()
        return UUID(self.shown.id)

    @rx.event
    @handle_problems
    async def listen_again(self) -> None:
        """Have what failed by a fault of ours listened to once more."""
        session_id = self._id()
        await self._call_service(session_page.listen_again, session_id)
        await self._show(session_id)

    @rx.event
    @handle_problems
    async def correct(self, kind: str, start_s: float, end_s: float) -> None:
        """Write down that a stretch was otherwise than heard."""
        session_id = self._id()
        draft = checked(CorrectionDraft, {"kind": kind, "start_s": start_s, "end_s": end_s})
        await self._call_service(analysis.correct, session_id, draft)
        await self._show(session_id)

    @rx.event
    @handle_problems
    async def withdraw(self, correction_id: str) -> None:
        """Take a correction back."""
        session_id = self._id()
        try:
            await self._call_service(analysis.withdraw, session_id, UUID(correction_id))
        except ValueError:
            raise NotFound() from None
        await self._show(session_id)

    @rx.event
    @handle_problems
    async def read_as(self, bpm: float) -> None:
        """Read the tempo as one counts it, of two that fit."""
        session_id = self._id()
        await self._call_service(analysis.read_as, session_id, checked(ReadingDraft, {"bpm": bpm}))
        await self._show(session_id)

    @rx.event
    @handle_problems
    async def share_take(self, recording_id: str, shared: bool) -> None:
        """Show a recording to one's teachers, or no longer."""
        await self._say_of_take(recording_id, {"shared": shared})

    @rx.event
    @handle_problems
    async def trim_take(self, recording_id: str, start_s: float, end_s: float) -> None:
        """Have others see a recording between two seconds only."""
        await self._say_of_take(recording_id, {"trim": {"start_s": start_s, "end_s": end_s}})

    @rx.event
    @handle_problems
    async def show_whole_take(self, recording_id: str) -> None:
        """Have others see all of a recording."""
        await self._say_of_take(recording_id, {"trim": None})

    async def _say_of_take(self, recording_id: str, told: dict[str, Any]) -> None:
        session_id = self._id()
        try:
            subject = UUID(recording_id)
        except ValueError:
            raise NotFound() from None
        await self._call_service(recordings.change, subject, checked(RecordingPatch, told))
        await self._show(session_id)

    @rx.event
    @handle_problems
    async def edit(self) -> None:
        """Open the form."""
        self._id()
        self.errors, self.editing = {}, True

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close the form without a change."""
        self.editing, self.errors = False, {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Take what the form tells; what can't be taken is said beside its field, and nothing of it is lost."""
        session_id = self._id()
        self.answers += 1
        try:
            await self._call_service(practice.save_form, session_id, checked(SessionTold, self._told(form)))
        except NotSignedIn:
            raise
        except Problem as problem:
            self.errors = explained(problem) if isinstance(problem, Invalid) else {"form": problem.detail}
            return
        self.editing, self.errors = False, {}
        await self._show(session_id)
        self._tell(msg("Session saved."))

    def _told(self, form: dict[str, Any]) -> dict[str, Any]:
        """Read of the form what may be changed; times only when they are others than before."""
        told = {name: form[name] for name in FIELDS if name in form}
        for name, before in (("started_at", self.shown.started_local), ("ended_at", self.shown.ended_local)):
            said = str(form.get(name) or before)
            if said != before:
                told[name] = self._moment(name, said)
        return told

    def _moment(self, name: str, told: str) -> datetime:
        """Read a time on the player's clock; in an hour that clocks repeat, the one nearest to what is stored."""
        try:
            before = datetime.fromisoformat(getattr(self.shown, name))
            return zones.moment_of(datetime.fromisoformat(told), self.shown.timezone, before)
        except ValueError:
            raise Invalid(name, msg("Give a day and a time.")) from None

    @rx.event
    @handle_problems
    async def delete(self) -> EventSpec:
        """Delete the session and go back to the journal, where it can be undone."""
        session_id = self._id()
        await self._call_service(practice.delete, session_id)
        self.stage, self.shown, self.editing = "deleted", SessionPage(), False
        (await self.get_state(JournalState))._offer_undo(str(session_id))
        return rx.redirect("/")

    async def _received(self, event: Event) -> None:
        """A recording of this session is further on: look again."""
        if not isinstance(event.payload, RecordingChanged) or self._address() != self.shown.id:
            return
        if event.payload.session_id != self.shown.id:
            return
        try:
            await self._show(UUID(self.shown.id))
        except Problem:
            return
