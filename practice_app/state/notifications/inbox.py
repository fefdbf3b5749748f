"""What somebody was told, as a page lists it."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from reflex.event import EventSpec

from practice_app.errors import Problem
from practice_app.services import notifications
from practice_app.services.notifications import Told
from practice_app.services.shared.events import Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

FIRST, MOST = 30, 300
PLACES = ("who", "title", "what", "n", "m", "minutes", "at", "device")
"""What sentences have places for; what is a number is written as the reader writes numbers."""


@dataclass(frozen=True)
class Line:
    """One thing that was told; ``at``: ISO 8601, ``told``: what fills the sentence, empty where it has no place."""

    id: str
    kind: str
    at: str
    fresh: bool
    sentence: str
    told: dict[str, str]
    path: str


@live.subscribes(Topic.NOTIFIED)
class InboxState(OwnState):
    """The page of what was told."""

    loaded: bool = False
    lines: list[Line] = []  # noqa: RUF012 - Reflex copies defaults
    next_cursor: str = ""
    any_fresh: bool = False

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look(FIRST)
        self.loaded = True

    async def _look(self, number: int) -> None:
        found = await self._call_service(notifications.inbox, limit=number)
        self.lines, self.next_cursor = [_line(row) for row in found.items], found.next_cursor or ""
        self.any_fresh = any(line.fresh for line in self.lines)

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show older ones."""
        if not self.next_cursor or len(self.lines) >= MOST:
            return
        found = await self._call_service(notifications.inbox, limit=FIRST, after=self.next_cursor)
        self.lines = [*self.lines, *(_line(row) for row in found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.lines) < MOST else ""

    @rx.event
    @handle_problems
    async def open(self, notification_id: UUID) -> EventSpec | None:
        """Note that one was read, and go where it leads."""
        await self._call_service(notifications.mark_read, [notification_id])
        there = next((line.path for line in self.lines if line.id == str(notification_id)), "")
        self.lines = [_read(line) if line.id == str(notification_id) else line for line in self.lines]
        self.any_fresh = any(line.fresh for line in self.lines)
        return rx.redirect(there) if there else None

    @rx.event
    @handle_problems
    async def read_all(self) -> None:
        """Note that all were read."""
        await self._call_service(notifications.mark_read)
        self.lines, self.any_fresh = [_read(line) for line in self.lines], False

    async def _received(self, _event: Event) -> None:
        """Something was told, or read on another device: look again."""
        if self.loaded and self.router.url.path.rstrip("/") == "/notifications":
            try:
                await self._look(max(FIRST, min(len(self.lines), 100)))
            except Problem:
                return


def _line(row: Told) -> Line:
    values = {place: str(row.values.get(place, "")) for place in PLACES}
    return Line(str(row.id), row.kind, row.at.isoformat(), row.read_at is None, row.sentence, values, row.path)


def _read(line: Line) -> Line:
    return Line(line.id, line.kind, line.at, False, line.sentence, line.told, line.path)
