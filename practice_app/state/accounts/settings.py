"""The profile of whoever is signed in, as the settings show it."""

from typing import Any

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.services import accounts
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained


class SettingsState(OwnState):
    """The profile's form."""

    loaded: bool = False
    email: str = ""
    name: str = ""
    zone: str = ""
    counted: bool = False
    may_be_counted: bool = False
    errors: dict[str, str] = {}  # noqa: RUF012 - Reflex copies defaults

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self._show(await self._call_service(accounts.profile))
        self.errors, self.loaded = {}, True

    def _show(self, row: accounts.ProfileRow) -> None:
        self.email, self.name, self.zone = row.email or "", row.display_name, row.timezone
        self.quiet, self.counted, self.may_be_counted = row.quiet, row.counted, row.may_be_counted

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
    async def be_quiet(self, quiet: bool) -> None:
        """Show no streaks, points, titles and challenges any more, or show them again."""
        await self._change(quiet=quiet)

    @rx.event
    @handle_problems
    async def be_counted(self, counted: bool) -> None:
        """Let one's corrections be counted with those of others, or no more."""
        await self._change(counted=counted)

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Keep name and time zone."""
        name, zone = str(form.get("display_name") or ""), str(form.get("timezone") or "")
        if await self._change(display_name=name, timezone=zone):
            self._tell(msg("Saved."))
