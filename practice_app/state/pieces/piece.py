"""One piece of whoever is signed in: shown on a page of its own, changed, parted into sections."""

from typing import Any
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import pieces, planning
from practice_app.services.pieces import (
    MergeDraft,
    PieceChanges,
    SectionChanges,
    SectionDraft,
    SplitDraft,
    page,
    parting,
    sections,
)
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.advice import AdviceState
from practice_app.state.pieces import drawn
from practice_app.state.pieces.drawn import (
    DrilledShown,
    DueShown,
    PieceDrawn,
    SectionShown,
    TempoShown,
    TrendShown,
    VisitShown,
)
from practice_app.state.pieces.form import PLACES, told
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import BAR_FIELDS, BPM_FIELDS, explained, filled


@live.subscribes(Topic.PRACTICE)
class PieceState(OwnState):
    """What a piece's page shows. ``stage``: nothing yet, ``shown``, ``missing`` or ``taken off`` the list.

    ``form``: what lies over the page (``piece``, ``section``, ``split``), or nothing.
    """

    stage: str = ""
    piece: PieceDrawn = PieceDrawn()
    passages: list[SectionShown] = []  # noqa: RUF012 - Reflex copies defaults
    drilled: list[DrilledShown] = []  # noqa: RUF012
    trends: list[TrendShown] = []  # noqa: RUF012
    tempo: TempoShown = TempoShown()
    visits: list[VisitShown] = []  # noqa: RUF012
    kept: list[VisitShown] = []  # noqa: RUF012
    due: list[DueShown] = []  # noqa: RUF012
    form: str = ""
    passage: SectionShown = SectionShown()
    errors: dict[str, str] = {}  # noqa: RUF012
    undo_number: int = 0
    _undo: list[str] = []  # noqa: RUF012
    """What was done last and can be taken back: a verb and what it is about."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show the piece of the page's address; missing and forbidden look the same."""
        asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        if self.piece.id != asked:
            self.stage, self.piece, self.form = "", PieceDrawn(), ""
        try:
            await self._show(UUID(asked))
            await self._ahead(UUID(asked))
        except (ValueError, NotFound):
            if [self.piece.id, *self._undo] == [asked, "piece", asked]:  # a new connection has the page asked for again
                self.stage = "taken off"
                return
            self.stage, self.piece = "missing", PieceDrawn()

    async def _show(self, piece_id: UUID) -> None:
        found = await self._call_service(page.opened, piece_id, self.timezone)
        self.piece, self.passages = drawn.piece(found), drawn.passages(found.story.passages)
        self.drilled, self.trends = drawn.drilled(found.story), drawn.trends(found.story)
        self.tempo, self.stage = drawn.tempo(found), "shown"
        self.visits, self.kept = drawn.visits(found.visits), drawn.visits(found.kept)

    async def _ahead(self, piece_id: UUID) -> None:
        """Say what comes next: when it is due, and what is worth a try."""
        self.due = drawn.due(await self._call_service(planning.upcoming, piece_id))
        advised = await self.get_state(AdviceState)
        await advised._look(piece_id)

    async def _received(self, event: Event) -> None:
        """Something was practised elsewhere; what somebody writes in a form stays as it is."""
        at = self.router.url.path.rstrip("/")
        if event.topic is not Topic.PRACTICE or self.form or (self.stage, at) != ("shown", f"/pieces/{self.piece.id}"):
            return
        try:
            await self._show(self._id())
            await self._ahead(self._id())
        except Problem:
            return

    def _id(self) -> UUID:
        if not self.piece.id:
            raise NotFound()
        return UUID(self.piece.id)

    async def _done(self, piece_id: UUID) -> None:
        self.form, self.errors = "", {}
        await self._show(piece_id)

    def _undoable(self, message: str, *deed: str) -> None:
        self._tell(message)
        self._undo, self.undo_number = list(deed), self.notice_number

    @rx.event
    @handle_problems
    async def sent(self) -> None:
        """Look again: its notes were sent, or taken away."""
        await self._show(self._id())

    @rx.event
    @handle_problems
    async def say_status(self, status: str) -> None:
        """Say how far one is."""
        piece_id = self._id()
        await self._call_service(pieces.change_piece, piece_id, checked(PieceChanges, {"status": status}))
        await self._show(piece_id)

    @rx.event
    @handle_problems
    async def edit(self) -> None:
        """Show the form for the piece."""
        self._id()
        self.errors, self.form = {}, "piece"

    @rx.event
    @handle_problems
    async def close(self, which: str) -> None:
        """Close a form without a change; one that made way for another is closed already."""
        if self.form == which:
            self.form, self.errors = "", {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Write down what the form tells; what can't be taken is said beside its field."""
        piece_id = self._id()
        try:
            await self._call_service(pieces.change_piece, piece_id, checked(PieceChanges, told(form)))
        except Invalid as problem:
            self.errors = explained(problem, PLACES)
            return
        await self._done(piece_id)

    @rx.event
    @handle_problems
    async def delete(self) -> None:
        """Take the piece off the list; it can be put back."""
        await self._call_service(pieces.delete_piece, self._id())
        self.stage, self.form = "taken off", ""
        self._undoable(msg("Piece taken off the list. What you practised stays."), "piece", self.piece.id)

    @rx.event
    @handle_problems
    async def undo(self) -> None:
        """Take back what was done last."""
        deed, self._undo, self.undo_number = list(self._undo), [], 0
        piece_id = self._id()
        match deed:
            case ["piece", identity]:
                await self._call_service(pieces.restore_piece, UUID(identity))
            case ["section", identity]:
                await self._call_service(parting.restore, piece_id, UUID(identity))
            case ["parted", first, second]:
                other = checked(MergeDraft, {"other_id": second})
                await self._call_service(parting.merge, piece_id, UUID(first), other)
        if deed:
            await self._show(piece_id)

    @rx.event
    @handle_problems
    async def add_section(self) -> None:
        """Show an empty form for a section."""
        self.passage, self.errors, self.form = SectionShown(), {}, "section"

    @rx.event
    @handle_problems
    async def edit_section(self, section_id: UUID) -> None:
        """Show the form for a section."""
        self.passage, self.errors, self.form = self._passage(section_id), {}, "section"

    def _passage(self, section_id: UUID) -> SectionShown:
        found = [row for row in self.passages if row.id == str(section_id)]
        if not found:
            raise NotFound()
        return found[0]

    @rx.event
    @handle_problems
    async def save_section(self, form: dict[str, Any]) -> None:
        """Write the section down; what can't be taken is said beside its field."""
        piece_id = self._id()
        values = filled(form, "title", *BAR_FIELDS, *BPM_FIELDS)
        try:
            if self.passage.id:
                changes = checked(SectionChanges, values)
                await self._call_service(sections.change, piece_id, UUID(self.passage.id), changes)
            else:
                await self._call_service(sections.add, piece_id, checked(SectionDraft, values))
        except Invalid as problem:
            self.errors = explained(problem, values)
            return
        await self._done(piece_id)

    @rx.event
    @handle_problems
    async def say_tempo(self, section_id: UUID, which: str, bpm: str) -> None:
        """Write down one tempo of a section, where it stands."""
        piece_id, row = self._id(), self._passage(section_id)
        name = "current_bpm" if which == "current_bpm" else "target_bpm"
        if (getattr(row, name) or None) == _number(bpm):
            return
        try:
            changes = checked(SectionChanges, {name: bpm.strip() or None})
            await self._call_service(sections.change, piece_id, section_id, changes)
        except Invalid:
            self._tell(msg("Give a tempo between 10 and 400."), "error")
        await self._show(piece_id)

    @rx.event
    @handle_problems
    async def part(self) -> None:
        """Ask at which bar the section is parted."""
        self.errors, self.form = {}, "split"

    @rx.event
    @handle_problems
    async def split(self, form: dict[str, Any]) -> None:
        """Part the section there."""
        piece_id, section_id = self._id(), UUID(self.passage.id or str(self._id()))
        try:
            draft = checked(SplitDraft, filled(form, "bar"))
            first, second = await self._call_service(parting.split, piece_id, section_id, draft)
        except Invalid as problem:
            self.errors = {"bar": explained(problem).get("bar", problem.detail)}
            return
        await self._done(piece_id)
        self._undoable(msg("One section is two now."), "parted", str(first.id), str(second.id))

    @rx.event
    @handle_problems
    async def join(self, section_id: UUID) -> None:
        """Let a section take in the next one."""
        piece_id = self._id()
        ids = [row.id for row in self.passages]
        place = ids.index(self._passage(section_id).id) + 1
        if place >= len(ids):
            raise NotFound()
        other = checked(MergeDraft, {"other_id": ids[place]})
        await self._call_service(parting.merge, piece_id, section_id, other)
        await self._done(piece_id)
        self._undoable(msg("Two sections are one now. What you practised came along."), "section", ids[place])

    @rx.event
    @handle_problems
    async def delete_section(self, section_id: UUID) -> None:
        """Take a section away; what was practised stays."""
        piece_id = self._id()
        await self._call_service(sections.delete, piece_id, section_id)
        await self._done(piece_id)
        self._undoable(msg("Section deleted. What you practised stays."), "section", str(section_id))


def _number(told: str) -> float | None:
    try:
        return float(told)
    except ValueError:
        return None
