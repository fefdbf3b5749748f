"""What a group means to do, on its page: works on its list, challenges, words to all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final, Literal
from uuid import UUID

import reflex as rx
from pydantic import BaseModel
from sqlmodel import Session

from practice_app.errors import Invalid, NotFound, Problem
from practice_app.locales import msg
from practice_app.services import forum
from practice_app.services.forum import Sought
from practice_app.services.groups import announcing, challenging, dashboard, repertoire
from practice_app.services.groups.announcing import AnnouncementDraft, AnnouncementRow
from practice_app.services.groups.challenging import GroupChallengeDraft, GroupChallengeRow
from practice_app.services.groups.repertoire import ListedWork, WorkDraft
from practice_app.services.shared.events import Event, Topic
from practice_app.services.shared.fields import checked
from practice_app.state.forum.shown import PostShown, listed
from practice_app.state.shared import live
from practice_app.state.shared.base import OwnState, handle_problems
from practice_app.state.shared.forms import explained, filled

NEWEST: Final = 3
"""Posts of the group's board that stand on its page."""
Form = Literal["", "work", "challenge", "word"]
FIELDS = ("title", "composer", "part", "due_on", "measure", "target", "from", "to", "text", "work_id", "passage")
SAID = {
    "title": msg("Give it a name of at most 120 characters."),
    "target": msg("Give a whole number from 1 on."),
    "from": msg("Choose the first day."),
    "to": msg("Choose a last day, at most a year after the first."),
    "text": msg("Write something, at most 2,000 characters."),
}


@dataclass(frozen=True)
class WorkShown:
    """A work on the list; ``work`` names it in the catalogue, ``piece`` is one's own, where one has it."""

    id: str
    work: str
    title: str
    composer: str
    part: str
    due_on: str
    piece: str


@dataclass(frozen=True)
class FarShown:
    """How far somebody is; -1: they have no goal of their own. ``share`` is of the way, 0 to 1."""

    id: str
    name: str
    me: bool
    value: int
    share: float
    reached: bool


@dataclass(frozen=True)
class ChallengeShown:
    """A challenge, and how far everybody is who has a goal to hold it against; oneself in any case."""

    id: str
    title: str
    measure: str
    target: int
    first_day: str
    last_day: str
    together: bool
    value: int
    taking_part: int
    share: float
    members: list[FarShown]


@dataclass(frozen=True)
class WordShown:
    """Something said to all."""

    id: str
    who: str
    text: str
    at: str


@live.subscribes(Topic.GROUP)
class GroupDoingsState(OwnState):
    """Of a group's page what it means to do; empty for who is not in it."""

    works: list[WorkShown] = []  # noqa: RUF012 - Reflex copies defaults
    challenges: list[ChallengeShown] = []  # noqa: RUF012
    words: list[WordShown] = []  # noqa: RUF012
    posts: list[PostShown] = []  # noqa: RUF012
    """The newest of its own board."""
    shown: str = ""
    form: str = ""
    errors: dict[str, str] = {}  # noqa: RUF012
    first_day: str = ""
    last_day: str = ""
    """With which days the form for a challenge begins."""

    @rx.event
    @handle_problems
    async def load(self) -> None:
        """Fill it."""
        if self._comes_anew:
            self.form, self.errors = "", {}
        try:
            await self._look()
        except NotFound:
            self.works, self.challenges, self.words, self.posts, self.shown = [], [], [], [], ""

    async def _look(self) -> None:
        group_id = self._named()
        works, rows, said, posts, today = await self._call_service(_opened, group_id)
        self.works = [_work(row) for row in works]
        self.challenges = [_challenge(row, self.user_id) for row in rows]
        self.words = [_word(row) for row in said]
        self.posts = [listed(row, inside=True) for row in posts]
        self.shown = str(group_id)
        self.first_day, self.last_day = today.isoformat(), (today + timedelta(days=6)).isoformat()

    @rx.event
    @handle_problems
    async def ask(self, form: Form) -> None:
        """Open a form; with nothing, close it."""
        self.form, self.errors = form, {}

    @rx.event
    @handle_problems
    async def take(self, listed_id: UUID) -> None:
        """Make a piece of one's own of a work."""
        await self._call_service(repertoire.take, self._named(), listed_id)
        await self._look()
        self._tell(msg("It stands among your pieces now."))

    @rx.event
    @handle_problems
    async def add_work(self, form: dict[str, Any]) -> None:
        """Put a work on the list."""
        told = filled(form, "title", "composer", "part", "due_on")
        await self._save(repertoire.add, WorkDraft, told)

    @rx.event
    @handle_problems
    async def add_challenge(self, form: dict[str, Any]) -> None:
        """Set the group a challenge."""
        told = filled(form, "title", "measure", "target", "from", "to", "work_id", "passage")
        await self._save(
            challenging.set_up,
            GroupChallengeDraft,
            told | {"title": told["title"] or "", "together": bool(form.get("together"))},
        )

    @rx.event
    @handle_problems
    async def say(self, form: dict[str, Any]) -> None:
        """Say something to all."""
        await self._save(announcing.announce, AnnouncementDraft, {"text": str(form.get("text") or "")})

    async def _save(self, verb: Callable[..., Any], kind: type[BaseModel], told: dict[str, Any]) -> None:
        try:
            await self._call_service(verb, self._named(), checked(kind, told))
        except Invalid as problem:
            self.errors = {name: SAID.get(name, said) for name, said in explained(problem, FIELDS).items()}
            return
        self.form, self.errors = "", {}
        await self._look()

    @rx.event
    @handle_problems
    async def drop_work(self, listed_id: UUID) -> None:
        """Take a work off the list."""
        await self._call_service(repertoire.remove, self._named(), listed_id)
        await self._look()

    @rx.event
    @handle_problems
    async def drop_challenge(self, challenge_id: UUID) -> None:
        """Let a challenge go."""
        await self._call_service(challenging.give_up, self._named(), challenge_id)
        await self._look()

    @rx.event
    @handle_problems
    async def take_back(self, announcement_id: UUID) -> None:
        """Take a word back."""
        await self._call_service(announcing.take_back, self._named(), announcement_id)
        await self._look()

    def _named(self) -> UUID:
        try:
            return UUID(self.router.url.path.rstrip("/").split("/")[-1])
        except ValueError:
            raise NotFound() from None

    async def _received(self, event: Event) -> None:
        """Something of the group is otherwise: look again."""
        if not self.shown or event.subject != self.shown:
            return
        try:
            if str(self._named()) == self.shown:
                await self._look()
        except Problem:
            return


def _opened(db: Session, who: UUID, group_id: UUID) -> Any:
    return (
        repertoire.listed(db, who, group_id),
        challenging.challenges(db, who, group_id),
        announcing.announcements(db, who, group_id),
        forum.listed(db, who, Sought(group_id=group_id), limit=NEWEST).items,
        dashboard.today(db, who),
    )


def _work(row: ListedWork) -> WorkShown:
    due, piece = row.due_on.isoformat() if row.due_on else "", str(row.piece_id or "")
    return WorkShown(str(row.id), str(row.work_id), row.title, row.composer, row.part, due, piece)


def _word(row: AnnouncementRow) -> WordShown:
    return WordShown(str(row.id), row.author.display_name, row.text, row.at.isoformat())


def _challenge(row: GroupChallengeRow, me: str) -> ChallengeShown:
    members = [
        FarShown(
            id=str(one.user.id),
            name=one.user.display_name,
            me=str(one.user.id) == me,
            value=-1 if one.value is None else one.value,
            share=round(min(1.0, (one.value or 0) / row.target), 3),
            reached=(one.value or 0) >= row.target,
        )
        for one in row.members
        if one.value is not None or str(one.user.id) == me
    ]
    return ChallengeShown(
        id=str(row.id),
        title=row.title,
        measure=row.measure,
        target=row.target,
        first_day=row.first_day.isoformat(),
        last_day=row.last_day.isoformat(),
        together=row.together,
        value=row.value,
        taking_part=row.taking_part,
        share=round(min(1.0, row.value / row.target), 3) if row.together else 0.0,
        members=members,
    )
