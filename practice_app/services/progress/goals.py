"""Goals: so many minutes a week with an instrument, or with all of them; and the weekdays without."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field
from pydantic_core import PydanticCustomError
from sqlalchemy import delete as sql_delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import NotFound, TooMany
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Goal, User
from practice_app.models.columns import now
from practice_app.models.goals import MINUTES_OF_A_WEEK
from practice_app.services.progress import rests, weeks
from practice_app.services.progress.rollups import ready
from practice_app.services.progress.suggesting import ALL, WEEKS, Suggestion, suggested
from practice_app.services.progress.today import here, week_of, week_start
from practice_app.services.progress.weeks import Practised
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.fields import Name
from practice_app.words import instrument_key

MOST = 50


def _some_left(weekdays: list[int]) -> list[int]:
    if len(set(weekdays)) == 7:
        raise PydanticCustomError("rest_days", "Leave one day for playing.")
    return sorted(set(weekdays))


InstrumentName = Annotated[Name, Field(max_length=60), AfterValidator(instrument_key)]
Weekday = Annotated[int, Field(ge=0, le=6)]


class GoalDraft(BaseModel):
    """Minutes a week, and the weekdays (0 Monday … 6 Sunday) on which nothing is meant to be practised."""

    minutes_per_week: Annotated[int, Field(ge=1, le=MINUTES_OF_A_WEEK)]
    rest_days: Annotated[list[Weekday], Field(max_length=7), AfterValidator(_some_left)] = []


@dataclass(frozen=True)
class WeekRow:
    """What was practised in this week of the player's: seconds that count, and by the clock."""

    since: date
    until: date
    seconds: float
    clock_s: float


@dataclass(frozen=True)
class GoalRow:
    """A goal, and how far it is this week."""

    instrument: str
    minutes_per_week: int
    rest_days: list[int]
    week: WeekRow


@dataclass
class TooManyGoals(TooMany):
    """More goals than anybody has instruments."""

    code = "quota_goals"
    detail: str = msg("You have as many goals as there is room for. Take one away first.")


def own(db: Session, who: UUID, accepted: str = "") -> list[GoalRow]:
    """List one's goals, that for all instruments first; ``accepted``: Accept-Language, which tells when weeks begin."""
    ready(db, who)
    week = _week_of(db, who, accepted)
    return _rows(meant(db, who), weeks.practised(db, who, *week), week)


def suggestions(db: Session, who: UUID, accepted: str = "") -> list[Suggestion]:
    """Suggest goals from what somebody does anyway; none for what there is a goal for already."""
    ready(db, who)
    begin, _ = _week_of(db, who, accepted)
    have = {goal.instrument for goal in meant(db, who)}
    found = suggested(weeks.practised(db, who, begin - timedelta(weeks=WEEKS), begin), begin)
    return [one for one in found if not have & {one.instrument, ALL}]


def put(db: Session, who: UUID, instrument: str, draft: GoalDraft, accepted: str = "") -> GoalRow:
    """Set the goal for an instrument, whether there was one or not."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, lock=True)  # one after the other, for one's rest days
    values = draft.model_dump() | {"updated_at": now()}
    row = insert(Goal).values(id=new_id(), user_id=who, instrument=instrument, created_at=now(), **values)
    db.execute(row.on_conflict_do_update(index_elements=["user_id", "instrument"], set_=values))
    if len(meant(db, who)) > MOST:
        raise TooManyGoals()
    _rest(db, who, user)
    return next(row for row in own(db, who, accepted) if row.instrument == instrument)


def delete(db: Session, who: UUID, instrument: str) -> None:
    """Take the goal for an instrument away; raise ``NotFound`` where there is none."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who, lock=True)
    mine = (owned_by(who, Goal), col(Goal.instrument) == instrument)
    if db.execute(sql_delete(Goal).where(*mine).returning(col(Goal.id))).first() is None:
        raise NotFound()
    _rest(db, who, user)


def rest_days(found: list[Goal]) -> set[int]:
    """Tell on which weekdays somebody rests: as the goal for everything says, else where no goal is meant to sound."""
    everything = [goal for goal in found if goal.instrument == ALL]
    said = [set(goal.rest_days) for goal in everything or found]
    return set.intersection(*said) if said else set()


def _rest(db: Session, who: UUID, user: User) -> None:
    rests.say(db, who, rest_days(meant(db, who)), here(db, who, user.timezone).today)


def meant(db: Session, who: UUID) -> list[Goal]:
    """List one's goals as they are set, that for all instruments first."""
    first = (col(Goal.instrument) != ALL, col(Goal.created_at), col(Goal.id))
    return list(db.exec(select(Goal).where(owned_by(who, Goal)).order_by(*first)))


def _week_of(db: Session, who: UUID, accepted: str) -> tuple[date, date]:
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    return week_of(here(db, who, user.timezone).today, week_start(user.locale, accepted))


def _rows(found: list[Goal], practised: list[Practised], week: tuple[date, date]) -> list[GoalRow]:
    return [
        GoalRow(goal.instrument, goal.minutes_per_week, list(goal.rest_days), _week(goal.instrument, practised, week))
        for goal in found
    ]


def _week(instrument: str, practised: list[Practised], week: tuple[date, date]) -> WeekRow:
    its = [one for one in practised if instrument in (ALL, one.instrument)]
    return WeekRow(*week, round(sum(one.seconds for one in its), 3), round(sum(one.clock_s for one in its), 3))
