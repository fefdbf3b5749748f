"""Homework: what a teacher gives a student to practise, and the takes that are handed in for it."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    owner_column,
    owners_own,
    person_column,
)

BY_PATH = {"points_to": "jsonb_path_ops"}


class AssignmentStatus(StrEnum):
    """How far homework is: untouched, practised, handed in, or done as the teacher says."""

    NEW = "new"
    STARTED = "started"
    HANDED_IN = "handed_in"
    DONE = "done"


class Assignment(SQLModel, table=True):
    """Homework of a student (``user_id``), ``given_by`` a teacher.

    ``piece_title`` and ``composer`` are the teacher's words; ``piece_id`` is a piece of the student's. ``points_to`` is
    ``[{kind, …}]``, ``history`` ``[{at, deed, text}]``: both are always read whole.
    """

    __tablename__ = "assignments"
    __table_args__ = (
        owners_own(),
        of_the_same_owner("piece_id", "pieces", "SET NULL (piece_id)"),
        ForeignKeyConstraint(
            ["feedback_id", "given_by", "user_id"],
            ["feedback.id", "feedback.teacher_id", "feedback.student_id"],
            ondelete="SET NULL (feedback_id)",
        ),
        CheckConstraint("given_by <> user_id", name="two_people"),
        longest("title", 200),
        longest("piece_title", 200),
        longest("composer", 200),
        longest("note", 5000),
        CheckConstraint("(bar_from IS NULL) = (bar_to IS NULL) AND bar_from <= bar_to", name="bars"),
        CheckConstraint("target_bpm BETWEEN 10 AND 400", name="target_bpm"),
        CheckConstraint("minutes BETWEEN 1 AND 10080", name="minutes"),
        CheckConstraint("repetitions BETWEEN 1 AND 10000", name="repetitions"),
        Index("ix_assignments_user_id_created_at", "user_id", text("created_at DESC"), text("id DESC")),
        Index("ix_assignments_given_by_created_at", "given_by", text("created_at DESC"), text("id DESC")),
        Index("ix_assignments_due_on", "due_on", postgresql_where=text("closed_at IS NULL AND handed_in_at IS NULL")),
        Index("ix_assignments_piece_id", "piece_id", postgresql_where=text("piece_id IS NOT NULL")),
        Index("ix_assignments_points_to", "points_to", postgresql_using="gin", postgresql_ops=BY_PATH),
        Index("ix_assignments_feedback_id", "feedback_id", postgresql_where=text("feedback_id IS NOT NULL")),
    )

    id: UUID = id_column()
    given_by: UUID = person_column()
    user_id: UUID = owner_column()
    title: str
    piece_title: str = ""
    composer: str = ""
    piece_id: UUID | None = None
    feedback_id: UUID | None = None
    """What the teacher said of which it was made."""
    bar_from: int | None = None
    bar_to: int | None = None
    target_bpm: float | None = None
    minutes: int | None = None
    repetitions: int | None = None
    due_on: date | None = None
    reminded_for: date | None = None
    """The day of which the student was told that it comes."""
    note: str = ""
    points_to: list[dict[str, Any]] = document("[]")
    history: list[dict[str, Any]] = document("[]")
    handed_in_at: datetime | None = maybe_moment()
    closed_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


class AssignmentTake(SQLModel, table=True):
    """What a student handed in: a session, or a recording of it."""

    __tablename__ = "assignment_takes"
    __table_args__ = (
        of_the_same_owner("assignment_id", "assignments"),
        of_the_same_owner("session_id", "practice_sessions"),
        of_the_same_owner("recording_id", "recordings"),
        Index("ix_assignment_takes_assignment_id", "assignment_id"),
        Index("ix_assignment_takes_session_id", "session_id"),
        Index("ix_assignment_takes_recording_id", "recording_id"),
        Index("ix_assignment_takes_user_id", "user_id"),
    )

    id: UUID = id_column()
    assignment_id: UUID
    user_id: UUID = owner_column()
    session_id: UUID
    recording_id: UUID | None = None
    handed_in_at: datetime = moment_now()


class AssignmentFile(SQLModel, table=True):
    """A sheet that a teacher (``user_id``) lays beside homework, a PDF or a picture, under a random key in S3.

    The row is there before its object is, until it ``arrived``. ``name`` is what the teacher's device calls it. Who was
    given homework that points to it reads it; what nothing points to is swept.
    """

    __tablename__ = "assignment_files"
    __table_args__ = (
        longest("name", 120),
        longest("mime_type", 40),
        CheckConstraint("bytes > 0", name="bytes"),
        Index("ix_assignment_files_user_id", "user_id"),
        Index("ix_assignment_files_created_at", "created_at"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    name: str = ""
    object_key: str = Field(unique=True)
    mime_type: str
    bytes: int
    arrived: bool = False
    created_at: datetime = moment_now()


class AssignmentTemplate(SQLModel, table=True):
    """Homework as a teacher gives it again and again; ``asks`` is what of an assignment is the same each time."""

    __tablename__ = "assignment_templates"
    __table_args__ = (
        longest("name", 80),
        Index("uq_assignment_templates_user_id_name", "user_id", text("lower(name)"), unique=True),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    name: str
    asks: dict[str, Any] = document("{}")
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
