"""What whoever is signed in has earned: titles, points, challenges; and what is new of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

import reflex as rx

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import awards, pieces
from practice_app.services.awards import AchievementRow, ChallengeDraft, ChallengeRow, PointRow
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained, filled

FIRST, MORE_LINES, MOST_LINES, MOST_PIECES, MOST_NEWS = 6, 50, 500, 100, 3
COMING_BACK = "returns-1"
"""Is a welcome, and nothing to work towards."""
FIELDS = ("title", "measure", "target", "from", "to", "piece_id")
_SAID = {
    "title": msg("Give it a name of at most 120 characters."),
    "target": msg("Give a whole number from 1 on."),
    "from": msg("Choose the first day."),
    "to": msg("Choose a last day, at most a year after the first."),
    "measure": msg("Choose what is counted."),
}


@dataclass(frozen=True)
class TitleShown:
    """An achievement: earned on a day (ISO 8601), or so far on the way. ``share``: of the way, 0 to 1."""

    key: str
    title: str
    description: str
    icon: str
    n: int
    earned_at: str
    value: float
    share: float
    worn: bool


@dataclass(frozen=True)
class PointShown:
    """A line of the ledger."""

    source: str
    at: str
    points: int
    reason: str
    session_id: str


@dataclass(frozen=True)
class ChallengeShown:
    """A challenge; ``stage``: running, coming, done or over."""

    id: str
    title: str
    ours: bool
    measure: str
    target: int
    value: int
    share: float
    first_day: str
    last_day: str
    piece: str
    stage: str


@dataclass(frozen=True)
class PieceChoice:
    """A piece that a challenge may be about."""

    id: str
    title: str


@live.subscribes(Topic.PRACTICE)
class AwardsState(OwnState):
    """The page. What is earned and what is on the way, each with the rest behind a tap."""

    loaded: bool = False
    hushed: bool = False
    """Whether it is quiet: nothing of this is shown."""
    earned: list[TitleShown] = []  # noqa: RUF012 - Reflex copies defaults
    earned_more: list[TitleShown] = []  # noqa: RUF012
    coming: list[TitleShown] = []  # noqa: RUF012
    coming_more: list[TitleShown] = []  # noqa: RUF012
    worn: str = ""
    """The title that is worn: a message id."""
    total: int = 0
    lines: list[PointShown] = []  # noqa: RUF012
    next_cursor: str = ""
    challenges: list[ChallengeShown] = []  # noqa: RUF012
    adding: bool = False
    first_day: str = ""
    last_day: str = ""
    """With which days the form begins."""
    pieces: list[PieceChoice] = []  # noqa: RUF012
    errors: dict[str, str] = {}  # noqa: RUF012
    undo_number: int = 0
    _given_up: str = ""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill the page."""
        await self._look()
        self.loaded = True
        if self._comes_anew:
            self.adding, self.errors = False, {}

    async def _look(self) -> None:
        found = await self._call_service(awards.opened)
        self.hushed = self.quiet
        self._show_titles(found.achievements)
        self.total, self.lines = found.points.total, [_line(one) for one in found.points.items]
        self.next_cursor = found.points.next_cursor or ""
        self._show_challenges(found.challenges)

    def _show_titles(self, rows: list[AchievementRow]) -> None:
        shown = [_title(row) for row in rows]
        earned = [one for one in shown if one.earned_at]
        shown = [one for one in shown if one.earned_at or one.key != COMING_BACK]
        nearest = sorted(_next_ones(shown), key=lambda one: -one.share)
        later = [one for one in shown if not one.earned_at and one not in nearest]
        self.earned, self.earned_more = earned[:FIRST], earned[FIRST:]
        self.coming, self.coming_more = nearest[:FIRST], [*nearest[FIRST:], *later]
        self.worn = next((one.title for one in earned if one.worn), "")

    def _show_challenges(self, rows: list[ChallengeRow]) -> None:
        self.challenges = [_challenge(row) for row in rows]
        if rows:
            today = rows[0].today
            self.first_day, self.last_day = today.isoformat(), (today + timedelta(days=6)).isoformat()

    @rx.event
    @handle_problems
    async def wear(self, key: str) -> None:
        """Wear a title, or none when it is worn already."""
        before = next((one for one in (*self.earned, *self.earned_more) if one.worn), None)
        await self._call_service(awards.wear, None if before and before.key == key else key)
        await self._look()

    @rx.event
    @handle_problems
    async def more_lines(self) -> None:
        """Show more of the ledger."""
        if not self.next_cursor or len(self.lines) >= MOST_LINES:
            return
        found = await self._call_service(awards.ledger, MORE_LINES, self.next_cursor)
        self.lines = [*self.lines, *(_line(one) for one in found.items)]
        self.next_cursor = (found.next_cursor or "") if len(self.lines) < MOST_LINES else ""

    @rx.event
    @handle_problems
    async def add(self) -> None:
        """Open the form for a challenge."""
        found = await self._call_service(pieces.pieces, limit=MOST_PIECES)
        self.pieces = [PieceChoice(str(row.id), row.title) for row in found.items]
        self.errors, self.adding = {}, True

    @rx.event
    @handle_problems
    async def close(self) -> None:
        """Close the form without a challenge."""
        self.adding, self.errors = False, {}

    @rx.event
    @handle_problems
    async def save(self, form: dict[str, Any]) -> None:
        """Set oneself what the form tells; what can't be taken is said beside its field."""
        told = filled(form, *FIELDS)
        try:
            await self._call_service(awards.set_up, checked(ChallengeDraft, told | {"title": told["title"] or ""}))
        except Invalid as problem:
            self.errors = {name: _SAID.get(name, said) for name, said in explained(problem, FIELDS).items()}
            return
        self.adding, self.errors = False, {}
        await self._look()

    @rx.event
    @handle_problems
    async def give_up(self, challenge_id: UUID) -> None:
        """Let a challenge go, so that it can be brought back."""
        await self._call_service(awards.give_up, challenge_id)
        await self._look()
        self._tell(msg("Challenge let go."))
        self._given_up, self.undo_number = str(challenge_id), self.notice_number

    @rx.event
    @handle_problems
    async def undo(self) -> None:
        """Bring back the challenge that was let go last."""
        if not self._given_up:
            raise NotFound()
        await self._call_service(awards.take_up, UUID(self._given_up))
        self._given_up, self.undo_number = "", 0
        await self._look()

    async def _received(self, _event: Event) -> None:
        """Something was practised, perhaps on another device: look again."""
        if self.loaded and self.router.url.path.rstrip("/") == "/achievements":
            try:
                await self._look()
            except Problem:
                return


def _next_ones(rows: list[TitleShown]) -> list[TitleShown]:
    """Of each measure the next that isn't earned."""
    found: dict[str, TitleShown] = {}
    for row in rows:
        if not row.earned_at:
            found.setdefault(row.key.rpartition("-")[0], row)
    return list(found.values())


def _title(row: AchievementRow) -> TitleShown:
    return TitleShown(
        key=row.key,
        title=row.title,
        description=row.description,
        icon=row.icon,
        n=row.n,
        earned_at=row.earned_at.isoformat() if row.earned_at else "",
        value=row.value,
        share=round(min(1.0, row.value / row.of), 3),
        worn=row.worn,
    )


def shown_news(rows: list[AchievementRow], before: Sequence[TitleShown] = ()) -> list[TitleShown]:
    """What is new, on a card: of each measure the highest, three at most, below what stood there ``before``."""
    best = {title.key.rpartition("-")[0]: title for title in (*before, *map(_title, rows))}
    return list(best.values())[:MOST_NEWS]


def _line(row: PointRow) -> PointShown:
    return PointShown(row.source, row.at.isoformat(), row.points, row.reason, str(row.session_id or ""))


def _challenge(row: ChallengeRow) -> ChallengeShown:
    stage = "done" if row.done else "over" if row.over else "coming" if row.first_day > row.today else "running"
    return ChallengeShown(
        id=str(row.id),
        title=row.title,
        ours=row.ours,
        measure=row.measure,
        target=row.target,
        value=row.value,
        share=round(min(1.0, row.value / row.target), 3),
        first_day=row.first_day.isoformat(),
        last_day=row.last_day.isoformat(),
        piece=row.piece_title,
        stage=stage,
    )
