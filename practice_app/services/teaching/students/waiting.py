"""What other capabilities tell of a teacher's students: one function for each, asked for all of them at once."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.services import lessons
from practice_app.services.teaching.homework import untouched
from practice_app.services.teaching.students.counting import Counted
from practice_app.services.teaching.students.seen import Due

_TAKES = text("SELECT * FROM app_takes_waiting(:wanted)")


def takes(db: Session, wanted: UUID | None = None) -> dict[UUID, int]:
    """How many takes of each student (or of the one ``wanted``) wait for an answer of whoever asks; where some do."""
    return {row.id: row.number for row in db.execute(_TAKES, {"wanted": wanted})}


def takes_of(db: Session, student: UUID) -> set[UUID]:
    """Which takes of a student wait for an answer of whoever asks."""
    return {take for row in db.execute(_TAKES, {"wanted": student}) for take in row.takes}


def homework(db: Session, who: UUID, counted: Sequence[Counted]) -> dict[UUID, list[Due]]:
    """What ``who`` gave each of these students that is due on their tomorrow and open."""
    tomorrow = {one.id: one.today + timedelta(days=1) for one in counted}
    found: dict[UUID, list[Due]] = {}
    for student, title, touched in untouched.due(db, who, tomorrow):
        found.setdefault(student, []).append(Due(title, tomorrow[student], touched))
    return found


def next_classes(db: Session, who: UUID, students: Sequence[UUID]) -> dict[UUID, datetime]:
    """When each student comes to their next lesson, of those for whom one is planned."""
    return lessons.next_class_at(db, who, students)
