"""What practice counts towards: facts of each session, what was earned by them, challenges one sets oneself."""

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, Uuid, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    words,
)


def _ids() -> list[UUID]:
    things: list[UUID] = Field(
        default_factory=list, sa_type=ARRAY(Uuid), nullable=False, sa_column_kwargs={"server_default": "{}"}
    )
    return things


class Merit(SQLModel, table=True):
    """What of a session points and achievements are worked out from: derived from it, and written anew as a whole.

    ``weight``: what a minute counts (twice when it was slow, three times below 60 BPM); ``steady``: whether the beat
    was kept, null when nobody can tell; ``reached``: the sections, and pieces played as a whole, that were brought up
    to their target; ``hour`` is that of the player's clock at the start.
    """

    __tablename__ = "merits"
    __table_args__ = (
        of_the_same_owner("session_id", "practice_sessions"),
        CheckConstraint("weight BETWEEN 1 AND 3", name="weight"),
        Index("ix_merits_user_id", "user_id", "local_day"),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    session_id: UUID = Field(primary_key=True)
    ended_at: datetime = moment()
    local_day: date
    counted_s: float
    weight: int
    tempo_bpm: float | None = None
    """As it was heard for sure."""
    steady: bool | None = None
    heard_of: str | None = None
    """Of which analyses these two are: as long as they stay the same nothing is listened through again."""
    hour: int
    repetitions: int = 0
    instrument: str = ""
    focus: list[str] = words()
    pieces: list[UUID] = _ids()
    sections: list[UUID] = _ids()
    reached: list[UUID] = _ids()
    heard: bool = False
    kept: bool = False
    filmed: bool = False
    performed: bool = False
    noted: bool = False
    rated: bool = False
    planned: bool = False
    """Whether a plan was played to its end."""


class Award(SQLModel, table=True):
    """Something earned, by the measure and how far it had to come; while ``revoked_at`` stands it is not.

    ``worn``: shown beside one's name, one at a time.
    """

    __tablename__ = "awards"
    __table_args__ = (
        longest("key", 40),
        Index("uq_awards_worn", "user_id", unique=True, postgresql_where=text("worn")),
    )

    user_id: UUID = Field(primary_key=True, foreign_key="users.id", ondelete="CASCADE")
    key: str = Field(primary_key=True)
    tier: int = Field(primary_key=True)
    earned_at: datetime = moment()
    created_at: datetime = moment_now()
    revoked_at: datetime | None = maybe_moment()
    notified_at: datetime | None = maybe_moment()
    worn: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})


class ChallengeMeasure(StrEnum):
    """What a challenge counts."""

    MINUTES = "minutes"
    DAYS = "days"
    REPETITIONS = "repetitions"


class Challenge(SQLModel, table=True):
    """So much from a day to a day, both included, the player's own; of those that come by themselves only which one
    somebody doesn't want is kept (``ours``)."""

    __tablename__ = "challenges"
    __table_args__ = (
        of_the_same_owner("piece_id", "pieces", "SET NULL (piece_id)"),
        one_of("measure", ChallengeMeasure),
        longest("title", 120),
        CheckConstraint("target BETWEEN 1 AND 1000000", name="target"),
        CheckConstraint("last_day >= first_day AND last_day - first_day <= 366", name="days"),
        Index("ix_challenges_user_id", "user_id", "last_day"),
        Index("ix_challenges_piece_id", "piece_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    title: str
    measure: str
    target: int
    first_day: date
    last_day: date
    piece_id: UUID | None = None
    ours: bool = Field(default=False, sa_column_kwargs={"server_default": "false"})
    created_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()
