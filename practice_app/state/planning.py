"""How much is due, for the one line of the journal that leads to a plan."""

import reflex as rx

from practice_app.errors import Problem
from practice_app.services import planning
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems


@live.subscribes(Topic.PRACTICE)
class NextState(OwnState):
    """What comes next. ``due``: how many passages; looked up before the journal, which is drawn in one go."""

    due: int = 0

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Count what is due; a visitor has nothing."""
        if self._device:
            await self._count()

    async def _count(self) -> None:
        self.due = len(await self._call_service(planning.due))

    async def _received(self, _event: Event) -> None:
        """Something was practised elsewhere: it may be due no more."""
        try:
            if self.router.url.path.rstrip("/") in {"", "/journal"}:
                await self._count()
        except Problem:
            return
