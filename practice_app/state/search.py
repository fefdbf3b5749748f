"""What is looked for in the one box, and what was found."""

from dataclasses import dataclass, field
from typing import Any

import reflex as rx

from practice_app.models import PostCategory
from practice_app.services import search
from practice_app.services.search import FoundRow, OnBoard, Query
from practice_app.state.forum.board import BoardState
from practice_app.state.shared.base import OwnState, handle_problems

AT_ONCE = 20


@dataclass(frozen=True)
class FoundShown:
    """Something that was found; ``lines`` in turns as they are and marked, ``at``: ISO 8601."""

    kind: str = ""
    title: str = ""
    said: str = ""
    at: str = ""
    path: str = ""
    lines: list[str] = field(default_factory=list)
    moment: str = ""


class SearchState(OwnState):
    """The page of the one box. ``shown_for``: by which other words it was found than were typed."""

    loaded: bool = False
    query: str = ""
    pieces: list[FoundShown] = []  # noqa: RUF012 - Reflex copies defaults
    sessions: list[FoundShown] = []  # noqa: RUF012
    posts: list[FoundShown] = []  # noqa: RUF012
    shown_for: str = ""
    nothing: bool = False
    """Whether something was asked for that is nowhere."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Be ready; what the address asks for, the page itself says: no server is told what follows an address."""
        await self._find("" if self._comes_anew else self.query)
        self.loaded = True

    @rx.event
    @handle_problems
    async def find(self, query: Query) -> None:
        """Find what was typed, by other spellings too."""
        await self._find(query)

    @rx.event
    @handle_problems
    async def as_typed(self) -> None:
        """Find what was typed, letter by letter."""
        await self._find(self.query, as_typed=True)

    async def _find(self, query: str, **how: Any) -> None:
        self.query = query.strip()[: search.LONGEST]
        found = await self._call_service(search.everything, self.query, limit=AT_ONCE, **how)
        for kind in ("piece", "session", "post"):
            setattr(self, f"{kind}s", [_shown(row) for row in found.items if row.kind == kind])
        self.shown_for = found.shown_for or ""
        self.nothing = bool(self.query) and not found.items


def _shown(row: FoundRow) -> FoundShown:
    return FoundShown(row.kind, row.title, row.said, row.at.isoformat(), row.path, row.hit, str(row.moment or ""))


class BoardSearchState(OwnState):
    """What is looked for on the board; ``query`` empty: nothing, the board stands as it is."""

    query: str = ""
    rows: list[FoundShown] = []  # noqa: RUF012
    shown_for: str = ""

    @rx.event
    @handle_problems
    async def find(self, query: Query) -> None:
        """Find what was typed, by other spellings too."""
        await self._find(query)

    @rx.event
    @handle_problems
    async def as_typed(self) -> None:
        """Find what was typed, letter by letter."""
        await self._find(self.query, as_typed=True)

    @rx.event
    @handle_problems
    async def again(self) -> None:
        """Find the same, for the board is narrowed otherwise now."""
        if self.query:
            await self._find(self.query)

    async def _find(self, query: str, *, as_typed: bool = False) -> None:
        self.query = query.strip()[: search.LONGEST]
        board = await self.get_state(BoardState)
        category = PostCategory(board.view) if board.view in set(PostCategory) else None
        sought = OnBoard(self.query, category, board.instrument, board.tag, as_typed)
        found = await self._call_service(search.posts_found, sought, limit=AT_ONCE)
        self.rows = [_shown(row) for row in found.items]
        self.shown_for = found.shown_for or ""
