"""Who else is told when what somebody practised changes: those who have a page open that counts it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, select

from practice_app.models import TeacherStudent


def teachers_of(db: Session, student: UUID) -> list[UUID]:
    """Whoever teaches somebody now; they are told that there is something to look at, and ask for it as themselves."""
    return list(db.exec(select(TeacherStudent.teacher_id).where(*_teach(student))))


def teachers_who_see(db: Session, student: UUID, moment: datetime) -> list[UUID]:
    """Those of them to whom the student shows what was practised at this moment."""
    shown = or_(col(TeacherStudent.history), col(TeacherStudent.since) <= moment)
    return list(db.exec(select(TeacherStudent.teacher_id).where(*_teach(student), shown)))


def _teach(student: UUID) -> tuple[ColumnElement[bool], ...]:
    return (col(TeacherStudent.student_id) == student, col(TeacherStudent.ended_at).is_(None))
