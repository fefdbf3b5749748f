"""By which ways somebody wants to be told of what, when nothing rings, and when they are reminded to practise."""

from dataclasses import dataclass
from datetime import time
from typing import Literal

import reflex as rx

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import NotificationKind
from practice_app.services import accounts, notifications
from practice_app.services.notifications import ALWAYS_MAILED, COME, TEACHERS, Choices, Quiet, Reminder
from practice_app.state.shared.base import OwnState, handle_problems

NIGHT = Quiet(time(22), time(7))
EVENING = time(18)


@dataclass(frozen=True)
class Wish:
    """A kind that comes, what it is called (a message id), and by which ways it is wanted; some mails always come."""

    kind: str
    name: str
    app: bool
    push: bool
    mail: bool
    always_mailed: bool


@dataclass(frozen=True)
class Weekday:
    """A day of the week: 0 is Monday; ``on``: some day that it was, for its name; whether a reminder comes on it."""

    number: int
    on: str
    chosen: bool


class WishesState(OwnState):
    """The page of it."""

    loaded: bool = False
    wishes: list[Wish] = []  # noqa: RUF012 - Reflex copies defaults
    teaches: bool = False
    mailed: bool = False
    """Whether they have an address that mail may go to."""
    quiet: bool = False
    quiet_from: str = ""
    quiet_to: str = ""
    discreet: bool = False
    weekdays: list[Weekday] = []  # noqa: RUF012 - Reflex copies defaults
    reminded: bool = False
    at_usual: bool = False
    remind_at: str = ""
    usual: str = ""
    """Their usual hour, empty where it can't be told."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        own = await self._call_service(accounts.profile)
        self.teaches = "teacher" in own.roles
        self._show(await self._call_service(notifications.choices))
        self._show_reminder(await self._call_service(notifications.reminder))
        self.usual = _hour(await self._call_service(notifications.usual_hour))
        self.mailed = bool(own.email and own.email_verified)
        self.loaded = True

    def _show(self, chosen: Choices) -> None:
        self.wishes = [
            Wish(kind.value, name, **chosen.kinds[kind], always_mailed=kind in ALWAYS_MAILED)
            for kind, name in COME.items()
            if self.teaches or kind not in TEACHERS
        ]
        self.quiet, self.discreet = chosen.quiet is not None, chosen.discreet
        hours = chosen.quiet or NIGHT
        self.quiet_from, self.quiet_to = _hour(hours.begins), _hour(hours.ends)

    def _show_reminder(self, wanted: Reminder | None) -> None:
        days = wanted.weekdays if wanted else ()
        # the 5th of January 2026 was a Monday
        self.weekdays = [Weekday(n, f"2026-01-{5 + n:02d}T12:00:00Z", n in days) for n in range(7)]
        self.reminded = wanted is not None
        self.at_usual = wanted is not None and wanted.at is None
        self.remind_at = _hour(wanted.at if wanted and wanted.at else EVENING)

    @rx.event
    @handle_problems
    async def wish(self, kind: NotificationKind, way: Literal["app", "push", "mail"], wanted: bool) -> None:
        """Want to be told of this kind by this way from now on, or not."""
        self._show(await self._call_service(notifications.choose_some, {kind.value: {way: wanted}}))

    @rx.event
    @handle_problems
    async def be_quiet(self, quiet: bool) -> None:
        """Let nothing ring at night, or at any time again."""
        await self._choose(Quiet(_time(self.quiet_from), _time(self.quiet_to)) if quiet else None, self.discreet)

    @rx.event
    @handle_problems
    async def quiet_hours(self, which: Literal["from", "to"], at: str) -> None:
        """Let them begin or end at another time."""
        begins, ends = _time(self.quiet_from), _time(self.quiet_to)
        hours = Quiet(_time(at), ends) if which == "from" else Quiet(begins, _time(at))
        await self._choose(hours, self.discreet)

    @rx.event
    @handle_problems
    async def be_discreet(self, discreet: bool) -> None:
        """Show no word of what it is about on a lock screen, or show it."""
        kept = await self._call_service(notifications.choices)
        await self._choose(kept.quiet, discreet)

    async def _choose(self, quiet: Quiet | None, discreet: bool) -> None:
        self._show(await self._call_service(notifications.choose, Choices({}, quiet, discreet)))

    @rx.event
    @handle_problems
    async def remind_on(self, weekday: int, wanted: bool) -> None:
        """Be reminded on this day of the week, or not."""
        days = {day.number for day in self.weekdays if day.chosen} - {weekday} | ({weekday} if wanted else set())
        await self._remind(days, None if self.at_usual else _time(self.remind_at))

    @rx.event
    @handle_problems
    async def remind_usually(self, usually: bool) -> None:
        """Be reminded at one's usual hour, or at a time of one's own."""
        await self._remind(self._days(), None if usually else _time(self.remind_at))

    @rx.event
    @handle_problems
    async def remind_hour(self, at: str) -> None:
        """Be reminded at this time."""
        await self._remind(self._days(), _time(at))

    def _days(self) -> set[int]:
        return {day.number for day in self.weekdays if day.chosen}

    async def _remind(self, days: set[int], at: time | None) -> None:
        wanted = Reminder(tuple(sorted(days)), at) if days else None
        self._show_reminder(await self._call_service(notifications.remind, wanted))


def _hour(at: time | None) -> str:
    return f"{at:%H:%M}" if at else ""


def _time(at: str) -> time:
    try:
        return time.fromisoformat(at).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        raise Invalid("at", msg("Give a time of day, like 18:30.")) from None
