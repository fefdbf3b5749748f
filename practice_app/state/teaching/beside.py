"""The takes that can be laid beside the one under review, asked for when somebody wants a second one."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx

from practice_app.errors import NotAllowed, NotFound
from practice_app.services.recordings import ShownTake
from practice_app.services.teaching import beside
from practice_app.state.shared.base import OwnState, handle_problems


@dataclass(frozen=True)
class TakeBeside:
    """A take in the list."""

    id: str
    film: bool
    title: str
    instrument: str
    started_at: str
    timezone: str
    duration_s: float
    poster: str


class BesideState(OwnState):
    """What is shared besides the take of the page's address; ``of``: of which take that is known."""

    of: str = ""
    takes: list[TakeBeside] = []  # noqa: RUF012 - Reflex copies defaults

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
        self.of, self.takes = asked, [_take(one) for one in takes]


def _take(row: ShownTake) -> TakeBeside:
    return TakeBeside(
        id=str(row.id),
        film=row.film,
        title=row.title,
        instrument=row.instrument,
        started_at=row.started_at.isoformat(),
        timezone=row.timezone,
        duration_s=row.duration_s or 0.0,
        poster=row.poster_url or "",
    )
