"""The list of pieces of whoever is signed in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid
from practice_app.models import PieceStatus
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft, Query, Sought, listing
from practice_app.services.pieces.listing import Order
from practice_app.services.shared.fields import checked
from practice_app.state.pieces.drawn import PieceDrawn
from practice_app.state.pieces.form import PLACES, told
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained

PAGE = 50
MOST_LISTED = 300
"""More than this nobody scrolls through; a few letters find the rest."""


@dataclass(frozen=True)
class PieceShown:
    """A piece in the list; ``last`` is when it was practised last (empty: never)."""

    id: str = ""
    title: str = ""
    composer: str = ""
    status: str = ""
    instrument: str = ""
    seconds: float = 0
    clock_s: float = 0
    sessions: int = 0
    last: str = ""


class PiecesState(OwnState):
    """The list, as it is searched, sorted and filtered, and the form over it (``form``: piece or nothing)."""

    loaded: bool = False
    rows: list[PieceShown] = []  # noqa: RUF012 - Reflex copies defaults
    next_cursor: str = ""
    query: str = ""
    """What the list is searched for; empty: all."""
    order: str = "practised"
    status: str = ""
    instrument: str = ""
    instruments: list[str] = []  # noqa: RUF012
    """Those that some piece is for."""
    form: str = ""
    blank: PieceDrawn = PieceDrawn()
    """What an empty form begins with."""
    errors: dict[str, str] = {}  # noqa: RUF012
    _new: str = ""
    """The piece that was just written down: it stands first, wherever its place is."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the list."""
        self._new = ""
        await self._list()
        if self._comes_anew:
            self.form = ""

    def _sought(self) -> Sought:
        order: Order = self.order if self.order in listing.ORDERS else "practised"
        return Sought(self.query, order, PieceStatus(self.status) if self.status else None, self.instrument)

    async def _list(self) -> None:
        """Fill the list again, as far as it was shown."""
        limit = min(MOST_LISTED, max(PAGE, len(self.rows)))
        found = await self._call_service(listing.listed, self._sought(), limit=limit)
        rows = [_shown(row) for row in found.items]
        if self._new:
            new = _shown(await self._call_service(pieces.piece, UUID(self._new)))
            rows = [new, *(row for row in rows if row.id != new.id)]
        self.instruments = await self._call_service(listing.instruments)
        self.rows, self.loaded = rows, True
        self.next_cursor = found.next_cursor or ""

    @rx.event
    @handle_problems
    async def search(self, query: Query) -> None:
        """List the pieces that hold these words; none lists all."""
        self.query = query.strip()
        await self._anew()

    @rx.event
    @handle_problems
    async def arrange(self, order: Order) -> None:
        """List them in another order."""
        self.order = order
        await self._anew()

    @rx.event
    @handle_problems
    async def only(self, status: str) -> None:
        """List those of one status; none lists all."""
        self.status = PieceStatus(status).value if status in set(PieceStatus) else ""
        await self._anew()

    @rx.event
    @handle_problems
    async def only_for(self, instrument: str) -> None:
        """List those for one instrument; none lists all."""
        self.instrument = instrument if instrument in self.instruments else ""
        await self._anew()

    async def _anew(self) -> None:
        self._new, self.rows = "", []
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
        found = await self._call_service(listing.listed, self._sought(), limit=PAGE, after=self.next_cursor)
        self.rows = [*self.rows, *map(_shown, found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST_LISTED else ""

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Show an empty form for a piece."""
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
        values = told(form)
        try:
            new, _ = await self._call_service(pieces.add_piece, checked(PieceDraft, values))
        except Invalid as problem:
            self.errors = explained(problem, PLACES)
            return
        self._new, self.form, self.errors = str(new.id), "", {}
        await self._list()


def _shown(row: pieces.PieceRow) -> PieceShown:
    last = row.last_practised_at.isoformat() if row.last_practised_at else ""
    times = (row.seconds, row.clock_s, row.sessions, last)
    return PieceShown(str(row.id), row.title, row.composer, row.status, row.instrument, *times)
