"""The groups of whoever is signed in, those that can be found, and a new one."""

from typing import Annotated, Any
from uuid import UUID

import reflex as rx
from pydantic import StringConstraints
from reflex.event import EventSpec
from sqlmodel import Session

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services.groups import joining, listing, making, members
from practice_app.services.groups.drafts import GroupDraft
from practice_app.services.groups.rows import Asked, GroupRow
from practice_app.services.shared.fields import checked
from practice_app.state.groups.shown import GroupShown, group
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained, filled

Words = Annotated[str, StringConstraints(max_length=200)]
FIELDS = ("name", "description", "joining")
SAID = {
    "name": msg("Give it a name of at most 80 characters."),
    "description": msg("Use at most 2,000 characters."),
    "max_members": msg("Give a whole number, not less than there are members, and no more than this site allows."),
}


class GroupsState(OwnState):
    """The page of one's groups."""

    loaded: bool = False
    mine: list[GroupShown] = []  # noqa: RUF012 - Reflex copies defaults
    ended: list[GroupShown] = []  # noqa: RUF012
    words: str = ""
    found: list[GroupShown] = []  # noqa: RUF012
    adding: bool = False
    errors: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()
        self.loaded = True
        if self._comes_anew:
            self.adding, self.errors = False, {}

    async def _look(self) -> None:
        mine = await self._call_service(_mine, self.router.url.origin)
        shown = [group(row) for row in mine]
        self.mine = [one for one in shown if not one.ended]
        self.ended = [one for one in shown if one.ended]
        found = await self._call_service(_found, self.words, self.router.url.origin)
        self.found = [one for one in map(group, found) if not one.place]

    @rx.event
    @handle_problems
    async def search(self, words: Words) -> None:
        """Show groups that hold these words and that one may join, or ask to."""
        self.words = words
        await self._look()

    @rx.event
    @handle_problems
    async def join(self, group_id: UUID) -> EventSpec | None:
        """Come into a group, or ask to."""
        came = await self._call_service(joining.join, group_id)
        if isinstance(came, Asked):
            await self._look()
            self._tell(msg("Asked. You are told when somebody lets you in."))
            return None
        return rx.redirect(f"/groups/{group_id}")

    @rx.event
    @handle_problems
    async def take_back(self, group_id: UUID) -> None:
        """Ask no longer to come in."""
        await self._call_service(members.leave, group_id)
        await self._look()

    @rx.event
    @handle_problems
    async def restore(self, group_id: UUID) -> None:
        """Bring a group back that one ended."""
        await self._call_service(making.restore, group_id)
        await self._look()
        self._tell(msg("It is back, with everybody in it."))

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Open the form for a new group."""
        self.errors, self.adding = {}, True

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close the form without a group."""
        self.adding, self.errors = False, {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> EventSpec | None:
        """Set a group up as the form tells; what can't be taken is said beside its field."""
        told = filled(form, *FIELDS)
        try:
            draft = checked(GroupDraft, told | {"name": told["name"] or "", "joining": told["joining"] or "invite"})
            made = await self._call_service(making.create, draft)
        except Invalid as problem:
            self.errors = {name: SAID.get(name, said) for name, said in explained(problem, FIELDS).items()}
            return None
        self.adding, self.errors = False, {}
        return rx.redirect(f"/groups/{made.id}")


def _mine(db: Session, _who: UUID, origin: str) -> list[GroupRow]:
    return listing.mine(db, origin)


def _found(db: Session, _who: UUID, words: str, origin: str) -> list[GroupRow]:
    return listing.find(db, words, origin)
