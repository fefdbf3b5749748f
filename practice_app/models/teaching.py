"""Teaching: what teachers write down for themselves."""

from datetime import datetime
from uuid import UUID

from sqlmodel import SQLModel

from practice_app.models.columns import longest, moment_now, person_column


class TeacherNote(SQLModel, table=True):
    """What a teacher notes about a student, for themselves alone: the student never sees it."""

    __tablename__ = "teacher_notes"
    __table_args__ = (longest("note", 10_000),)

    teacher_id: UUID = person_column(primary_key=True)
    student_id: UUID = person_column(primary_key=True)
    note: str = ""
    updated_at: datetime = moment_now()
