"""How much of what somebody was told is unread: the bell of every page, live."""

import reflex as rx

from practice_app.errors import Problem
from practice_app.services import notifications
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems


@live.subscribes(Topic.NOTIFIED)
class BellState(OwnState):
    """A number beside the bell."""

    unread: int = 0

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Count; a visitor has nothing to count, and the page itself says what is amiss with the server."""
        await self._count()

    async def _count(self) -> None:
        try:
            self.unread = await self._call_service(notifications.unread)
        except Problem:
            self.unread = 0

    async def _received(self, _event: Event) -> None:
        """Something was told, or read on another device."""
        await self._count()
