"""What waits for a moderator, and what is done about it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid, NotAllowed
from practice_app.locales import msg
from practice_app.services import forum, moderation
from practice_app.services.moderation import CaseRow, Decision, ReversalRow, Verdict, WaitingRow
from practice_app.services.shared.fields import checked
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.ids import identified
from practice_app.state.shared.office import why_not

Days = Literal["1", "7", "30", "365"]
ROOM_S = 60
"""A pause of so many days is never over the longest by the time that a request takes."""


@dataclass(frozen=True)
class Voice:
    """What somebody said who reported it."""

    key: str
    name: str
    reason: str
    text: str


@dataclass(frozen=True)
class CaseLine:
    """Something that waits."""

    id: str
    kind: str
    name: str
    excerpt: str
    reports: int
    at: str
    hidden: bool
    before: int
    said: list[Voice]
    flags: list[str]
    can_hide: bool
    can_lock: bool
    films: list[str]


@dataclass(frozen=True)
class AppealLine:
    """An appeal that waits for another moderator."""

    id: str
    name: str
    text: str
    kind: str
    action: str
    reason: str
    excerpt: str
    films: list[str]


@dataclass(frozen=True)
class ReversalLine:
    """Votes of one person for another that count no more: ``serial``, many in a row, or ``ring``, for each other."""

    id: str
    kind: str
    voter: str
    voter_id: str
    author: str
    author_id: str
    votes: int
    at: str
    undone: bool


class QueueState(OwnState):
    """The page of moderators."""

    stage: str = "loading"
    """``there``, ``not_yours``, or ``factor``: a device that showed a password alone."""
    cases: list[CaseLine] = []  # noqa: RUF012 - Reflex copies defaults
    appeals: list[AppealLine] = []  # noqa: RUF012
    reversals: list[ReversalLine] = []  # noqa: RUF012
    opened: str = ""
    """The case about which something is being decided."""
    action: str = "warn"
    problem: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        self.opened, self.problem = "", ""
        await self._look()

    @rx.event
    @handle_problems
    async def open(self, case: str, action: str) -> None:
        """Begin to decide about a case; with nothing: not after all."""
        self.opened, self.action, self.problem = case[:40], action[:10], ""

    @rx.event
    @handle_problems
    async def decide(self, form: dict[str, Any]) -> None:
        """Do it, with what the form says."""
        said = {"action": self.action, "reason": str(form.get("reason") or "")}
        if self.action == "suspend":
            days = int(str(form.get("days") or "7")) if str(form.get("days")) in ("1", "7", "30", "365") else 7
            said["until"] = (datetime.now(UTC) + timedelta(days=days)).isoformat()
        try:
            draft = checked(Decision, said)
        except Invalid:
            self.problem = msg("Write why, as the person will read it.")
            return
        await self._call_service(moderation.decide, self._here(), identified(self.opened), draft)
        self.opened, self.problem = "", ""
        await self._look()
        self._tell(msg("Done, told to whom it concerns, and written into the log."))

    @rx.event
    @handle_problems
    async def answer(self, appeal: str, grant: bool, form: dict[str, Any]) -> None:
        """Answer an appeal."""
        try:
            verdict = checked(Verdict, {"grant": grant, "reason": str(form.get("reason") or "")})
        except Invalid:
            self.problem = msg("Write why, as the person will read it.")
            return
        await self._call_service(moderation.answer_appeal, self._here(), identified(appeal), verdict)
        self.problem = ""
        await self._look()

    @rx.event
    @handle_problems
    async def restore(self, reversal: str) -> None:
        """Let votes count after all."""
        await self._call_service(moderation.restore_votes, self._here(), identified(reversal))
        await self._look()
        self._tell(msg("These votes count again, and the log says so."))

    def _here(self) -> UUID:
        """The device at this socket, which has to have shown more than a password."""
        return identified(self._device)

    async def _look(self) -> None:
        try:
            origin = self.router.url.origin
            cases = await self._call_service(moderation.queue, self._here(), origin)
            appeals = await self._call_service(moderation.waiting, self._here(), origin)
            reversals = await self._call_service(moderation.reversals, self._here(), origin)
        except NotAllowed as refused:
            self._empty(why_not(refused))
            return
        self.stage = "there"
        self.cases, self.appeals = [_case(one) for one in cases], [_appeal(one) for one in appeals]
        self.reversals = [_reversal(one) for one in reversals]

    def _empty(self, stage: str) -> None:
        self.stage, self.cases, self.appeals, self.reversals = stage, [], [], []


def _case(row: CaseRow) -> CaseLine:
    said = [Voice(f"{row.id} {n}", one.user.display_name, one.reason, one.text) for n, one in enumerate(row.said)]
    return CaseLine(
        id=str(row.id),
        kind=row.kind,
        name=row.user.display_name,
        excerpt=row.excerpt,
        reports=row.reports,
        at=row.first_at.isoformat(),
        hidden=row.hidden,
        before=row.before,
        said=said,
        flags=row.flags,
        can_hide="hide" in row.can,
        can_lock="lock" in row.can,
        films=_films(row.excerpt),
    )


def _appeal(row: WaitingRow) -> AppealLine:
    done = row.measure
    about = (done.kind, done.action, done.reason, row.excerpt, _films(row.excerpt))
    return AppealLine(str(row.id), row.user.display_name, row.text, *about)


def _films(written: str) -> list[str]:
    return sorted(map(str, forum.films_in(written)))


def _reversal(row: ReversalRow) -> ReversalLine:
    return ReversalLine(
        id=str(row.id),
        kind=row.kind,
        voter=row.voter.display_name,
        voter_id=str(row.voter.id),
        author=row.author.display_name,
        author_id=str(row.author.id),
        votes=row.votes,
        at=row.at.isoformat(),
        undone=row.undone_at is not None,
    )
