"""What the frame of every page tells: how much of what somebody was told is unread, and whether homework is theirs."""

from uuid import UUID

import reflex as rx
from sqlmodel import Session

from practice_app.errors import Problem
from practice_app.services import notifications, teaching
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems


@live.subscribes(Topic.NOTIFIED)
class BellState(OwnState):
    """A number beside the bell; ``homework``: there is a way to it."""

    unread: int = 0
    homework: bool = False

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Count; a visitor has nothing to count, and the page itself says what is amiss with the server."""
        await self._count()

    async def _count(self) -> None:
        try:
            self.unread, self.homework = await self._call_service(_told)
        except Problem:
            self.unread = 0

    async def _received(self, _event: Event) -> None:
        """Something was told, or read on another device."""
        await self._count()


def _told(db: Session, who: UUID) -> tuple[int, bool]:
    return notifications.unread(db, who), teaching.homework_concerns(db, who)
