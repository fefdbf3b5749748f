"""Teaching: codes by which students let a teacher in, and what teachers write down for themselves."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    owner_column,
    person_column,
)


class TeacherInvite(SQLModel, table=True):
    """A code by which somebody becomes a student of its owner; kept as a hash, good once and for a while.

    Whoever used it is named while the code lives, so that accepting twice is accepting once.
    """

    __tablename__ = "teacher_invites"
    __table_args__ = (
        Index("ix_teacher_invites_user_id", "user_id"),
        Index("ix_teacher_invites_used_by", "used_by"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    code_hash: bytes = Field(unique=True)
    created_at: datetime = moment_now()
    expires_at: datetime = moment()
    used_at: datetime | None = maybe_moment()
    used_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL", index=False)


class TeacherNote(SQLModel, table=True):
    """What a teacher notes about a student, for themselves alone: the student never sees it."""

    __tablename__ = "teacher_notes"
    __table_args__ = (longest("note", 10_000),)

    teacher_id: UUID = person_column(primary_key=True)
    student_id: UUID = person_column(primary_key=True)
    note: str = ""
    updated_at: datetime = moment_now()
