"""Who else is told when what somebody practised changes: those who have a page open that counts it."""

from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import TeacherStudent


def teachers_of(db: Session, student: UUID) -> list[UUID]:
    """Whoever teaches somebody now; they are told that there is something to look at, and ask for it as themselves."""
    theirs = (col(TeacherStudent.student_id) == student, col(TeacherStudent.ended_at).is_(None))
    return list(db.exec(select(TeacherStudent.teacher_id).where(*theirs)))
