"""What people tell of themselves, and to whom it is shown."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from practice_app.models.columns import document, id_column, longest, moment_now, one_of, owner_column, words


class PlayerKind(StrEnum):
    """What making music is to somebody."""

    STUDENT = "student"
    HOBBY = "hobby"
    PROFESSIONAL = "professional"
    TEACHER = "teacher"


class Seen(StrEnum):
    """To whom something of a profile is shown; each level shows it to all of those before it too."""

    ME = "me"
    TEACHERS = "teachers"
    GROUPS = "groups"
    EVERYONE = "everyone"


class Profile(SQLModel, table=True):
    """What somebody tells of themselves; there is none until they do. Name and instruments stand with the account."""

    __tablename__ = "profiles"
    __table_args__ = (
        one_of("kind", PlayerKind),
        longest("level", 40),
        longest("bio", 1000),
        CheckConstraint("years_playing BETWEEN 0 AND 100", name="years_playing"),
        one_of("seen_profile", Seen),
        one_of("seen_statistics", Seen),
        one_of("seen_sessions", Seen),
        CheckConstraint("cardinality(lesson_reminders_min) <= 5", name="lesson_reminders_min"),
        Index("uq_profiles_picture", "picture", unique=True, postgresql_where=text("picture IS NOT NULL")),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    kind: str | None = None
    level: str | None = None
    instrument_levels: dict[str, str] = document("{}")
    instrument_since: dict[str, int] = document("{}")
    """Since which year."""
    specialties: list[str] = words()
    years_playing: int | None = None
    bio: str = ""
    hashtags: list[str] = words()
    """Without their ``#``."""
    reminders: list[dict[str, Any]] = document("[]")
    lesson_reminders_min: list[int] = Field(
        default_factory=lambda: [60],
        sa_type=ARRAY(BigInteger),
        nullable=False,
        sa_column_kwargs={"server_default": "{60}"},
    )
    """So long before a lesson that says nothing of it."""
    seen_profile: str = Seen.ME
    seen_statistics: str = Seen.ME
    seen_sessions: str = Seen.ME
    picture: str | None = None
    """How the keys of the picture's sizes in S3 begin."""
    updated_at: datetime = moment_now()


class Picture(SQLModel, table=True):
    """A picture that somebody sent, as its squares lie in S3: shown while their profile names it, else swept."""

    __tablename__ = "pictures"
    __table_args__ = (Index("ix_pictures_user_id", "user_id"),)

    id: UUID = id_column()
    user_id: UUID = owner_column()
    name: str = Field(unique=True)
    """How the keys of its sizes begin."""
    small_key: str
    middle_key: str
    large_key: str
    bytes: int
    created_at: datetime = moment_now()
