"""What comes next, for one line of the journal: the lesson one takes, with what to bring; those one gives today."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlmodel import Session

from practice_app.models import AssignmentStatus
from practice_app.services import lessons
from practice_app.services.lessons import LessonRow
from practice_app.services.teaching.homework import listing

MOST = 100
OPEN = {AssignmentStatus.NEW, AssignmentStatus.STARTED}


@dataclass(frozen=True)
class Coming:
    """``taken``: the next lesson within a week; ``bring``: its teacher's homework that is open, the first due first;
    ``given``: lessons that one gives today and that are not over."""

    taken: LessonRow | None = None
    bring: list[str] = field(default_factory=list)
    given: list[LessonRow] = field(default_factory=list)


def coming(db: Session, who: UUID) -> Coming:
    """Tell what comes next for somebody."""
    found, tomorrow = lessons.coming(db, who)
    taken = next((row for row in found if row.student.id == who), None)
    given = [row for row in found if row.teacher.id == who and row.starts_at < tomorrow]
    return Coming(taken, _homework(db, who, taken.teacher.id) if taken else [], given)


def _homework(db: Session, who: UUID, teacher: UUID) -> list[str]:
    given = listing.of_one_side(db, who, mine=True, done=False, limit=MOST).items
    due = [one for one in given if one.teacher.id == teacher and one.status in OPEN]
    return [one.title for one in sorted(due, key=lambda one: (one.due_on or date.max, one.created_at))]
