"""Lessons do not take place: cancelled with a reason, or taken out."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.errors import Invalid, NotAllowed
from practice_app.locales import msg
from practice_app.models import Lesson, LessonSeries, LessonStatus
from practice_app.models.columns import now
from practice_app.services.lessons import laying, listing, making, recurring, telling
from practice_app.services.lessons.drafts import ClassChange, Scope
from practice_app.services.lessons.rows import ClassRow
from practice_app.services.shared.access import Permission, require


def cancel(db: Session, who: UUID, class_id: UUID, wish: ClassChange) -> ClassRow:
    """Cancel lessons and say why; they stay to be seen. A student cancels one lesson to come, and does say why."""
    series: LessonSeries = require(db, who, Permission.LESSON_CANCEL, class_id, lock=True)
    one = wish.reaches is Scope.THIS or not series.rrule
    if series.teacher_id == who:
        rows = [listing.named(db, series, wish.occurrence, lock=True)] if one else _coming(db, series, wish)
        cancel_rows(rows, wish.reason or "")
    else:
        if not one:
            raise NotAllowed()
        rows = [listing.named(db, series, wish.occurrence)]
        _cancel_as_student(db, rows[0], wish.reason or "")
    db.flush()
    telling.changed(db, series)
    telling.cancelled(db, series, rows, who)
    return listing.class_row(db, who, rows[0] if rows else making.first_of(db, series))


def _cancel_as_student(db: Session, lesson: Lesson, reason: str) -> None:
    if lesson.status != LessonStatus.CANCELLED and (lesson.status != LessonStatus.PLANNED or lesson.starts_at <= now()):
        raise NotAllowed()
    if not reason:
        raise Invalid("reason", msg("Please tell your teacher why."))
    with as_system(db):
        cancel_rows([lesson], reason)
        db.flush()


def cancel_rows(rows: Sequence[Lesson], reason: str, *, removed: bool = False) -> None:
    """Let these not take place, and calendars be told so."""
    for row in rows:
        if row.status != LessonStatus.CANCELLED or row.removed != removed:
            row.status, row.removed = LessonStatus.CANCELLED, removed
            laying.touch(row)
        row.reason = reason or row.reason


def remove(db: Session, who: UUID, class_id: UUID, scope: Scope, occurrence: datetime | None) -> None:
    """Take lessons out: one, it and all that follow, or all that are to come. Once more changes nothing."""
    series: LessonSeries = require(db, who, Permission.LESSON_CHANGE, class_id, lock=True)
    if scope is Scope.THIS or (not series.rrule and occurrence is None):
        rows = [listing.named(db, series, occurrence, lock=True)]
    else:
        rows = _coming(db, series, ClassChange(scope=scope, occurrence=occurrence))
        _end(series, scope, occurrence)
    planned = [row for row in rows if row.status == LessonStatus.PLANNED]
    cancel_rows(rows, "", removed=True)
    db.flush()
    telling.changed(db, series)
    telling.cancelled(db, series, planned, who)


def _coming(db: Session, series: LessonSeries, wish: ClassChange) -> list[Lesson]:
    """Those to come that are planned: from the one that is named on, or all."""
    since = datetime.min.replace(tzinfo=now().tzinfo)
    if wish.reaches is Scope.FOLLOWING:
        since = listing.named(db, series, wish.occurrence).occurrence
    rows = laying.of_series(db, series.id, since)
    return [row for row in rows if row.status == LessonStatus.PLANNED and row.starts_at > now()]


def _end(series: LessonSeries, scope: Scope, occurrence: datetime | None) -> None:
    """Let nothing more come of a series."""
    if scope is Scope.FOLLOWING and occurrence and series.rrule:
        series.rrule = recurring.before(series.rrule, series.starts_local, occurrence)
    else:
        series.ended_at = now()
    series.updated_at = now()
