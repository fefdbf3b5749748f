"""Lessons: what comes again, each single lesson, who is where at what time, what a teacher notes, and calendars."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    Column,
    ForeignKeyConstraint,
    Index,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TIMESTAMP, TSTZRANGE, ExcludeConstraint, Range
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    one_of,
    owner_column,
    person_column,
)

ONCE = "lesson_person_once"
"""The constraint by which nobody is in two lessons at the same time."""
OCCURRENCES = "uq_lessons_series_id_occurrence"
LONGEST_MINUTES = 12 * 60


class LessonStatus(StrEnum):
    """What became of a lesson."""

    PLANNED = "planned"
    HELD = "held"
    MISSED = "missed"
    CANCELLED = "cancelled"


class LessonSeries(SQLModel, table=True):
    """A lesson of a teacher and a student, or one that comes again: at which hour of which zone, and by which rule.

    ``starts_local``: what clocks there say at the first. ``made_until``: so far there are rows in ``lessons``.
    ``ended_at``: nothing comes of it any more.
    """

    __tablename__ = "lesson_series"
    __table_args__ = (
        CheckConstraint("teacher_id <> student_id", name="two_people"),
        CheckConstraint(f"minutes BETWEEN 1 AND {LONGEST_MINUTES}", name="minutes"),
        CheckConstraint("cardinality(reminders_min) <= 5", name="reminders_min"),
        longest("rrule", 200),
        longest("place", 200),
        longest("note", 2000),
        UniqueConstraint("id", "teacher_id", "student_id"),
        Index("ix_lesson_series_teacher_id", "teacher_id"),
        Index("ix_lesson_series_student_id", "student_id"),
        Index("ix_lesson_series_made_until", "made_until", postgresql_where=text("ended_at IS NULL AND rrule <> ''")),
    )

    id: UUID = id_column()
    teacher_id: UUID = person_column()
    student_id: UUID = person_column()
    timezone: str
    starts_local: datetime = Field(sa_type=TIMESTAMP(timezone=False), nullable=False)
    minutes: int = Field(sa_type=SmallInteger)
    rrule: str = ""
    reminders_min: list[int] = Field(
        default_factory=list, sa_type=ARRAY(BigInteger), nullable=False, sa_column_kwargs={"server_default": "{}"}
    )
    place: str = ""
    note: str = ""
    made_until: datetime = moment()
    ended_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


class Lesson(SQLModel, table=True):
    """One lesson. ``occurrence``: when the rule has it; ``starts_at``: when it is.

    ``removed``: taken out rather than cancelled; the rule does not bring it back, and pages leave it out.
    """

    __tablename__ = "lessons"
    __table_args__ = (
        ForeignKeyConstraint(
            ["series_id", "teacher_id", "student_id"],
            ["lesson_series.id", "lesson_series.teacher_id", "lesson_series.student_id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(["makes_up_for"], ["lessons.id"], ondelete="SET NULL"),
        one_of("status", LessonStatus),
        CheckConstraint("starts_at < ends_at", name="ends_after_it_starts"),
        longest("reason", 500),
        longest("notes_shared", 5000),
        UniqueConstraint("id", "teacher_id"),
        UniqueConstraint("series_id", "occurrence", name=OCCURRENCES, deferrable=True),
        Index("ix_lessons_teacher_id_starts_at", "teacher_id", "starts_at"),
        Index("ix_lessons_student_id_starts_at", "student_id", "starts_at"),
        Index("ix_lessons_makes_up_for", "makes_up_for", postgresql_where=text("makes_up_for IS NOT NULL")),
    )

    id: UUID = id_column()
    series_id: UUID
    teacher_id: UUID = person_column()
    student_id: UUID = person_column()
    occurrence: datetime = moment()
    starts_at: datetime = moment()
    ends_at: datetime = moment()
    status: str = LessonStatus.PLANNED
    removed: bool = False
    reason: str = ""
    makes_up_for: UUID | None = None
    notes_shared: str = ""
    sequence: int = 0
    """How often calendars were to be told anew."""
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


class LessonPerson(SQLModel, table=True):
    """Where each of the two is at what time; written by the database alone, whenever a lesson is.

    One table for teachers and students: who teaches at five can't be taught at five.
    """

    __tablename__ = "lesson_person"
    __table_args__ = (
        ExcludeConstraint(
            (Column("person_id"), "="),
            (Column("during"), "&&"),
            where=text("active"),
            using="gist",
            name=ONCE,
            deferrable=True,
        ),
        Index("ix_lesson_person_person_id", "person_id"),
        Index("ix_lesson_person_remind_at", "remind_at", postgresql_where=text("remind_at IS NOT NULL")),
    )

    lesson_id: UUID = Field(primary_key=True, foreign_key="lessons.id", ondelete="CASCADE")
    person_id: UUID = person_column(primary_key=True)
    during: Range[datetime] = Field(sa_type=TSTZRANGE, nullable=False)
    active: bool = True
    remind_at: datetime | None = maybe_moment()
    """When they are to be reminded next."""

    model_config = {"arbitrary_types_allowed": True}


class LessonNote(SQLModel, table=True):
    """What a teacher writes down about a lesson for themselves alone."""

    __tablename__ = "lesson_notes"
    __table_args__ = (
        ForeignKeyConstraint(["lesson_id", "user_id"], ["lessons.id", "lessons.teacher_id"], ondelete="CASCADE"),
        longest("text", 5000),
        Index("ix_lesson_notes_user_id", "user_id"),
    )

    lesson_id: UUID = Field(primary_key=True)
    user_id: UUID = person_column(primary_key=True)
    text: str = ""
    updated_at: datetime = moment_now()


class BlockedDays(SQLModel, table=True):
    """Days on which a teacher gives no lessons: what comes again leaves them out."""

    __tablename__ = "blocked_days"
    __table_args__ = (
        CheckConstraint("first_day <= last_day AND last_day - first_day <= 366", name="days"),
        longest("title", 80),
        Index("ix_blocked_days_user_id", "user_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    first_day: date
    last_day: date
    title: str = ""
    created_at: datetime = moment_now()


class CalendarFeed(SQLModel, table=True):
    """The address by which calendars read somebody's lessons: found by a hash, sealed for its owner to copy again."""

    __tablename__ = "calendar_feeds"

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    token_hash: bytes = Field(unique=True)
    token_sealed: bytes
    created_at: datetime = moment_now()
