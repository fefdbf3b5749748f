"""What a teacher says about a take or a session, and what the two answer each other."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint, text
from sqlmodel import SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_document,
    maybe_moment,
    moment_now,
    person_column,
)

LONGEST_TEXT = 5000
LONGEST_REPLY = 2000


def spoken(speaker: str) -> ForeignKeyConstraint:
    """What was said aloud is its speaker's own."""
    return ForeignKeyConstraint(["voice_id", speaker], ["voices.id", "voices.user_id"], ondelete="SET NULL (voice_id)")


class Feedback(SQLModel, table=True):
    """One comment, between its teacher and the student whose session it is about.

    ``at_s`` to ``until_s`` on the whole recording's clock; without a recording it is about the session, or about a
    take whose row is gone. Until ``published_at`` it is a draft, and the teacher's alone; ``seen_at``: since when the
    student has seen it.
    """

    __tablename__ = "feedback"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "student_id"], ["practice_sessions.id", "practice_sessions.user_id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["recording_id", "student_id"],
            ["recordings.id", "recordings.user_id"],
            ondelete="SET NULL (recording_id)",
        ),
        spoken("teacher_id"),
        CheckConstraint("teacher_id <> student_id", name="two_people"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        CheckConstraint("at_s >= 0 AND (until_s IS NULL OR until_s >= at_s)", name="moment"),
        CheckConstraint("at_s IS NOT NULL OR until_s IS NULL AND recording_id IS NULL", name="moment_of_a_take"),
        longest("text", LONGEST_TEXT),
        UniqueConstraint("id", "teacher_id", "student_id"),
        Index("ix_feedback_session_id", "session_id"),
        Index("ix_feedback_recording_id", "recording_id", postgresql_where=text("recording_id IS NOT NULL")),
        Index("ix_feedback_voice_id", "voice_id", postgresql_where=text("voice_id IS NOT NULL")),
        Index("ix_feedback_teacher_id", "teacher_id"),
        Index("ix_feedback_student_id", "student_id"),
    )

    id: UUID = id_column()
    teacher_id: UUID = person_column()
    student_id: UUID = person_column()
    session_id: UUID
    recording_id: UUID | None = None
    at_s: float | None = None
    until_s: float | None = None
    text: str = ""
    drawing: dict[str, Any] | None = maybe_document()
    rating: int | None = None
    voice_id: UUID | None = None
    done: bool = False
    seen_at: datetime | None = maybe_moment()
    published_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


class FeedbackReply(SQLModel, table=True):
    """What one of the two answers; ``author_id`` is one of them, the other has seen it since ``seen_at``."""

    __tablename__ = "feedback_replies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["feedback_id", "teacher_id", "student_id"],
            ["feedback.id", "feedback.teacher_id", "feedback.student_id"],
            ondelete="CASCADE",
        ),
        spoken("author_id"),
        CheckConstraint("author_id IN (teacher_id, student_id)", name="of_the_two"),
        longest("text", LONGEST_REPLY),
        Index("ix_feedback_replies_feedback_id", "feedback_id"),
        Index("ix_feedback_replies_voice_id", "voice_id", postgresql_where=text("voice_id IS NOT NULL")),
        Index("ix_feedback_replies_teacher_id", "teacher_id"),
        Index("ix_feedback_replies_student_id", "student_id"),
        Index("ix_feedback_replies_author_id", "author_id"),
    )

    id: UUID = id_column()
    feedback_id: UUID
    teacher_id: UUID = person_column()
    student_id: UUID = person_column()
    author_id: UUID = person_column()
    text: str
    voice_id: UUID | None = None
    created_at: datetime = moment_now()
    seen_at: datetime | None = maybe_moment()
