"""How one signs in, where one is signed in, and what happened with the account."""

from uuid import UUID

import reflex as rx

from practice_app.locales import msg
from practice_app.services.accounts import DeviceShown, devices, new_address, page, signin
from practice_app.services.accounts.audit import Happened
from practice_app.state.shared.base import OwnState, handle_problems


class SecurityState(OwnState):
    """The address, the devices and what happened; a password never comes here."""

    loaded: bool = False
    email: str = ""
    verified: bool = True
    """Whether the address was confirmed, if there is one."""
    looked_after: bool = False
    """Whether it is a child's account, to which others give an address."""
    waiting: str = ""
    """The new address whose mail was not answered yet."""
    has_password: bool = True
    """Whether one gets in by a password."""
    name: str = ""
    devices: list[DeviceShown] = []  # noqa: RUF012 - Reflex copies defaults
    device: str = ""
    """Which of them is the one in hand."""
    happened: list[Happened] = []  # noqa: RUF012
    """What happened with the account lately."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look_again()
        self.loaded = True

    @rx.event
    @handle_problems
    async def keep_address(self) -> None:
        """Take back that a new address was asked for."""
        await self._call_service(new_address.take_back)
        await self._look_again()
        self._tell(msg("Your address stays as it is."))

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
        profile = found.profile
        self.email, self.verified = profile.email or "", profile.email_verified or profile.email is None
        self.waiting, self.looked_after = found.waiting, new_address.is_looked_after(profile)
        self.name, self.has_password = profile.display_name, profile.has_password
        self.devices, self.device = found.devices, self._device
        self.happened = found.happened
