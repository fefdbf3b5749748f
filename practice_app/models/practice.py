"""Practice sessions: when, what, how; told by the device that was there."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    owners_own,
    words,
)


class Mode(StrEnum):
    """How it was practised."""

    NORMAL = "normal"
    SLOW = "slow"
    PERFORMANCE = "performance"


class Source(StrEnum):
    """Where the times come from."""

    TIMER = "timer"
    MANUAL = "manual"
    EDITED = "edited"


class PracticeSession(SQLModel, table=True):
    """One sitting at the instrument.

    ``intervals`` is ``[[started_at, ended_at], …]`` in ISO 8601, always read whole; ``clock_s`` is their sum in
    seconds; ``local_day`` the player's own day at the start; ``content_hash`` tells whether the same body came again.
    """

    __tablename__ = "practice_sessions"
    __table_args__ = (
        owners_own(),
        one_of("mode", Mode),
        one_of("source", Source),
        longest("note", 10_000),
        longest("instrument", 60),
        CheckConstraint("ended_at >= started_at", name="ends_after_start"),
        CheckConstraint("self_rating BETWEEN 1 AND 5", name="self_rating"),
        CheckConstraint("target_bpm BETWEEN 10 AND 400", name="target_bpm"),
        CheckConstraint("clock_s >= 0", name="clock_s"),
        CheckConstraint("(plan_steps IS NULL) = (plan_done IS NULL)", name="plan_whole"),
        CheckConstraint("plan_done BETWEEN 0 AND plan_steps", name="plan_done"),
        Index(
            "ix_practice_sessions_user_id_started_at",
            "user_id",
            text("started_at DESC"),
            text("id DESC"),
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index(
            "ix_practice_sessions_user_id_local_day",
            "user_id",
            "local_day",
            postgresql_where=text("deleted_at IS NULL"),
        ),
        Index("ix_practice_sessions_user_id_created_at", "user_id", "created_at"),  # for quotas: deleted ones too
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    started_at: datetime = moment()
    ended_at: datetime = moment()
    timezone: str
    local_day: date
    intervals: list[list[str]] = document("[]")
    clock_s: float
    played_s: float | None = None
    less_s: float = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """By so much ``played_s`` may be too much, where what was heard isn't sure."""
    more_s: float = Field(default=0, sa_column_kwargs={"server_default": "0"})
    """And by so much too little."""
    corrected_s: float | None = None
    instrument: str = ""
    focus: list[str] = words()
    mode: str = Mode.NORMAL
    target_bpm: float | None = None
    self_rating: int | None = None
    plan_steps: int | None = None
    """How many steps the plan had by which it was practised, if there was one."""
    plan_done: int | None = None
    note: str = ""
    source: str = Source.TIMER
    client_updated_at: datetime = moment()
    content_hash: bytes
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class SessionItem(SQLModel, table=True):
    """What was worked on within a session, in order."""

    __tablename__ = "session_items"
    __table_args__ = (
        of_the_same_owner("session_id", "practice_sessions"),
        of_the_same_owner("piece_id", "pieces", "SET NULL (piece_id)"),
        of_the_same_owner("section_id", "sections", "SET NULL (section_id)"),
        of_the_same_owner("assignment_id", "assignments", "SET NULL (assignment_id)"),
        CheckConstraint("seconds >= 0", name="seconds"),
        CheckConstraint("repetitions >= 0", name="repetitions"),
        CheckConstraint("rating BETWEEN 1 AND 5", name="rating"),
        Index("ix_session_items_piece_id", "piece_id"),
        Index("ix_session_items_section_id", "section_id"),
        Index("ix_session_items_assignment_id", "assignment_id", postgresql_where=text("assignment_id IS NOT NULL")),
    )

    session_id: UUID = Field(primary_key=True)
    position: int = Field(primary_key=True)
    user_id: UUID = owner_column()
    piece_id: UUID | None = None
    section_id: UUID | None = None
    seconds: float = 0
    repetitions: int = 0
    rating: int | None = None
    """How this went, where it was said apart from the session as a whole."""
    assignment_id: UUID | None = None
    """The homework that it was for."""


class SessionTag(SQLModel, table=True):
    """A tag on a session."""

    __tablename__ = "session_tags"
    __table_args__ = (
        of_the_same_owner("session_id", "practice_sessions"),
        ForeignKeyConstraint(["tag_id"], ["tags.id"], ondelete="CASCADE"),  # may be a teacher's
        Index("ix_session_tags_tag_id", "tag_id"),
    )

    session_id: UUID = Field(primary_key=True)
    tag_id: UUID = Field(primary_key=True)
    user_id: UUID = owner_column()
