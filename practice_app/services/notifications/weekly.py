"""When somebody is told of a week: on Monday at seven by their own clock, or not at all unless they want it.

When to look next is a moment in their row, as with reminders to practise; what a week was is told by others.
"""

from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import Session, col, select
from sqlmodel.sql.expression import SelectOfScalar

from practice_app.database import system_transaction
from practice_app.models import NotificationChoices, NotificationKind, User
from practice_app.models.columns import now
from practice_app.services.notifications.reminding import next_time
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import wanted

MONDAY: Final = (0,)
SEVEN: Final = time(7)
LATE: Final = timedelta(days=2)
"""After that a week is told of no more: the next one has begun long since."""


def keep_week(db: Session, who: UUID) -> None:
    """Note when the week is next told of, or that it is not; after somebody chose, or once it was looked at."""
    ways = wanted(db, who, NotificationKind.STUDENTS_WEEK)
    user, kept = db.get_one(User, who), db.exec(_of(who).execution_options(populate_existing=True)).one()
    wished = ways.app or ways.push or ways.mail
    kept.week_next = next_time(now(), ZoneInfo(user.timezone), MONDAY, SEVEN) if wished else None
    db.flush()


@step
def weeks_over(limit: int = 500) -> list[UUID]:
    """Whose Monday has come."""
    with system_transaction() as db:
        due = select(NotificationChoices.user_id).where(col(NotificationChoices.week_next) <= now())
        return list(db.exec(due.order_by(col(NotificationChoices.week_next)).limit(limit)))


def week_over(db: Session, who: UUID) -> date | None:
    """Tell on which Monday a week of theirs ended that is to be told of, and go on to the next, all in one transaction.

    ``None``: another worker has it, it was too long ago, it is no Monday yet where they live, or they can't come in.
    """
    due = _of(who).where(col(NotificationChoices.week_next) <= now()).with_for_update(skip_locked=True)
    if db.exec(due).first() is None:
        return None
    keep_week(db, who)
    user = db.get_one(User, who)
    monday = last_monday(now(), ZoneInfo(user.timezone))
    return monday if monday and not (user.suspended_at or user.paused_at) else None


def last_monday(moment: datetime, zone: ZoneInfo) -> date | None:
    """The last Monday at seven by that clock, if it was no longer ago than ``LATE``."""
    began = next_time(moment - LATE, zone, MONDAY, SEVEN)
    return began.astimezone(zone).date() if began and began <= moment else None


def _of(who: UUID) -> SelectOfScalar[NotificationChoices]:
    return select(NotificationChoices).where(owned_by(who, NotificationChoices))
