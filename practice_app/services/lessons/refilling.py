"""Every night there are lessons for a day more: series without an end go on, a year ahead and never farther."""

import logging
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.locales import msg, translate
from practice_app.models import LessonSeries, User
from practice_app.services.lessons import clashes, laying
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
AT_ONCE: Final = 200
TOO_LITTLE: Final = timedelta(days=-1)
"""Rows may lie behind the horizon by a day."""
TAKEN: Final = msg("Something else is planned at this time.")


@step
def refill(limit: int = AT_ONCE) -> int:
    """Make the lessons that came within a year of now, of so many series; tell how many. Each series by itself."""
    made = 0
    for series_id in _due(limit):
        try:
            with system_transaction() as db:
                made += _further(db, series_id)
        except Exception:
            log.exception("a series of lessons was not made further; it is tried again")
    return made


@step
def _due(limit: int) -> list[UUID]:
    late = (col(LessonSeries.ended_at).is_(None), col(LessonSeries.rrule) != "")
    query = select(LessonSeries.id).where(*late, col(LessonSeries.made_until) < laying.horizon() + TOO_LITTLE)
    with system_transaction() as db:
        return list(db.exec(query.order_by(col(LessonSeries.made_until)).limit(limit)))


def _further(db: Session, series_id: UUID) -> int:
    """Make a series further. A lesson whose time is taken stands there as cancelled, so that nobody wonders."""
    series = db.get_one(LessonSeries, series_id)
    clashes.hold(db, series.teacher_id, series.student_id)
    db.refresh(series, with_for_update=True)
    since, series.made_until = series.made_until + timedelta(microseconds=1), laying.horizon()
    there = {row.occurrence for row in laying.of_series(db, series.id, since)}
    times = [at for at in laying.wanted_times(db, series, since, series.made_until) if at not in there]
    for at in times:
        _one(db, series, at)
    return len(times)


def _one(db: Session, series: LessonSeries, at: datetime) -> None:
    span = (at, at + timedelta(minutes=series.minutes))
    try:
        with clashes.at_once(db):
            laying.insert_all(db, series, [span])
    except clashes.Overlap:
        teacher = db.get_one(User, series.teacher_id)
        cancelled: dict[str, Any] = {"status": "cancelled", "reason": translate(teacher.locale, TAKEN)}
        laying.insert_all(db, series, [span], **cancelled)
