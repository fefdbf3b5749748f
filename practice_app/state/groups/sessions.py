"""What a member shows a group of their sessions, the newest first."""

from dataclasses import dataclass, field
from uuid import UUID

import reflex as rx

from practice_app.errors import NotFound, Problem
from practice_app.services import practice
from practice_app.services.groups import sessions
from practice_app.services.practice import SessionRow
from practice_app.services.shared.events import Audience, AudienceKind, Event, Topic
from practice_app.state.shared import live
from practice_app.state.shared.asked import asked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.connections import connections
from practice_app.state.shared.ids import identified
from practice_app.state.shared.subscriptions import subscribe

PAGE, MOST = 30, 600
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class PieceWorked:
    """A piece of a session with its passage; ``minutes`` is -1 where it isn't told apart."""

    title: str
    section: str
    minutes: int


@dataclass(frozen=True)
class SessionListed:
    """A session as members of a group see it; ``played_s`` is -1 where nothing was heard.

    Between ``low_s`` and ``high_s`` lies what was played, where that isn't sure (0: it is a number).
    """

    id: str
    started_at: str
    ended_at: str
    timezone: str
    clock_s: float
    played_s: float
    low_s: float
    high_s: float
    instrument: str
    works: list[PieceWorked] = field(default_factory=list)


@live.subscribes(Topic.GROUP)
class MemberSessionsState(OwnState):
    """The page; ``stage`` is empty until it is filled, then ``there`` or ``missing``."""

    stage: str = ""
    group_id: str = ""
    group: str = ""
    person_id: str = ""
    name: str = ""
    picture: str = ""
    mine: bool = False
    rows: list[SessionListed] = []  # noqa: RUF012 - Reflex copies defaults
    next_cursor: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Show whom the address names, as the group that it names sees them."""
        try:
            group, person = self._named()
            if (str(group), str(person)) != (self.group_id, self.person_id):
                self._empty("")
            await self._look(group, person)
        except NotFound:
            self._empty("missing")
            return
        if connection := connections.of_tab(self.user_id, self.router.session.session_id):
            await subscribe(connections, connection, Audience(AudienceKind.GROUP, self.group_id))

    def _named(self) -> tuple[UUID, UUID]:
        """Which group and whom the address names; what is no id is of nobody."""
        try:
            return identified(asked(self, "group")), identified(self.router.url.path.rstrip("/").rpartition("/")[2])
        except NotFound:
            return NOBODY, NOBODY

    async def _look(self, group: UUID, person: UUID) -> None:
        found = await self._call_service(sessions.opened, group, person, self.router.url.origin, limit=PAGE)
        self.group_id, self.group, self.person_id = str(group), found.group, str(person)
        self.name, self.picture = found.user.display_name, found.user.picture_url or ""
        self.mine = str(person) == self.user_id
        self.rows = [listed(row) for row in found.sessions.items]
        self.next_cursor, self.stage = found.sessions.next_cursor or "", "there"

    def _empty(self, stage: str) -> None:
        """Keep nothing of what somebody shows no more."""
        for name in ("group_id", "group", "person_id", "name", "picture", "next_cursor"):
            setattr(self, name, "")
        self.stage, self.rows, self.mine = stage, [], False

    @rx.event
    @handle_problems
    async def more(self) -> None:
        """Show what was practised before."""
        if not self.next_cursor:
            return
        named = (identified(self.group_id), identified(self.person_id))
        try:
            found = await self._call_service(sessions.listed, *named, limit=PAGE, after=self.next_cursor)
        except NotFound:
            self._empty("missing")
            return
        self.rows = [*self.rows, *(listed(row) for row in found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.rows) < MOST else ""

    async def _received(self, event: Event) -> None:
        """Something of the group is otherwise: perhaps they show it no more."""
        if self.stage != "there" or event.subject != self.group_id:
            return
        try:
            await self._look(identified(self.group_id), identified(self.person_id))
        except NotFound:
            self._empty("missing")
        except Problem:
            return


def listed(row: SessionRow) -> SessionListed:
    """Make of a session what a page draws."""
    low_s, high_s = row.band_s or (0, 0)
    return SessionListed(
        id=str(row.id),
        started_at=row.started_at.isoformat(),
        ended_at=row.ended_at.isoformat(),
        timezone=row.timezone,
        clock_s=row.clock_s,
        played_s=-1 if row.lasted_s is None else row.lasted_s,
        low_s=low_s,
        high_s=high_s,
        instrument=row.instrument,
        works=[
            PieceWorked(work.piece_title, work.section_title, -1 if work.minutes is None else round(work.minutes))
            for work in practice.works(row)
        ],
    )
