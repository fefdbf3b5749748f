"""What somebody is to be told: kept until they have read it; and what they want to be told of, by which way."""

from datetime import datetime, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment_now,
    owner_column,
    owners_own,
    weekdays,
)


class NotificationKind(StrEnum):
    """Of what somebody is told."""

    FEEDBACK = "feedback"
    TAKE_WAITING = "take_waiting"
    HOMEWORK_GIVEN = "homework_given"
    HOMEWORK_DUE = "homework_due"
    HOMEWORK_CLOSED = "homework_closed"
    LESSON_SOON = "lesson_soon"
    LESSON_MOVED = "lesson_moved"
    LESSON_CANCELLED = "lesson_cancelled"
    PRACTICE_REMINDER = "practice_reminder"
    ANSWER = "answer"
    COMMENT = "comment"
    MENTION = "mention"
    TITLE_EARNED = "title_earned"
    JOIN_REQUEST = "join_request"
    JOINED = "joined"
    CHALLENGE = "challenge"
    ANNOUNCEMENT = "announcement"
    ANALYSIS_READY = "analysis_ready"
    EXPORT_READY = "export_ready"
    IMPORT_DONE = "import_done"
    REPORT_HANDLED = "report_handled"
    PARTNER = "partner"
    SECURITY = "security"
    STUDENTS_WEEK = "students_week"


class Notification(SQLModel, table=True):
    """One thing that somebody is told, once: ``key`` says of what, so that telling it twice changes nothing.

    ``words`` names the sentence (``services/notifications/sentences.py``), ``told`` fills its places, ``path`` is
    where on this Woodshed it leads; ``done_by``: whose deed it was, if it was somebody else's. One that is not
    ``shown`` only rings, for whoever wants it so.
    """

    __tablename__ = "notifications"
    __table_args__ = (
        longest("kind", 40),
        longest("key", 200),
        longest("words", 40),
        longest("path", 300),
        UniqueConstraint("user_id", "kind", "key"),
        owners_own(),
        Index("ix_notifications_user_id", "user_id", "at", "id"),
        Index("ix_notifications_unread", "user_id", postgresql_where=text("read_at IS NULL")),
        Index("ix_notifications_done_by", "done_by"),
        Index("ix_notifications_at", "at"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str
    key: str
    words: str
    told: dict[str, Any] = document("{}")
    path: str = ""
    done_by: UUID | None = Field(default=None, foreign_key="users.id", ondelete="SET NULL", index=False)
    at: datetime = moment_now()
    read_at: datetime | None = maybe_moment()
    shown: bool = Field(default=True, sa_column_kwargs={"server_default": "true"})


class NotificationChoices(SQLModel, table=True):
    """By which ways somebody is told of what, where that is otherwise than it begins; between which hours of their
    own day nothing rings (``quiet_from`` to ``quiet_to``, over midnight too); whether a lock screen shows words.

    ``remind_on``: weekdays (0: Monday) on which they are reminded to practise, at ``remind_at`` of their own day or,
    where that is not said, at their usual hour; ``remind_next``: when it is looked at next. ``week_next``: when the
    week of their students is, for whoever wants to be told of it."""

    __tablename__ = "notification_choices"
    __table_args__ = (
        CheckConstraint("(quiet_from IS NULL) = (quiet_to IS NULL)", name="quiet"),
        CheckConstraint("remind_on <@ ARRAY[0, 1, 2, 3, 4, 5, 6] AND cardinality(remind_on) <= 7", name="remind_on"),
        Index("ix_notification_choices_remind_next", "remind_next", postgresql_where=text("remind_next IS NOT NULL")),
        Index("ix_notification_choices_week_next", "week_next", postgresql_where=text("week_next IS NOT NULL")),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    kinds: dict[str, Any] = document("{}")
    quiet_from: time | None = None
    quiet_to: time | None = None
    discreet: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    remind_on: list[int] = weekdays()
    remind_at: time | None = None
    remind_next: datetime | None = maybe_moment()
    week_next: datetime | None = maybe_moment()
    updated_at: datetime = moment_now()
