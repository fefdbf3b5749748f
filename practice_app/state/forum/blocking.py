"""People whom one wants nothing of: blocked where their name stands, and let in again from the board."""

from dataclasses import dataclass
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from practice_app.locales import msg
from practice_app.services import forum
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified

BLOCKED = msg("You and {who} see nothing of each other any more. You can undo that at the end of the board.")


@dataclass(frozen=True)
class BlockedShown:
    """Somebody whom one has blocked."""

    id: str = ""
    name: str = ""


class BlockState(OwnState):
    """Whom one is about to block, and whom one has."""

    whom: str = ""
    name: str = ""
    rows: list[BlockedShown] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show whom one has blocked."""
        await self._show()

    async def _show(self) -> None:
        found = await self._call_service(forum.blocked)
        self.rows = [BlockedShown(str(one.id), one.display_name) for one in found]

    @rx.event
    @handle_problems
    async def ask(self, whom: str, name: str) -> None:
        """Ask once more before somebody is blocked; of nobody: leave it."""
        self.whom, self.name = whom, name[:200]

    @rx.event
    @handle_problems
    async def block(self) -> None:
        """Let nothing pass between the two."""
        whom, name = self.whom, self.name
        self.whom = ""
        await self._call_service(_block, whom)
        self._tell(BLOCKED, "good", who=name)

    @rx.event
    @handle_problems
    async def unblock(self, whom: UUID) -> None:
        """Let things pass again."""
        await self._call_service(forum.unblock, whom)
        await self._show()


def _block(db: Session, who: UUID, whom: str) -> None:
    forum.block(db, who, identified(whom))
