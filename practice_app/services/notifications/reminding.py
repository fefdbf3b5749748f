"""Reminders to practise: on weekdays somebody chose, at a time they chose or their usual hour, never once they have.

When to look next is a moment in their row, worked out anew each time that it has come: a look costs nothing for others.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from statistics import median_low
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import exists
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import NotificationChoices, NotificationKind, PracticeSession, User
from practice_app.models.columns import now
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell

LATELY: Final = timedelta(days=28)
FEWEST: Final = 3
"""From fewer sessions nobody's usual hour can be told."""
NEW_DAY: Final = 4 * 60
"""Minutes after midnight at which a night is over: who plays around midnight has one usual hour, not two."""
DAY: Final = 24 * 60
LATE: Final = timedelta(hours=1)
"""After that a reminder would be one at another time than was asked for."""


@dataclass(frozen=True)
class Reminder:
    """On which weekdays (0: Monday), and when by their own clock; ``None``: at their usual hour."""

    weekdays: tuple[int, ...]
    at: time | None = None


def reminder(db: Session, who: UUID) -> Reminder | None:
    """Tell when somebody wants to be reminded, if at all."""
    kept = db.exec(select(NotificationChoices).where(owned_by(who, NotificationChoices))).first()
    return Reminder(tuple(sorted(kept.remind_on)), kept.remind_at) if kept and kept.remind_on else None


def remind(db: Session, who: UUID, wanted: Reminder | None) -> Reminder | None:
    """Remind somebody from now on, or no more; raise ``Invalid``."""
    days = sorted(set(wanted.weekdays)) if wanted else []
    if not set(days) <= set(range(7)):
        raise Invalid("reminder", msg("A weekday is a number from 0 (Monday) to 6 (Sunday)."))
    user = db.get_one(User, who)
    row: dict[str, Any] = {"remind_on": days, "remind_at": wanted.at if wanted and days else None}
    row |= {"remind_next": _next(db, user, days, row["remind_at"], now()), "updated_at": now()}
    made = insert(NotificationChoices).values(user_id=who, **row)
    db.execute(made.on_conflict_do_update(index_elements=["user_id"], set_=row))
    return reminder(db, who)


def usual_hour(db: Session, who: UUID) -> time | None:
    """Tell when somebody usually begins, by their own clock: the median of the last 28 days; not from too few."""
    user = db.get_one(User, who)
    theirs = (owned_by(who, PracticeSession), col(PracticeSession.deleted_at).is_(None))
    lately = (col(PracticeSession.started_at) > now() - LATELY, col(PracticeSession.started_at) <= now())
    starts = db.exec(select(PracticeSession.started_at).where(*theirs, *lately)).all()
    return usual([start.astimezone(ZoneInfo(user.timezone)).time() for start in starts])


def usual(starts: Sequence[time]) -> time | None:
    """The median of times of day, a day being from four to four."""
    if len(starts) < FEWEST:
        return None
    minutes = median_low((start.hour * 60 + start.minute - NEW_DAY) % DAY for start in starts)
    hour, minute = divmod((minutes + NEW_DAY) % DAY, 60)
    return time(hour, minute)


def next_time(moment: datetime, zone: ZoneInfo, weekdays: Sequence[int], at: time) -> datetime | None:
    """When it is this time of day on one of these weekdays next, by that clock (UTC)."""
    today = moment.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(9))
    times = (datetime.combine(day, at, zone).astimezone(UTC) for day in days if day.weekday() in weekdays)
    return next((time_ for time_ in times if time_ > moment), None)


def _next(db: Session, user: User, weekdays: Sequence[int], at: time | None, moment: datetime) -> datetime | None:
    """When to look next; a day later where no usual hour can be told yet."""
    if not weekdays:
        return None
    then = at or usual_hour(db, user.id)
    return next_time(moment, ZoneInfo(user.timezone), weekdays, then) if then else moment + timedelta(days=1)


@step
def remind_due(limit: int = 200) -> int:
    """Remind those whose time has come; tell how many were looked at."""
    moment = now()
    with system_transaction() as db:
        due = select(NotificationChoices).where(col(NotificationChoices.remind_next) <= moment)
        first = due.order_by(col(NotificationChoices.remind_next)).limit(limit).with_for_update(skip_locked=True)
        rows = db.exec(first).all()
        for row in rows:
            user = db.get_one(User, row.user_id)
            if _is_time(db, user, row, moment):
                day = moment.astimezone(ZoneInfo(user.timezone)).date()
                tell(db, user.id, NotificationKind.PRACTICE_REMINDER, day.isoformat(), path="/practice")
            row.remind_next = _next(db, user, row.remind_on, row.remind_at, moment)
    return len(rows)


def _is_time(db: Session, user: User, row: NotificationChoices, moment: datetime) -> bool:
    """Whether it is that time where they are now, and they haven't practised today."""
    local = moment.astimezone(ZoneInfo(user.timezone))
    at = row.remind_at or usual_hour(db, user.id)
    if at is None or user.suspended_at or user.paused_at:
        return False
    began = next_time(moment - LATE, ZoneInfo(user.timezone), row.remind_on, at)
    return began is not None and began <= moment and not _practised(db, user.id, local)


def _practised(db: Session, who: UUID, local: datetime) -> bool:
    today = (col(PracticeSession.local_day) == local.date(), col(PracticeSession.deleted_at).is_(None))
    return bool(db.scalar(select(exists().where(owned_by(who, PracticeSession), *today))))
