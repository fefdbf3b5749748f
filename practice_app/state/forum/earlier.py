"""How something of one's own read before it was changed."""

from typing import Literal
from uuid import UUID

import reflex as rx

from practice_app.services import forum
from practice_app.state.forum.shown import EarlierShown
from practice_app.state.shared.base import OwnState, handle_problems


class EarlierState(OwnState):
    """What is looked back at; ``shown``: whether anything is."""

    shown: bool = False
    rows: list[EarlierShown] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def look(self, kind: Literal["post", "comment"], identity: UUID) -> None:
        """Show how it read."""
        found = await self._call_service(forum.earlier, kind, identity)
        self.rows = [EarlierShown(one.title, one.body_md, one.at.isoformat()) for one in found]
        self.shown = True

    @rx.event
    @handle_problems
    async def leave(self) -> None:
        """Look back no more."""
        self.shown = False
