"""The account of whoever is signed in: profile, and the devices they are signed in on."""

from typing import Any
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services import accounts
from practice_app.services.accounts import DeviceShown, devices, page, signin
from practice_app.services.accounts.audit import Happened
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained


class SettingsState(OwnState):
    """The profile's form and the list of devices; a password never comes here."""

    loaded: bool = False
    email: str = ""
    verified: bool = True
    """Whether the address was confirmed, if there is one."""
    has_password: bool = True
    """Whether one gets in by a password."""
    name: str = ""
    zone: str = ""
    instruments: list[str] = []  # noqa: RUF012 - Reflex copies defaults
    devices: list[DeviceShown] = []  # noqa: RUF012
    device: str = ""
    """Which of them is the one in hand."""
    happened: list[Happened] = []  # noqa: RUF012
    """What happened with the account lately."""
    errors: dict[str, str] = {}  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        found = await self._call_service(page.opened)
        self._show(found.profile)
        self.devices, self.device = found.devices, self._device
        self.happened = found.happened
        self.errors, self.loaded = {}, True

    def _show(self, row: accounts.ProfileRow) -> None:
        self.email, self.name, self.zone = row.email or "", row.display_name, row.timezone
        self.verified = row.email_verified or row.email is None
        self.has_password = row.has_password
        self.instruments = row.instruments

    async def _change(self, **changes: Any) -> bool:
        try:
            self._show(await self._call_service(accounts.update_profile, changes))
        except Invalid as problem:
            self.errors = explained(problem, changes)
            return False
        self.errors, self.display_name, self.timezone = {}, self.name, self.zone
        return True

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Keep name and time zone."""
        name, zone = str(form.get("display_name") or ""), str(form.get("timezone") or "")
        if await self._change(display_name=name, timezone=zone):
            self._tell(msg("Saved."))

    @rx.event
    @handle_problems
    async def add_instrument(self, form: dict[str, Any]) -> None:
        """Add an instrument one plays."""
        await self._change(instruments=[*self.instruments, str(form.get("instrument") or "")])

    @rx.event
    @handle_problems
    async def remove_instrument(self, name: str) -> None:
        """Take an instrument off; sessions keep theirs."""
        await self._change(instruments=[one for one in self.instruments if one != name])

    @rx.event
    @handle_problems
    async def sign_out_device(self, device_id: UUID) -> None:
        """End the sign-in of one other device."""
        await self._call_service(signin.sign_out, device_id)
        await self._look_again()
        self._tell(msg("That device is signed out."))

    @rx.event
    @handle_problems
    async def sign_out_others(self) -> None:
        """End the sign-in of every device but this one."""
        self.devices = await self._call_service(devices.shown)
        await self._call_service(signin.sign_out_everywhere, but=UUID(self._device))
        await self._look_again()
        self._tell(msg("All other devices are signed out."))

    async def _look_again(self) -> None:
        found = await self._call_service(page.opened)
        self.devices, self.happened = found.devices, found.happened
