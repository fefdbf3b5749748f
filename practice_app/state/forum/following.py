"""Whom and what one follows on the board: people, and tags."""

from dataclasses import dataclass

import reflex as rx

from practice_app.services import forum
from practice_app.services.forum.following import Kind
from practice_app.state.shared.base import OwnState, handle_problems


@dataclass(frozen=True)
class FollowedShown:
    """A person or a tag; the name of a tag that everybody has the word for is a message id."""

    key: str = ""
    kind: str = ""
    id: str = ""
    name: str = ""


class FollowState(OwnState):
    """What is followed."""

    rows: list[FollowedShown] = []  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show whom and what one follows."""
        found = await self._call_service(forum.followed)
        self.rows = [FollowedShown(f"{one.kind} {one.id}", one.kind, one.id, one.name) for one in found]

    @rx.event
    @handle_problems
    async def unfollow(self, kind: Kind, identity: str) -> None:
        """Follow it no more."""
        await self._call_service(forum.unfollow, kind, identity[:200])
        self.rows = [one for one in self.rows if (one.kind, one.id) != (kind, identity)]
