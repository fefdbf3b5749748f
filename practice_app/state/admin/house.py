"""What an administrator sees of the house, and whom they find."""

from dataclasses import dataclass
from typing import Any, Final, cast
from uuid import UUID

import reflex as rx
from sqlmodel import Session

from practice_app.errors import NotAllowed, NotFound
from practice_app.locales import msg
from practice_app.services import admin
from practice_app.services.admin import DeedName, HouseRow, Which
from practice_app.services.shared import backups, health
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified
from practice_app.state.shared.office import why_not

DONE: Final = {
    "verify": msg("It is confirmed that {who} teaches."),
    "unverify": msg("It is no longer confirmed that {who} teaches."),
    "suspend": msg("{who} is signed out and can't come in."),
    "unsuspend": msg("{who} can come in again."),
    "moderator": msg("{who} is a moderator now."),
    "no_moderator": msg("{who} is no moderator any more."),
}


@dataclass(frozen=True)
class PersonLine:
    """Somebody as the page lists them; ``mine``: whoever looks, or another administrator."""

    id: str
    name: str
    roles: list[str]
    verified: bool
    teaches: bool
    moderates: bool
    suspended: bool
    silenced: bool
    leaving: bool
    fixed: bool
    since: str


@dataclass(frozen=True)
class JobsLine:
    """Jobs of a kind."""

    kind: str
    waiting: int
    working: int
    failed: int
    oldest_s: float


@dataclass(frozen=True)
class StoredLine:
    """What lies in S3 of a kind."""

    kind: str
    things: int
    bytes: int


@dataclass(frozen=True)
class SettingLine:
    """A setting as it is."""

    name: str
    value: str


@dataclass(frozen=True)
class HealthLine:
    """A part of the house and whether it answers; of safety copies, how old the newest is."""

    part: str
    word: str
    age_s: float = 0


@dataclass(frozen=True)
class RightLine:
    """How often the analyser was right about an instrument (empty: several together), by what people said."""

    version: str
    instrument: str
    people: int
    sessions: int
    share: float
    missed_s: float
    added_s: float


class AdminState(OwnState):
    """The page of administrators."""

    stage: str = "loading"
    """``there``, ``not_yours``, or ``factor``: a device that showed a password alone."""
    people: int = 0
    reports: int = 0
    appeals: int = 0
    jobs: list[JobsLine] = []  # noqa: RUF012 - Reflex copies defaults
    stored: list[StoredLine] = []  # noqa: RUF012
    settings: list[SettingLine] = []  # noqa: RUF012
    right: list[RightLine] = []  # noqa: RUF012
    health: list[HealthLine] = []  # noqa: RUF012
    query: str = ""
    which: Which = "all"
    rows: list[PersonLine] = []  # noqa: RUF012
    deed: str = ""
    """What is about to be done, with whom."""
    whom: str = ""
    name: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self.deed = ""
        try:
            self._show(await self._call_service(admin.house, self._here()))
            await self._find()
        except NotAllowed as refused:
            self.stage = why_not(refused)
            self.rows, self.jobs, self.stored, self.settings, self.health, self.right = [], [], [], [], [], []
            return
        answers = await rx.run_in_thread(health.readiness)
        self.health = [HealthLine(part, word) for part, word in answers.items()]
        if answers["redis"] == health.OK and (copies := await rx.run_in_thread(backups.known)).wanted:
            self.health.append(HealthLine("backup", copies.word, copies.age_s if copies.last else 0))
        self.stage = "there"

    def _show(self, row: HouseRow) -> None:
        self.people, self.reports, self.appeals = row.people, row.reports, row.appeals
        self.jobs = [JobsLine(one.kind, one.waiting, one.working, one.failed, one.oldest_s) for one in row.jobs]
        self.stored = [StoredLine(one.kind, one.things, one.bytes) for one in row.stored]
        self.settings = [SettingLine(one.name, one.value) for one in row.settings]
        self.right = [
            RightLine(one.version, one.instrument, one.people, told.sessions, told.share, told.missed_s, told.added_s)
            for one in row.right
            for told in (one.told,)
        ]

    @rx.event
    @handle_problems
    async def find(self, form: dict[str, Any]) -> None:
        """Find people by what was typed."""
        self.query = str(form.get("q") or "")[:200]
        await self._find()

    @rx.event
    @handle_problems
    async def only(self, which: Which) -> None:
        """Show some people alone."""
        self.which = which
        await self._find()

    async def _find(self) -> None:
        found = await self._call_service(admin.people, self._here(), self.query, self.which)
        self.rows = [self._line(one) for one in found]

    def _line(self, row: admin.PersonRow) -> PersonLine:
        return PersonLine(
            id=str(row.id),
            name=row.display_name,
            roles=row.roles,
            verified=row.verified,
            teaches="teacher" in row.roles,
            moderates="moderator" in row.roles,
            suspended=row.suspended,
            silenced=row.silenced,
            leaving=row.leaving,
            fixed="admin" in row.roles or str(row.id) == self.user_id,
            since=row.since.isoformat(),
        )

    @rx.event
    @handle_problems
    async def ask(self, deed: str, whom: str, name: str) -> None:
        """Ask once more before something is done with an account; nothing: leave it."""
        self.deed, self.whom, self.name = deed[:20], whom[:40], name[:200]

    @rx.event
    @handle_problems
    async def do(self) -> None:
        """Do it."""
        deed, name = self.deed, self.name
        self.deed = ""
        await self._call_service(_change, self._here(), self.whom, deed)
        self._tell(DONE[deed], "good", who=name)
        await self._find()

    def _here(self) -> UUID:
        """The device at this socket, which has to have shown more than a password."""
        return identified(self._device)


def _change(db: Session, who: UUID, device: UUID, whom: str, deed: str) -> bool:
    if deed not in admin.DEEDS:
        raise NotFound()
    return admin.change(db, who, device, identified(whom), cast("DeedName", deed))
