"""What whoever is signed in practised over some time, and which sessions that were."""

from typing import Annotated, Any, Literal

import reflex as rx
from pydantic import StringConstraints

from practice_app.errors import Problem
from practice_app.services import analysis, journal, statistics
from practice_app.services.analysis import Leaning
from practice_app.services.journal import EntryRow
from practice_app.services.practice import Wanted
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.folding import MOST_LETTERS
from practice_app.services.statistics import KINDS, Bar, TrendShown
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems

Span = Literal["28", "91", "365", "all", "own"]
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]
Words = Annotated[str, StringConstraints(max_length=MOST_LETTERS)]
Key = Annotated[str, StringConstraints(max_length=60)]
Mode = Literal["", "normal", "slow", "performance"]
MOST_LISTED = 200


@live.subscribes(Topic.PRACTICE)
class StatisticsState(OwnState):
    """The page of statistics; lengths in seconds, days as ISO text."""

    loaded: bool = False
    span: str = "91"
    since: str = ""
    until: str = ""
    today: str = ""
    compared: bool = False
    seconds: float = 0
    low_s: float = 0
    high_s: float = 0
    clock_s: float = 0
    played_s: float = 0
    heard_clock_s: float = 0
    sessions: int = 0
    corrected: int = 0
    days_practised: int = 0
    days: int = 0
    per_day_s: float = 0
    per_session_s: float = 0
    per_day_low_s: float = 0
    per_day_high_s: float = 0
    per_session_low_s: float = 0
    per_session_high_s: float = 0
    hour: int = -1
    checked: int = 0
    right: float = 0
    missed_s: float = 0
    added_s: float = 0
    leanings: list[Leaning] = []  # noqa: RUF012
    by_piece: list[Bar] = []  # noqa: RUF012 - Reflex copies defaults
    by_section: list[Bar] = []  # noqa: RUF012
    by_focus: list[Bar] = []  # noqa: RUF012
    by_instrument: list[Bar] = []  # noqa: RUF012
    by_mode: list[Bar] = []  # noqa: RUF012
    by_tag: list[Bar] = []  # noqa: RUF012
    trends: list[TrendShown] = []  # noqa: RUF012
    too_few: list[str] = []  # noqa: RUF012
    figure: dict[str, Any] = {}  # noqa: RUF012
    table: list[list[str]] = []  # noqa: RUF012
    words: str = ""
    instrument: str = ""
    mode: str = ""
    entries: list[EntryRow] = []  # noqa: RUF012
    next_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()

    @rx.event
    @handle_problems
    async def choose(self, span: Span) -> None:
        """Look at another stretch of days."""
        self.span = span
        if span != "own":
            await self._look()

    @rx.event
    @handle_problems
    async def choose_days(self, since: Day, until: Day) -> None:
        """Look at days of one's own choice; an empty one is left as it was."""
        found = await self._overview("own", since or self.since, until or self.until)
        self.span = "own"
        await self._show(found)

    @rx.event
    @handle_problems
    async def compare(self, on: bool) -> None:
        """Lay the stretch before over the chart, or take it away."""
        self.compared = on
        await self._look()

    @rx.event
    @handle_problems
    async def unlearn(self, instrument: Key) -> None:
        """Be heard on an instrument as if nothing had been corrected so far."""
        await self._call_service(analysis.unlearn, instrument)
        await self._look()

    @rx.event
    @handle_problems
    async def search(self, words: Words) -> None:
        """List the sessions that hold these words."""
        self.words = words
        await self._list()

    @rx.event
    @handle_problems
    async def filter_instrument(self, instrument: Key) -> None:
        """List the sessions with one instrument; with all when it is empty."""
        self.instrument = instrument
        await self._list()

    @rx.event
    @handle_problems
    async def filter_mode(self, mode: Mode) -> None:
        """List the sessions of one mode; of all when it is empty."""
        self.mode = mode
        await self._list()

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Add the next sessions to the list."""
        if not self.next_cursor or len(self.entries) >= MOST_LISTED:
            return
        found = await self._found(after=self.next_cursor)
        self.entries = [*self.entries, *found.items]
        self.next_cursor = found.next_cursor if len(self.entries) < MOST_LISTED else ""

    async def _look(self) -> None:
        await self._show(await self._overview(self.span, self.since, self.until))

    async def _overview(self, span: str, since: str, until: str) -> statistics.Overview:
        return await self._call_service(
            statistics.overview,
            span=span,
            since=since,
            until=until,
            compared=self.compared,
            accepted=self.router.headers.accept_language,
        )

    async def _show(self, found: statistics.Overview) -> None:
        for kind in KINDS:
            setattr(self, f"by_{kind}", found.bars[kind])
        for name, value in vars(found).items():
            if name != "bars":
                setattr(self, name, value)
        await self._list()
        self.loaded = True

    async def _list(self) -> None:
        found = await self._found()
        self.entries, self.next_cursor = found.items, found.next_cursor

    async def _found(self, after: str | None = None) -> journal.Entries:
        wanted = Wanted(self.words, self.instrument, self.mode)
        return await self._call_service(journal.search, wanted, self.since, self.until, after)

    async def _received(self, event: Event) -> None:
        """Something was practised elsewhere."""
        if not self.loaded or event.topic is not Topic.PRACTICE or self.router.url.path.rstrip("/") != "/stats":
            return
        try:
            await self._look()
        except Problem:
            return
