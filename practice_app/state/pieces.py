"""The pieces of whoever is signed in, with their sections."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.metrics import METRICS
from practice_app.services import pieces
from practice_app.services.pieces import (
    PieceChanges,
    PieceDraft,
    PieceStory,
    Query,
    SectionChanges,
    SectionDraft,
    Sought,
    lines,
    listing,
    sections,
    story,
)
from practice_app.services.progress import TrendRow
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import BAR_FIELDS, BPM_FIELDS, explained, filled

PAGE = 50
MOST_LISTED = 300
"""More than this nobody scrolls through; a few letters find the rest."""
TOLD = tuple(key for key in reversed(METRICS) if METRICS[key].tells_progress)
"""The figures of a piece that tell whether it goes better, of all that are heard: what is particular first."""
FEWEST_DAYS = 3


@dataclass(frozen=True)
class PieceShown:
    """A piece in the list; ``last`` is when it was practised last (empty: never)."""

    id: str = ""
    title: str = ""
    composer: str = ""
    target_bpm: float = 0
    seconds: float = 0
    sessions: int = 0
    last: str = ""
    sections: int = 0


@dataclass(frozen=True)
class SectionShown:
    """A passage of the piece that is open; 0 and -1 stand for "not told"."""

    id: str = ""
    title: str = ""
    bar_start: int = -1
    bar_end: int = -1
    current_bpm: float = 0
    target_bpm: float = 0


@dataclass(frozen=True)
class DrilledShown:
    """How often a passage was gone through; ``heats`` from 0 to 4 for each week."""

    id: str
    title: str
    times: int
    heats: list[int]


@dataclass(frozen=True)
class TrendShown:
    """How a figure went, from its first day to its last; ``line`` and ``dots`` are SVG in a box of 100 × 28."""

    key: str
    first: float
    last: float
    line: str
    dots: str


class PiecesState(OwnState):
    """The list, the piece that is open in it, and the form over it (``form``: piece, section or nothing)."""

    loaded: bool = False
    rows: list[PieceShown] = []  # noqa: RUF012 - Reflex copies defaults
    next_cursor: str = ""
    query: str = ""
    """What the list is searched for; empty: all."""
    opened: str = ""
    passages: list[SectionShown] = []  # noqa: RUF012
    drilled: list[DrilledShown] = []  # noqa: RUF012
    trends: list[TrendShown] = []  # noqa: RUF012
    form: str = ""
    piece: PieceShown = PieceShown()
    passage: SectionShown = SectionShown()
    errors: dict[str, str] = {}  # noqa: RUF012
    undo_number: int = 0
    _deleted: str = ""
    _new: str = ""
    """The piece that was just written down: it stands first, wherever its place is."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the list."""
        self._new = ""
        await self._list()
        self.opened, self.passages, self.form = "", [], ""

    async def _list(self) -> None:
        """Fill the list again, as far as it was shown."""
        limit = min(MOST_LISTED, max(PAGE, len(self.rows)))
        found = await self._call_service(listing.listed, Sought(self.query), limit=limit)
        rows = [_shown(row) for row in found.items]
        if self._new:
            new = _shown(await self._call_service(pieces.piece, UUID(self._new)))
            rows = [new, *(row for row in rows if row.id != new.id)]
        self.rows, self.loaded = rows, True
        self.next_cursor = found.next_cursor or ""

    @rx.event
    @handle_problems
    async def search(self, query: Query) -> None:
        """List the pieces that hold these words; none lists all."""
        self.query, self._new, self.rows = query.strip(), "", []
        await self._list()

    @rx.event(temporal=True)
    @handle_problems
    async def arrived(self) -> None:
        """Look again: a piece that waited on the device is here now."""
        await self._list()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Add the next pieces to the list."""
        if not self.next_cursor or len(self.rows) >= MOST_LISTED:
            return
        found = await self._call_service(listing.listed, Sought(self.query), limit=PAGE, after=self.next_cursor)
        self.rows = [*self.rows, *map(_shown, found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST_LISTED else ""

    @rx.event
    @handle_problems
    async def toggle(self, piece_id: UUID) -> None:
        """Open a piece to see its sections, or close it."""
        if self.opened == str(piece_id):
            self.opened, self.passages = "", []
            return
        await self._open(piece_id)

    async def _open(self, piece_id: UUID) -> None:
        told = await self._call_service(story.story, piece_id, self.timezone)
        self.opened, self.passages = str(piece_id), [_passage(row) for row in told.passages]
        self.drilled, self.trends = _drilled(told), _trends(told)

    def _opened(self) -> UUID:
        if not self.opened:
            raise NotFound()
        return UUID(self.opened)

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Show an empty form for a piece."""
        self.piece, self.errors, self.form = PieceShown(), {}, "piece"

    @rx.event
    @handle_problems
    async def edit(self, piece_id: UUID) -> None:
        """Show the form for a piece."""
        self.piece = _shown(await self._call_service(pieces.piece, piece_id))
        self.errors, self.form = {}, "piece"

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close the form without a change."""
        self.form, self.errors = "", {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Write the piece down; what can't be taken is said beside its field."""
        values = filled(form, "title", "composer", "target_bpm")
        try:
            if self.piece.id:
                changes = checked(PieceChanges, values)
                await self._call_service(pieces.change_piece, UUID(self.piece.id), changes)
            else:
                new, _ = await self._call_service(pieces.add_piece, checked(PieceDraft, values))
                self._new = str(new.id)
        except Invalid as problem:
            self.errors = explained(problem, values)
            return
        self.form, self.errors = "", {}
        await self._list()

    @rx.event
    @handle_problems
    async def delete(self, piece_id: UUID) -> None:
        """Take a piece off the list; it can be put back."""
        await self._call_service(pieces.delete_piece, piece_id)
        self._deleted, self._new, self.opened, self.passages = str(piece_id), "", "", []
        self._tell(msg("Piece taken off the list. What you practised stays."))
        self.undo_number = self.notice_number
        await self._list()

    @rx.event
    @handle_problems
    async def undo(self) -> None:
        """Put the piece back that was taken off last."""
        if self._deleted:
            await self._call_service(pieces.restore_piece, UUID(self._deleted))
            self._deleted, self.undo_number = "", 0
            await self._list()

    @rx.event
    @handle_problems
    async def add_section(self) -> None:
        """Show an empty form for a section of the piece that is open."""
        self.passage, self.errors, self.form = SectionShown(), {}, "section"

    @rx.event
    @handle_problems
    async def edit_section(self, section_id: UUID) -> None:
        """Show the form for a section of the piece that is open."""
        found = [row for row in self.passages if row.id == str(section_id)]
        if found:
            self.passage, self.errors, self.form = found[0], {}, "section"

    @rx.event
    @handle_problems
    async def save_section(self, form: dict[str, Any]) -> None:
        """Write the section down; what can't be taken is said beside its field."""
        piece_id = self._opened()
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
        self.form, self.errors = "", {}
        await self._open(piece_id)
        await self._list()

    @rx.event
    @handle_problems
    async def delete_section(self, section_id: UUID) -> None:
        """Take a section away; what was practised stays."""
        piece_id = self._opened()
        await self._call_service(sections.delete, piece_id, section_id)
        self.form = ""
        await self._open(piece_id)
        await self._list()


def _shown(row: pieces.PieceRow) -> PieceShown:
    last = row.last_practised_at.isoformat() if row.last_practised_at else ""
    return PieceShown(
        str(row.id), row.title, row.composer, row.target_bpm or 0, row.seconds, row.sessions, last, row.sections
    )


def _passage(row: sections.SectionRow) -> SectionShown:
    first, last = (-1 if bar is None else bar for bar in (row.bar_start, row.bar_end))
    return SectionShown(str(row.id), row.title, first, last, row.current_bpm or 0, row.target_bpm or 0)


def _drilled(told: PieceStory) -> list[DrilledShown]:
    """The passages that were gone through, the most often first; all on one scale."""
    most = max((times for weeks in told.drilled.values() for times in weeks), default=0)
    rows = [(row, told.drilled[row.id]) for row in told.passages if any(told.drilled.get(row.id, ()))]
    shown = [DrilledShown(str(row.id), row.title, sum(w), [-(-4 * times // most) for times in w]) for row, w in rows]
    return sorted(shown, key=lambda row: -row.times)


def _trends(told: PieceStory) -> list[TrendShown]:
    found = {row.key: row for row in told.trends if len(row.points) >= FEWEST_DAYS}
    return [_trend(told, found[key]) for key in TOLD if key in found]


def _trend(told: PieceStory, row: TrendRow) -> TrendShown:
    days = (told.until - told.since).days
    points = [((point.day - told.since).days / days, point.value) for point in row.points]
    return TrendShown(row.key, points[0][1], points[-1][1], *lines.paths(points))
