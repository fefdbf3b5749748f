"""The children somebody looks after."""

from typing import Literal
from uuid import UUID

import reflex as rx

from practice_app.locales import msg
from practice_app.services.guardians import children, page
from practice_app.services.guardians.page import ChildShown, SessionShown
from practice_app.state.shared.base import OwnState, handle_problems


class ChildrenState(OwnState):
    """One's children, one of them opened. Passwords, PINs and codes never come here."""

    loaded: bool = False
    children: list[ChildShown] = []  # noqa: RUF012 - Reflex copies defaults
    may_add: bool = False
    """Whether one may start journals for more."""
    tablets: int = 0
    """Devices on which they come in by a PIN."""
    opened: str = ""
    """Which child is open."""
    sessions: list[SessionShown] = []  # noqa: RUF012
    """The newest of that child's."""
    adding: bool = False

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look_again()
        self.loaded, self.adding = True, self.adding and not self._comes_anew

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Open the form for another child, or close it."""
        self.adding = not self.adding

    @rx.event
    @handle_problems
    async def toggle(self, child_id: UUID) -> None:
        """Open a child, or close it."""
        self.opened, self.sessions = "" if self.opened == str(child_id) else str(child_id), []
        if self.opened:
            self.sessions = await self._call_service(page.lately, child_id)

    @rx.event
    @handle_problems
    async def allow(self, child_id: UUID, what: Literal["partners", "public_shares", "open_groups"], may: bool) -> None:
        """Allow a child something, or no longer."""
        await self._call_service(children.allow, child_id, {what: may})
        await self._look_again()

    @rx.event
    @handle_problems
    async def agree(self, child_id: UUID) -> None:
        """Agree to a child's journal again."""
        await self._call_service(children.agree, child_id)
        await self._look_again()
        self._tell(msg("You agree again. The journal goes on."))

    @rx.event
    @handle_problems
    async def revoke(self, child_id: UUID) -> None:
        """Take one's agreement back."""
        await self._call_service(children.revoke, child_id)
        await self._look_again()
        self._tell(msg("You no longer agree."))

    @rx.event
    @handle_problems
    async def restore(self, child_id: UUID) -> None:
        """Bring a deleted child's account back."""
        await self._call_service(children.restore, child_id)
        await self._look_again()
        self._tell(msg("The journal is back."))

    @rx.event
    @handle_problems
    async def drop_pin(self, child_id: UUID) -> None:
        """Let a child in by its password alone."""
        await self._call_service(children.drop_pin, child_id)
        await self._look_again()

    async def _look_again(self) -> None:
        found = await self._call_service(page.opened)
        self.children, self.may_add, self.tablets = found.children, found.may_add, found.tablets
