"""One's teachers, and exactly what each of them sees."""

from dataclasses import dataclass

import reflex as rx

from practice_app.errors import Problem
from practice_app.locales import msg
from practice_app.services.shared.events import Event, Topic
from practice_app.services.teaching import connections, family
from practice_app.services.teaching.connections import TeacherRow
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified

ADDRESS = "/teachers"


@dataclass(frozen=True)
class TeacherLine:
    """A teacher as the page draws them; ``since`` is a moment, numbers are of what they read."""

    key: str
    id: str
    child: str
    """Whose teacher: empty for one's own, else a child that one looks after."""
    child_name: str
    name: str
    picture: str
    verified: bool
    since: str
    history: bool
    sessions: int
    days: int
    seconds: float
    notes: int
    pieces: int
    recordings: int
    earlier: int


@live.subscribes(Topic.TEACHING)
class TeachersState(OwnState):
    """What a student's page shows of their teachers."""

    loaded: bool = False
    teachers: list[TeacherLine] = []  # noqa: RUF012 - Reflex copies defaults
    asked: str = ""
    """The teacher of whom it is asked whether the connection shall end."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show one's teachers."""
        await self._look()
        self.asked, self.loaded = "", True

    @rx.event
    @handle_problems
    async def show(self, teacher: str, child: str, history: bool) -> None:
        """Show a teacher what came before they were connected, or no longer."""
        of = identified(child) if child else None
        try:
            await self._call_service(connections.show_history, identified(teacher), history=history, child=of)
        finally:
            await self._look()

    @rx.event
    @handle_problems
    async def ask(self, key: str) -> None:
        """Ask whether a connection shall end; with nothing: leave it as it is."""
        self.asked = key[:80]

    @rx.event
    @handle_problems
    async def end(self, teacher: str, child: str) -> None:
        """End the connection with a teacher."""
        await self._call_service(connections.leave, identified(teacher), child=identified(child) if child else None)
        self.asked = ""
        await self._look()
        self._tell(msg("Ended. Nothing of yours is seen there any more."))

    async def _received(self, _event: Event) -> None:
        """A teacher came or went: look again."""
        if self.loaded and self.router.url.path.rstrip("/") == ADDRESS:
            try:
                await self._look()
            except Problem:
                return

    async def _look(self) -> None:
        found = await self._call_service(family.shown, self.router.url.origin)
        self.teachers = [_line(row) for row in found.own]
        self.teachers += [_line(row, str(child.id), child.name) for child in found.children for row in child.teachers]


def _line(row: TeacherRow, child: str = "", child_name: str = "") -> TeacherLine:
    return TeacherLine(
        key=f"{row.user.id} {child}",
        id=str(row.user.id),
        child=child,
        child_name=child_name,
        name=row.user.display_name,
        picture=row.user.picture_url or "",
        verified=row.user.verified,
        since=row.since.isoformat(),
        history=row.history,
        earlier=row.earlier,
        **vars(row.sees),
    )
