"""The takes that can be laid beside the one under review, asked for when somebody wants a second one."""

from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound
from practice_app.services.teaching import beside
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.teaching.shown import TakeListed, take_listed


class BesideState(OwnState):
    """What is shared besides the take of the page's address; ``of``: of which take that is known."""

    of: str = ""
    takes: list[TakeListed] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Look for them; of a take that is not a student's of theirs there are none."""
        asked = self.router.url.path.rstrip("/").rpartition("/")[2]
        try:
            origin = self.router.url.origin
            takes = await self._call_service(beside.others, UUID(asked), origin=origin)
        except (ValueError, NotFound, NotAllowed):
            takes = []
        self.of, self.takes = asked, [take_listed(one) for one in takes]
