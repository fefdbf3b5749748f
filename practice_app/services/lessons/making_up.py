"""A lesson stands for one that was cancelled or missed."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Lesson, LessonSeries, LessonStatus
from practice_app.services.lessons.drafts import LessonName
from practice_app.services.shared.access import Permission, visible

GONE = (LessonStatus.CANCELLED, LessonStatus.MISSED)


def say(db: Session, who: UUID, lesson: Lesson, stands_for: LessonName | UUID | datetime | None) -> None:
    """Say for which lesson of the same two this one stands; raise ``Invalid`` for one that took place."""
    if stands_for is None:
        lesson.makes_up_for = None
        return
    found = _found(db, who, lesson, stands_for)
    if found is None:
        raise Invalid("makes_up_for", msg("There is no such lesson of the two of you."))
    if found.status not in GONE:
        raise Invalid("makes_up_for", msg("Only a lesson that was cancelled or missed can be made up for."))
    lesson.makes_up_for = found.id


def _found(db: Session, who: UUID, lesson: Lesson, stands_for: LessonName | UUID | datetime) -> Lesson | None:
    query = (
        select(Lesson)
        .join(LessonSeries, col(LessonSeries.id) == col(Lesson.series_id))
        .where(visible(who, Permission.LESSON_READ), col(Lesson.id) != lesson.id)
        .where(Lesson.teacher_id == lesson.teacher_id, Lesson.student_id == lesson.student_id)
    )
    if isinstance(stands_for, LessonName):
        query = query.where(Lesson.series_id == stands_for.class_id, Lesson.occurrence == stands_for.occurrence)
    elif isinstance(stands_for, UUID):
        query = query.where(Lesson.series_id == stands_for, col(Lesson.status).in_(GONE))
    else:
        query = query.where(Lesson.occurrence == stands_for)
    return db.exec(query.order_by(col(Lesson.occurrence)).limit(1)).first()
