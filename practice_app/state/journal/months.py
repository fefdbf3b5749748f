"""The journal of whoever is signed in: a month of days, what it adds up to, the newest sessions."""

from typing import Annotated, Any
from uuid import UUID

import reflex as rx
from pydantic import StringConstraints
from reflex.event import EventSpec

from practice_app.errors import Problem
from practice_app.locales import msg
from practice_app.services import awards, journal, practice
from practice_app.services.journal import DayRow, EntryRow, Month, OffRow
from practice_app.services.shared.events import Event, RecordingChanged, Topic
from practice_app.state.advice import AdviceState
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.goals import GoalShown, goal_shown

MonthName = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}$")]
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
SessionName = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
MOST_LISTED = 200
"""More than this nobody scrolls through; the calendar leads to the rest."""


@live.subscribes(Topic.RECORDING, Topic.PRACTICE)
class JournalState(OwnState):
    """What the journal shows. ``door``: whether this is a visitor or a member, once that is known."""

    door: str = ""
    loaded: bool = False
    today: str = ""
    week_start: int = 0
    month: str = ""
    days: list[DayRow] = []  # noqa: RUF012 - Reflex copies defaults
    today_s: float = 0
    week_s: float = 0
    month_s: float = 0
    today_band: list[float] = []  # noqa: RUF012
    week_band: list[float] = []  # noqa: RUF012
    month_band: list[float] = []  # noqa: RUF012
    """Between what and what these sums lie where that isn't sure; empty where they are numbers."""
    sessions: int = 0
    corrected: int = 0
    """How many sessions of this week and month count as they were corrected."""
    off: list[OffRow] = []  # noqa: RUF012
    streak: int = 0
    freezes: int = 0
    practised_today: bool = False
    practised_days: int = 0
    known_days: int = 0
    goals: list[GoalShown] = []  # noqa: RUF012
    entries: list[EntryRow] = []  # noqa: RUF012
    next_cursor: str = ""
    chosen_day: str = ""
    undo_number: int = 0
    """The toast (its number) that can be taken back."""
    _deleted: str = ""

    @rx.event
    @handle_problems
    async def arrive(self) -> None:
        """Come to the front door: a member's journal, or for a visitor what Woodshed is."""
        if not self._device:
            self.door = "visitor"
            return
        await self._open()

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the journal afresh."""
        await self._open()

    async def _open(self, **shown: Any) -> None:
        found = await self._call_service(journal.opened, accepted=self.router.headers.accept_language, **shown)
        self.today = found.today
        self._show(found.month)
        self.today_s, self.week_s, self.month_s = found.totals.today_s, found.totals.week_s, found.totals.month_s
        self.today_band, self.week_band, self.month_band = (
            list(band or ()) for band in (found.totals.today_band, found.totals.week_band, found.totals.month_band)
        )
        self.sessions, self.chosen_day = found.totals.sessions, ""
        self.corrected, self.week_start = found.totals.corrected, found.week_start
        self.streak, self.practised_today = found.streak.current, found.streak.practised_today
        self.freezes, self.goals = found.streak.freezes, [goal_shown(goal) for goal in found.goals]
        self.practised_days, self.known_days = found.consistency.practised, found.consistency.days
        self.entries, self.next_cursor = found.entries.items, found.entries.next_cursor
        await (await self.get_state(AdviceState))._look()
        self.door, self.loaded = "member", True
        await self._tell_news()

    async def _tell_news(self) -> None:
        """Say in one sentence what was earned since somebody last heard of such things."""
        if self.undo_number and self.undo_number == self.notice_number:  # what can be taken back stands there
            return
        if found := await self._call_service(awards.news, patient=True):
            one, several = msg("A new title is yours."), msg("{n} new titles are yours.")
            self._tell(one if len(found) == 1 else several, n=len(found))

    @rx.event
    @handle_problems
    async def turn(self, month: MonthName) -> None:
        """Turn the calendar to another month."""
        self._show(await self._call_service(journal.month, month))

    def _show(self, month: Month) -> None:
        self.month, self.days = month.month, month.days
        self.off = [one for one in month.off if not (one.frozen and self.quiet)]

    @rx.event
    @handle_problems
    async def choose(self, day: Day) -> None:
        """List one day's sessions; the chosen day again (or none) lists the newest."""
        await self._list("" if day == self.chosen_day else day)

    async def _list(self, day: str) -> None:
        self.chosen_day = day
        found = await self._call_service(journal.entries, day=day or None)
        self.entries, self.next_cursor = found.items, found.next_cursor

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Add the next sessions to the list."""
        if not self.next_cursor or len(self.entries) >= MOST_LISTED:
            return
        found = await self._call_service(journal.entries, after=self.next_cursor, day=self.chosen_day or None)
        self.entries = [*self.entries, *found.items]
        self.next_cursor = found.next_cursor if len(self.entries) < MOST_LISTED else ""

    @rx.event(temporal=True)
    @handle_problems
    async def arrived(self, session_id: SessionName) -> None:
        """Look again: a session that waited on the device is here now."""
        if self._is_open():
            await self._renew(session_id)

    @rx.event
    @handle_problems
    async def undo(self) -> EventSpec | None:
        """Bring back the session that was deleted last."""
        if not self._deleted:
            return None
        row = await self._call_service(practice.restore, UUID(self._deleted))
        self._deleted, self.undo_number = "", 0
        self._tell(msg("The session is back."))
        if self._is_open():
            await self._open()
            return None
        return rx.redirect(f"/sessions/{row.id}")

    def _offer_undo(self, session_id: str) -> None:
        """Say that a session was deleted, and that it can come back."""
        self._tell(msg("Session deleted."))
        self._deleted, self.undo_number = session_id, self.notice_number

    def _is_open(self) -> bool:
        return self.loaded and self.router.url.path.rstrip("/") in {"", "/journal"}

    async def _received(self, event: Event) -> None:
        """A recording is further on (its session alone is looked at again), or what was practised is otherwise."""
        if not self._is_open():
            return
        try:
            if not isinstance(event.payload, RecordingChanged):
                await self._look_again()
            elif any(entry.id == event.payload.session_id for entry in self.entries):
                await self._renew(event.payload.session_id)
        except Problem:
            return

    async def _look_again(self) -> None:
        """Fill the journal afresh, with the month, the day and as many sessions as are looked at."""
        day = self.chosen_day
        await self._open(shown_month=self.month, shown=max(journal.SHOWN, len(self.entries)))
        if day:
            await self._list(day)

    async def _renew(self, session_id: str) -> None:
        if all(entry.id != session_id for entry in self.entries):
            if not self.chosen_day:
                await self._open()
            return
        found = await self._call_service(journal.entry, UUID(session_id))
        self.entries = [found if entry.id == session_id else entry for entry in self.entries]
