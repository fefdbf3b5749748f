"""Both are told that their lessons are otherwise: pages that are open look again, and the other finds it afterwards."""

from collections.abc import Sequence
from functools import partial
from typing import Final
from uuid import UUID

from sqlmodel import Session

from practice_app.database import after_commit
from practice_app.models import Lesson, LessonSeries, NotificationKind
from practice_app.services.shared import events
from practice_app.services.shared.telling import tell

PAGE: Final = "/lessons"


def changed(db: Session, series: LessonSeries) -> None:
    """Tell both, once this is committed."""
    after_commit(db, partial(events.lessons_changed, (series.teacher_id, series.student_id), series.id))


def looked(db: Session, who: UUID) -> None:
    """Let somebody's own pages look again, once this is committed."""
    after_commit(db, partial(events.lessons_changed, (who,), who))


def moved(db: Session, series: LessonSeries, lesson: Lesson) -> None:
    """Leave word to the student that a lesson, and perhaps those that follow, has another time."""
    key, at = _once(lesson), lesson.starts_at.isoformat()
    tell(db, series.student_id, NotificationKind.LESSON_MOVED, key, path=PAGE, by=series.teacher_id, at=at)


def cancelled(db: Session, series: LessonSeries, lessons: Sequence[Lesson], by: UUID) -> None:
    """Leave word to the other of the two that these do not take place; of several the first is named."""
    if not lessons:
        return
    first = min(lessons, key=lambda one: one.starts_at)
    other = series.teacher_id if by == series.student_id else series.student_id
    words = "lesson_cancelled" if len(lessons) == 1 else "lessons_cancelled"
    at = first.starts_at.isoformat()
    tell(db, other, NotificationKind.LESSON_CANCELLED, _once(first), words=words, path=PAGE, by=by, at=at)


def _once(lesson: Lesson) -> str:
    """A lesson as it is now: what becomes of it next is told anew."""
    return f"{lesson.id} {lesson.sequence}"
