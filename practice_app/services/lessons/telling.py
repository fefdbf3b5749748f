"""Both are told that their lessons are otherwise: pages of theirs that are open look again."""

from functools import partial

from sqlmodel import Session

from practice_app.database import after_commit
from practice_app.models import LessonSeries
from practice_app.services.shared import events


def changed(db: Session, series: LessonSeries) -> None:
    """Tell both, once this is committed."""
    after_commit(db, partial(events.lessons_changed, (series.teacher_id, series.student_id), series.id))
