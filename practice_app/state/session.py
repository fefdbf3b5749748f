"""One session of whoever is signed in: shown, followed while it is listened to, changed, deleted."""

from datetime import datetime
from typing import Any
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app import zones
from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import corrections, pieces, practice, session_page
from practice_app.services.corrections import CorrectionDraft
from practice_app.services.events import Event
from practice_app.services.fields import checked
from practice_app.services.practice_drafts import SessionChanges
from practice_app.services.session_page import SessionPage
from practice_app.state import live
from practice_app.state.base import OwnState, kindly
from practice_app.state.forms import PieceChoice, explained, words
from practice_app.state.journal import JournalState


@live.listens
class SessionState(OwnState):
    """What a session's page shows. ``stage``: nothing yet, ``shown`` or ``missing``."""

    stage: str = ""
    shown: SessionPage = SessionPage()
    editing: bool = False
    saving: bool = False
    choices: list[PieceChoice] = []  # noqa: RUF012 - Reflex copies defaults
    errors: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @kindly
    async def load(self) -> None:
        """Show the session of the page's address; missing and forbidden look the same."""
        asked = self._address()
        if self.shown.id != asked:
            self.stage, self.shown, self.editing = "", SessionPage(), False
        try:
            await self._show(UUID(asked))
        except (ValueError, NotFound):
            self.stage, self.shown = "missing", SessionPage()

    async def _show(self, session_id: UUID) -> None:
        self.shown = await self._ask(session_page.opened, session_id)
        self.stage = "shown"

    def _address(self) -> str:
        """The id in the address, as it was written."""
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    def _id(self) -> UUID:
        if not self.shown.id:
            raise NotFound()
        return UUID(self.shown.id)

    @rx.event
    @kindly
    async def listen_again(self) -> None:
        """Have what failed by a fault of ours listened to once more."""
        session_id = self._id()
        await self._ask(session_page.listen_again, session_id)
        await self._show(session_id)

    @rx.event
    @kindly
    async def correct(self, kind: str, start_s: float, end_s: float) -> None:
        """Write down that a stretch was otherwise than heard."""
        session_id = self._id()
        draft = checked(CorrectionDraft, {"kind": kind, "start_s": start_s, "end_s": end_s})
        await self._ask(corrections.correct, session_id, draft)
        await self._show(session_id)

    @rx.event
    @kindly
    async def withdraw(self, correction_id: str) -> None:
        """Take a correction back."""
        session_id = self._id()
        try:
            await self._ask(corrections.withdraw, session_id, UUID(correction_id))
        except ValueError:
            raise NotFound() from None
        await self._show(session_id)

    @rx.event
    @kindly
    async def edit(self) -> None:
        """Open the form, with one's pieces to choose from."""
        self._id()
        found = await self._ask(pieces.pieces, limit=100)
        self.choices = [PieceChoice(str(piece.id), piece.title) for piece in found.items]
        self.errors, self.editing = {}, True

    @rx.event
    @kindly
    async def close(self) -> None:
        """Close the form without a change."""
        self.editing, self.errors = False, {}

    @rx.event
    @kindly
    async def save(self, form: dict[str, Any]) -> None:
        """Take the form's changes; what can't be taken is said beside its field."""
        session_id = self._id()
        try:
            changes = checked(SessionChanges, self._changes(form))
            await self._ask(practice.change, session_id, changes)
        except Invalid as problem:
            self.errors = explained(problem)
            return
        self.editing, self.errors = False, {}
        await self._show(session_id)
        self._tell(msg("Session saved."))

    def _changes(self, form: dict[str, Any]) -> dict[str, Any]:
        """Read of the form what may be changed; times only when they are others than before."""
        rating = str(form.get("self_rating") or "")
        changes: dict[str, Any] = {
            "instrument": form.get("instrument"),
            "focus": words(form.get("focus")),
            "note": form.get("note"),
            "mode": form.get("mode") or None,
            "self_rating": rating if rating not in {"", "0"} else None,
            "target_bpm": form.get("target_bpm") or None,
        }
        piece_id = str(form.get("piece_id") or "")
        if piece_id != self.shown.piece_id:
            changes["items"] = [{"piece_id": piece_id, "seconds": self.shown.clock_s}] if piece_id else []
        for name, before in (("started_at", self.shown.started_local), ("ended_at", self.shown.ended_local)):
            told = str(form.get(name) or before)
            if told != before:
                changes[name] = self._moment(name, told)
        return changes

    def _moment(self, name: str, told: str) -> datetime:
        """Read a time on the player's clock; in an hour that clocks repeat, the one nearest to what is stored."""
        try:
            before = datetime.fromisoformat(getattr(self.shown, name))
            return zones.moment_of(datetime.fromisoformat(told), self.shown.timezone, before)
        except ValueError:
            raise Invalid(name, msg("Give a day and a time.")) from None

    @rx.event
    @kindly
    async def delete(self) -> EventSpec:
        """Delete the session and go back to the journal, where it can be undone."""
        session_id = self._id()
        await self._ask(practice.delete, session_id)
        self.stage, self.shown, self.editing = "", SessionPage(), False
        (await self.get_state(JournalState))._offer_undo(str(session_id))
        return rx.redirect("/")

    async def _heard(self, event: Event) -> None:
        """News of a recording of this session: look again."""
        if event.kind != "recording" or event.session_id != self.shown.id or self._address() != self.shown.id:
            return
        try:
            await self._show(UUID(self.shown.id))
        except Problem:
            return
