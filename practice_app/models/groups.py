"""What a group has: links by which people come in, works on its list, challenges, what was announced."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field, SQLModel

from practice_app.models.columns import id_column, longest, moment, moment_now, one_of, person_column


class GroupInvite(SQLModel, table=True):
    """A code by which people join a group until it is over; only its hash is kept."""

    __tablename__ = "group_invites"
    __table_args__ = (Index("ix_group_invites_group_id", "group_id"), Index("ix_group_invites_made_by", "made_by"))

    id: UUID = id_column()
    group_id: UUID = Field(foreign_key="groups.id", ondelete="CASCADE")
    made_by: UUID = person_column()
    code_hash: bytes = Field(unique=True)
    created_at: datetime = moment_now()
    expires_at: datetime = moment()


class GroupWork(SQLModel, table=True):
    """A work on a group's list: which part, and by when."""

    __tablename__ = "group_works"
    __table_args__ = (
        longest("part", 80),
        Index("uq_group_works_part", "group_id", "work_id", "part", unique=True),
        Index("ix_group_works_work_id", "work_id"),
    )

    id: UUID = id_column()
    group_id: UUID = Field(foreign_key="groups.id", ondelete="CASCADE")
    work_id: UUID = Field(foreign_key="works.id", ondelete="CASCADE")
    part: str = ""
    due_on: date | None = None
    created_at: datetime = moment_now()


class GroupMeasure(StrEnum):
    """What a group's challenge counts; ``own_goal_pct``: minutes as a share of what each means to practise."""

    OWN_GOAL_PCT = "own_goal_pct"
    MINUTES = "minutes"
    DAYS = "days"
    REPETITIONS = "repetitions"


class GroupChallenge(SQLModel, table=True):
    """So much from a day to a day, both included, each member's own; by each alone, or by all ``together``.

    ``work_id`` and ``passage`` say of what repetitions are counted, where not of everything.
    """

    __tablename__ = "group_challenges"
    __table_args__ = (
        one_of("measure", GroupMeasure),
        longest("title", 120),
        longest("passage", 200),
        CheckConstraint("target BETWEEN 1 AND 1000000", name="target"),
        CheckConstraint("last_day >= first_day AND last_day - first_day <= 366", name="days"),
        Index("ix_group_challenges_group_id", "group_id", "last_day"),
        Index("ix_group_challenges_work_id", "work_id"),
    )

    id: UUID = id_column()
    group_id: UUID = Field(foreign_key="groups.id", ondelete="CASCADE")
    title: str
    measure: str
    target: int
    first_day: date
    last_day: date
    together: bool = False
    work_id: UUID | None = Field(default=None, foreign_key="works.id", ondelete="SET NULL")
    passage: str = ""
    created_at: datetime = moment_now()


class GroupAnnouncement(SQLModel, table=True):
    """A word to all of a group, by somebody who leads it."""

    __tablename__ = "group_announcements"
    __table_args__ = (
        longest("text", 2000),
        Index("ix_group_announcements_group_id", "group_id", "created_at"),
        Index("ix_group_announcements_author_id", "author_id"),
    )

    id: UUID = id_column()
    group_id: UUID = Field(foreign_key="groups.id", ondelete="CASCADE")
    author_id: UUID = person_column()
    text: str
    created_at: datetime = moment_now()
