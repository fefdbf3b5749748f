"""What one was to mind of the piece on this page, followed while it is open."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound, Problem
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching import feedback
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

LONGEST = 200


@dataclass(frozen=True)
class ToMindShown:
    """One comment that is open; ``href`` leads to it on its session's page."""

    id: str
    href: str
    name: str
    said: str
    at: str


@live.subscribes(Topic.FEEDBACK)
class ToMindState(OwnState):
    """What is open of the piece of the page's address."""

    piece_id: str = ""
    open: list[ToMindShown] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show what is open of that piece; of another's there is nothing."""
        asked = self._address()
        if asked != self.piece_id:
            self.piece_id, self.open = "", []
        try:
            await self._show(UUID(asked))
        except (ValueError, NotFound, NotAllowed):
            self.piece_id, self.open = "", []

    def _address(self) -> str:
        return self.router.url.path.rstrip("/").rpartition("/")[2]

    async def _show(self, piece_id: UUID) -> None:
        found = await self._call_service(feedback.to_mind, piece_id)
        self.piece_id = str(piece_id)
        self.open = [
            ToMindShown(
                str(one.id),
                f"/sessions/{one.session_id}?said={one.id}",
                one.name,
                one.said if len(one.said) <= LONGEST else f"{one.said[:LONGEST].rstrip()} …",
                one.at.isoformat(),
            )
            for one in found
        ]

    async def _received(self, _event: Event) -> None:
        """Something was said, or ticked off: look again."""
        if not self.piece_id or self._address() != self.piece_id:
            return
        try:
            await self._show(UUID(self.piece_id))
        except Problem:
            return
