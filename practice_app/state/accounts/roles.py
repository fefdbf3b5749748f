"""What somebody is here, as they say in the settings."""

import reflex as rx

from practice_app.services import accounts
from practice_app.services.accounts import roles
from practice_app.state.shared.base import OwnState, handle_problems


class RolesState(OwnState):
    """Student, teacher, parent: several at once, at least one."""

    shown: bool = False
    roles: list[str] = []  # noqa: RUF012 - Reflex copies defaults
    confirmed: bool = False
    """Whether whoever runs this Woodshed says that they teach."""

    @rx.event
    @handle_problems
    async def look(self) -> None:
        """Fill this part of the page."""
        self._show(await self._call_service(accounts.profile))

    @rx.event
    @handle_problems
    async def be(self, role: str, so: bool) -> None:
        """Be this as well, or no longer."""
        self._show(await self._call_service(roles.take if so else roles.leave, role))

    def _show(self, row: accounts.ProfileRow) -> None:
        self.roles, self.confirmed, self.role = row.roles, row.verified, row.role
        self.shown = True
