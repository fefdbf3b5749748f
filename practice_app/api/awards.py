"""What practice earns: achievements and the title one wears, points, challenges."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from practice_app.api.accounts import Body, Text
from practice_app.api.shared.answers import Cursor
from practice_app.api.shared.deps import CurrentUser, OwnTransaction
from practice_app.api.shared.problems import language_of
from practice_app.locales import translate
from practice_app.services import awards
from practice_app.services.awards import AchievementRow, ChallengeDraft, ChallengeRow
from practice_app.services.shared.paging import MAX_LIMIT

router = APIRouter(tags=["awards"])
Lines = Annotated[int, Query(ge=1, le=MAX_LIMIT)]


class Achievement(BaseModel):
    """Something that can be earned, and how far one is: `value` of `of`."""

    key: str
    title: str
    description: str
    icon: str
    earned_at: datetime | None
    value: float
    of: int


class Achievements(BaseModel):
    """All there are, those that are earned first."""

    items: list[Achievement]
    next_cursor: str | None = None


class TitleBody(Body):
    """The key of an achievement that is earned; null: no title."""

    key: Text | None


class Title(BaseModel):
    """The title that is worn now."""

    key: str | None
    title: str | None


class Line(BaseModel):
    """A line of the ledger, with what it is from."""

    model_config = ConfigDict(from_attributes=True)

    source: str
    at: datetime
    points: int
    reason: str
    session_id: UUID | None


class Points(BaseModel):
    """What all lines add up to, and some of them, the newest first."""

    model_config = ConfigDict(from_attributes=True)

    total: int
    items: list[Line]
    next_cursor: str | None


class Challenge(BaseModel):
    """So much from a day to a day, and how far one has come. `ours`: it comes by itself, anew each week or month."""

    model_config = ConfigDict(populate_by_name=True)

    id: UUID
    title: str
    measure: str
    target: int
    first_day: Annotated[date, Field(alias="from")]
    last_day: Annotated[date, Field(alias="to")]
    piece_id: UUID | None
    ours: bool
    value: int
    done: bool


class Challenges(BaseModel):
    """Those that run, those to come, those that are over."""

    items: list[Challenge]
    next_cursor: str | None = None


@router.get("/achievements")
def achievements(who: CurrentUser, db: OwnTransaction, request: Request) -> Achievements:
    """List what can be earned and what is; nothing in quiet mode."""
    language = language_of(request)
    return Achievements(items=[_achievement(row, language) for row in awards.achievements(db, who.id)])


def _achievement(row: AchievementRow, language: str) -> Achievement:
    said = {"title": translate(language, row.title), "description": translate(language, row.description, n=row.n)}
    return Achievement(key=row.key, icon=row.icon, earned_at=row.earned_at, value=row.value, of=row.of, **said)


@router.put("/me/title")
def wear_title(body: TitleBody, who: CurrentUser, db: OwnTransaction, request: Request) -> Title:
    """Show a title that one has earned beside one's name, or none; it goes when it is earned no more."""
    worn = awards.wear(db, who.id, body.key)
    return (
        Title(key=worn.key, title=translate(language_of(request), worn.title)) if worn else Title(key=None, title=None)
    )


@router.get("/points")
def points(who: CurrentUser, db: OwnTransaction, limit: Lines = MAX_LIMIT, cursor: Cursor = None) -> Points:
    """Show one's points with what each is from; none in quiet mode."""
    return Points.model_validate(awards.ledger(db, who.id, limit, cursor))


@router.get("/challenges")
def list_challenges(who: CurrentUser, db: OwnTransaction, request: Request) -> Challenges:
    """List one's challenges, and those that come by themselves; nothing in quiet mode."""
    language = language_of(request)
    return Challenges(items=[_challenge(row, language) for row in awards.challenges(db, who.id)])


@router.post("/challenges", status_code=201)
def add_challenge(body: ChallengeDraft, who: CurrentUser, db: OwnTransaction, request: Request) -> Challenge:
    """Set oneself a challenge; days are one's own, both included."""
    return _challenge(awards.set_up(db, who.id, body), language_of(request))


@router.delete("/challenges/{challenge_id}", status_code=204)
def delete_challenge(challenge_id: UUID, who: CurrentUser, db: OwnTransaction) -> None:
    """Let a challenge go; of those that come by themselves this one alone."""
    awards.give_up(db, who.id, challenge_id)


def _challenge(row: ChallengeRow, language: str) -> Challenge:
    told = {name: value for name, value in vars(row).items() if name in Challenge.model_fields}
    return Challenge(**told | {"title": translate(language, row.title) if row.ours else row.title, "done": row.done})
