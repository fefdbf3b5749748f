"""Days on which a teacher gives no lessons: what comes again leaves them out; what is planned then is theirs to judge.

Nothing is cancelled by itself: who takes a free day may still want to give one lesson, and the student is to be told.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Annotated, Final, Self
from uuid import UUID

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import BlockedDays, Lesson, LessonSeries, LessonStatus, User
from practice_app.models.columns import now
from practice_app.services.lessons import calling_off, recurring, telling
from practice_app.services.lessons.drafts import Reason, Strict
from practice_app.services.shared.access import Permission, owned_by, require, visible
from practice_app.services.shared.fields import EARLIEST, LATEST, Line
from practice_app.services.shared.limits import quotas

MOST_DAYS: Final = 366
NOTICED: Final = timedelta(days=2)
"""A day of any zone lies within so much of the same day of another."""


class FreeDaysDraft(Strict):
    """Free days, both of them included; one day where no last one is given."""

    id: UUID | None = None
    first_day: date
    last_day: date | None = None
    title: Annotated[Line, Field(max_length=80)] = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        last = self.last_day or self.first_day
        if not EARLIEST.year < self.first_day.year <= last.year < LATEST.year:
            raise PydanticCustomError("out_of_reach", "This date is out of reach.")
        if not timedelta() <= last - self.first_day <= timedelta(days=MOST_DAYS):
            raise PydanticCustomError("order", msg("Free days go from a first to a last one, a year at most."))
        return self


class CallingOff(Strict):
    """Why the lessons of free days do not take place; without a word, what the days are called."""

    reason: Reason = ""


@dataclass(frozen=True)
class FreeDaysRow:
    """Days without lessons; ``lessons``: so many to come are planned on them all the same."""

    id: UUID
    first_day: date
    last_day: date
    title: str
    lessons: int


def listed(db: Session, who: UUID) -> list[FreeDaysRow]:
    """List somebody's free days that are not over, the first ones first."""
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    today = zones.day_of(now(), user.timezone)
    mine = select(BlockedDays).where(owned_by(who, BlockedDays), col(BlockedDays.last_day) >= today)
    found = db.exec(mine.order_by(col(BlockedDays.first_day), col(BlockedDays.id))).all()
    return _rows(db, who, found)


def add(db: Session, who: UUID, draft: FreeDaysDraft) -> tuple[FreeDaysRow, bool]:
    """Give no lessons on these days; the same id again changes nothing. Tells whether they are new.

    Raises ``NotFound`` when the id is somebody else's.
    """
    said = draft.model_dump(exclude={"id"}) | {"last_day": draft.last_day or draft.first_day}
    values = said | {"id": client_id(draft.id) if draft.id else new_id(), "user_id": who, "created_at": now()}
    made = insert(BlockedDays).values(values).on_conflict_do_nothing().returning(col(BlockedDays.id))
    new = db.execute(made).first() is not None
    days: BlockedDays = require(db, who, Permission.FREE_DAYS_CHANGE, values["id"])
    if new:
        quotas.check_added(db, who, BlockedDays)
        telling.looked(db, who)
    return _rows(db, who, [days])[0], new


def take_back(db: Session, who: UUID, identity: UUID) -> None:
    """Give lessons on these days again; what series left out or what was cancelled does not come back by itself."""
    db.delete(require(db, who, Permission.FREE_DAYS_CHANGE, identity, lock=True))
    telling.looked(db, who)


def call_off(db: Session, who: UUID, identity: UUID, reason: str = "") -> int:
    """Cancel all lessons to come on these days, tell each student, and tell how many there were."""
    days: BlockedDays = require(db, who, Permission.FREE_DAYS_CHANGE, identity)
    found = sorted(_planned(db, who, [days]), key=lambda one: str(one[1].id))
    for _, both in groupby(found, key=lambda one: one[1].id):
        rows, of = zip(*both, strict=True)
        calling_off.cancel_rows(rows, reason or days.title)
        telling.changed(db, of[0])
        telling.cancelled(db, of[0], rows, who)
    return len(found)


def _rows(db: Session, who: UUID, found: Sequence[BlockedDays]) -> list[FreeDaysRow]:
    on = Counter(_day(lesson.starts_at, series) for lesson, series in _planned(db, who, found))
    told = ("id", "first_day", "last_day", "title")
    return [
        FreeDaysRow(
            **{name: getattr(one, name) for name in told},
            lessons=sum(n for day, n in on.items() if one.first_day <= day <= one.last_day),
        )
        for one in found
    ]


def _planned(db: Session, who: UUID, days: Sequence[BlockedDays]) -> list[tuple[Lesson, LessonSeries]]:
    """The lessons to come on these days, with their series; whose day counts is the series'."""
    if not days:
        return []
    first, last = min(one.first_day for one in days), max(one.last_day for one in days)
    query = select(Lesson, LessonSeries).join(LessonSeries, col(LessonSeries.id) == col(Lesson.series_id))
    query = query.where(visible(who, Permission.LESSON_CHANGE), col(Lesson.status) == LessonStatus.PLANNED)
    query = query.where(col(Lesson.starts_at) > now(), *_about(first, last))
    return [
        (lesson, series)
        for lesson, series in db.exec(query.order_by(col(Lesson.starts_at)))
        if any(one.first_day <= _day(lesson.starts_at, series) <= one.last_day for one in days)
    ]


def _about(first: date, last: date) -> tuple[bool, bool]:
    begins, ends = (recurring.moment(datetime(at.year, at.month, at.day), "UTC") for at in (first, last))  # noqa: DTZ001
    return col(Lesson.starts_at) > begins - NOTICED, col(Lesson.starts_at) < ends + NOTICED  # type: ignore[return-value]


def _day(at: datetime, series: LessonSeries) -> date:
    return recurring.wall(at, series.timezone).date()
