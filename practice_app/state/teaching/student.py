"""One student of whoever is signed in: what they practised, how it went, and one's own note about them."""

from dataclasses import dataclass
from typing import Annotated, Literal
from uuid import UUID

import reflex as rx
from pydantic import StringConstraints

from practice_app.errors import NotFound, Problem
from practice_app.services.practice import SessionRow
from practice_app.services.shared.events import Event, Topic
from practice_app.services.statistics import KINDS, Bar, TrendShown
from practice_app.services.teaching.students import page
from practice_app.services.teaching.students.notes import LONGEST, NoteDraft
from practice_app.services.teaching.students.page import StudentPage
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified
from practice_app.state.teaching.shown import TakeListed, take_listed
from practice_app.state.teaching.students import ROUTE, DayShown, ReasonShown, day_shown, reason

Span = Literal["28", "91", "365", "all"]
NoteText = Annotated[str, StringConstraints(max_length=LONGEST)]


@dataclass(frozen=True)
class SessionShown:
    """A session as a teacher reads it; -1: nothing was recorded."""

    id: str
    started_at: str
    timezone: str
    clock_s: float
    played_s: float
    low_s: float
    high_s: float
    """Between what and what that lies; 0 where it is a number."""
    instrument: str
    works: list[str]
    note: str


@live.subscribes(Topic.STUDENT, Topic.TEACHING, Topic.FEEDBACK, Topic.HOMEWORK)
class StudentState(OwnState):
    """A student's page; ``stage`` is empty until it is filled, then ``there`` or ``missing``."""

    stage: str = ""
    id: str = ""
    name: str = ""
    instruments: list[str] = []  # noqa: RUF012 - Reflex copies defaults
    since: str = ""
    note: str = ""
    kept: bool = False
    """Whether what stands in the note is kept; nothing is said before something was written."""
    reasons: list[ReasonShown] = []  # noqa: RUF012
    days: list[DayShown] = []  # noqa: RUF012
    span: str = "28"
    seconds: float = 0
    clock_s: float = 0
    played_s: float = 0
    low_s: float = 0
    high_s: float = 0
    heard_clock_s: float = 0
    sessions_count: int = 0
    days_practised: int = 0
    by_piece: list[Bar] = []  # noqa: RUF012
    by_section: list[Bar] = []  # noqa: RUF012
    trends: list[TrendShown] = []  # noqa: RUF012
    too_few: list[str] = []  # noqa: RUF012
    sessions: list[SessionShown] = []  # noqa: RUF012
    takes: list[TakeListed] = []  # noqa: RUF012

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page; of somebody who is no student of theirs there is nothing."""
        self.kept = False
        try:
            self._show(await self._opened(self._asked()))
        except NotFound:
            self._empty()

    @rx.event
    @handle_problems
    async def choose(self, span: Span) -> None:
        """Look at another stretch of days."""
        self.span = span
        self._show(await self._opened(self._named()), note=False)

    @rx.event
    @handle_problems
    async def write(self, note: NoteText) -> None:
        """Keep the note as it stands now."""
        await self._call_service(page.note, self._named(), NoteDraft(note=note))
        self.note, self.kept = note, True

    def _asked(self) -> UUID:
        """Whom the address names."""
        return identified(self.router.url.path.rstrip("/").rsplit("/", 1)[-1])

    def _named(self) -> UUID:
        return identified(self.id)

    async def _opened(self, student: UUID) -> StudentPage:
        told = {"accepted": self.router.headers.accept_language, "origin": self.router.url.origin}
        return await self._call_service(page.opened, student, span=self.span, **told)

    def _show(self, found: StudentPage, *, note: bool = True) -> None:
        one, told = found.student.counted, found.overview
        self.stage, self.id, self.name = "there", str(one.id), one.display_name
        self.instruments, self.since = one.instruments, one.since.isoformat()
        self.reasons = [reason(flag) for flag in found.student.flags]
        self.days = [day_shown(day) for day in found.days]
        self.seconds, self.clock_s, self.played_s = told.seconds, told.clock_s, told.played_s
        self.low_s, self.high_s = told.low_s, told.high_s
        self.heard_clock_s, self.sessions_count = told.heard_clock_s, told.sessions
        self.days_practised = told.days_practised
        self.by_piece, self.by_section = (told.bars[kind] for kind in KINDS[:2])
        self.trends, self.too_few = told.trends, told.too_few
        self.sessions = [_session(row) for row in found.sessions]
        self.takes = [take_listed(row, waits=row.id in found.waiting) for row in found.takes]
        if note:  # what is being written is not taken away
            self.note = found.note

    def _empty(self) -> None:
        span = self.span
        for name in ("id", "name", "since", "note"):
            setattr(self, name, "")
        for name in ("instruments", "reasons", "days", "by_piece", "by_section", "trends", "too_few"):
            setattr(self, name, [])
        self.sessions, self.takes = [], []
        self.stage, self.span = "missing", span

    async def _received(self, event: Event) -> None:
        """The student practised, or shows something; it was answered; or what was theirs to show is so no more."""
        here = self.router.url.path.rstrip("/") == f"{ROUTE}/{self.id}"
        another = event.topic is Topic.STUDENT and event.subject != self.id
        if self.stage != "there" or not here or another:
            return
        try:
            self._show(await self._opened(self._named()), note=False)
        except NotFound:
            self._empty()
        except Problem:
            return


def _session(row: SessionRow) -> SessionShown:
    low_s, high_s = row.band_s or (0, 0)
    named = (": ".join(filter(None, (item.piece_title, item.section_title))) for item in row.items)
    return SessionShown(
        id=str(row.id),
        started_at=row.started_at.isoformat(),
        timezone=row.timezone,
        clock_s=row.clock_s,
        played_s=-1.0 if row.played_s is None else row.played_s,
        low_s=low_s,
        high_s=high_s,
        instrument=row.instrument,
        works=list(dict.fromkeys(filter(None, named))),
        note=row.note,
    )
