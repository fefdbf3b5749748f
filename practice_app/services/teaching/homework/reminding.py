"""Homework that comes due is told once: in the evening before, where the student is, while it isn't handed in."""

import logging
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, exists, select

from practice_app import zones
from practice_app.database import system_transaction
from practice_app.models import Assignment, NotificationKind, TeacherStudent, User
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell
from practice_app.services.teaching.homework.telling import PAGE

log = logging.getLogger(__name__)
EVENING: Final = time(17)
AT_ONCE: Final = 500
FRESH: Final = timedelta(hours=12)
"""Whoever was given something a moment ago knows of it."""
FAR: Final = timedelta(days=2)
"""Farther apart no two days are that it is somewhere now, and the day after."""
_OPEN = (col(Assignment.closed_at).is_(None), col(Assignment.handed_in_at).is_(None))


def is_time(due_on: date, given_at: datetime, zone: str, at: datetime) -> bool:
    """Tell whether somebody in this zone is to be told at ``at``: from the evening before until the day is over."""
    there = at.astimezone(zones.zone(zone)).replace(tzinfo=None)
    begins = datetime.combine(due_on - timedelta(days=1), EVENING)
    return begins <= there < datetime.combine(due_on + timedelta(days=1), time()) and at - given_at >= FRESH


@step
def remind(at: datetime | None = None, limit: int = AT_ONCE) -> int:
    """Tell those whose homework comes due, some at a time; tell how many. Each by itself, and once for each day."""
    moment = at or datetime.now(UTC)
    with system_transaction() as db:
        found = [one for one, due_on, given_at, zone in _near(db, moment) if is_time(due_on, given_at, zone, moment)]
    told = 0
    for assignment_id in found[:limit]:
        try:
            with system_transaction() as db:
                told += _tell(db, assignment_id, moment)
        except Exception:
            log.exception("a student could not be told that homework comes due; it is tried again")
    return told


def _near(db: Session, at: datetime) -> list[tuple[UUID, date, datetime, str]]:
    """Find what is due about now and was not told yet, of students who still learn with that teacher."""
    connected = exists().where(
        col(TeacherStudent.teacher_id) == col(Assignment.given_by),
        col(TeacherStudent.student_id) == col(Assignment.user_id),
        col(TeacherStudent.ended_at).is_(None),
    )
    query = (
        select(col(Assignment.id), col(Assignment.due_on), col(Assignment.created_at), col(User.timezone))
        .join(User, (col(User.id) == col(Assignment.user_id)) & col(User.deleted_at).is_(None))
        .where(*_OPEN, col(Assignment.due_on).between(at.date() - FAR, at.date() + FAR), connected)
        .where(col(Assignment.reminded_for).is_distinct_from(col(Assignment.due_on)))
        .order_by(col(Assignment.due_on), col(Assignment.id))
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.execute(query)]


def _tell(db: Session, assignment_id: UUID, at: datetime) -> int:
    """Tell one, unless it was handed in, closed or told meanwhile."""
    query = select(Assignment).where(col(Assignment.id) == assignment_id, *_OPEN).with_for_update()
    one = db.exec(query).first()
    if one is None or one.due_on is None or one.reminded_for == one.due_on:
        return 0
    one.reminded_for = one.due_on
    zone = db.get_one(User, one.user_id).timezone
    words = "homework_due" if zones.day_of(at, zone) < one.due_on else "homework_due_today"
    kind, key = NotificationKind.HOMEWORK_DUE, f"{one.id} {one.due_on}"
    tell(db, one.user_id, kind, key, words=words, path=PAGE, what=one.title)
    db.flush()
    return 1
