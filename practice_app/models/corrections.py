"""What a player says against what was heard: kept beside it, never over it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index
from sqlmodel import SQLModel

from practice_app.models.columns import id_column, moment_now, of_the_same_owner, one_of, owner_column


class CorrectionKind(StrEnum):
    """What the player says of a stretch of time."""

    PLAYING = "playing"
    NOT_PLAYING = "not_playing"


class Correction(SQLModel, table=True):
    """From ``start_s`` to ``end_s`` on the session's clock it was otherwise than heard; a later one counts more."""

    __tablename__ = "corrections"
    __table_args__ = (
        of_the_same_owner("session_id", "practice_sessions"),
        one_of("kind", CorrectionKind),
        CheckConstraint("start_s >= 0 AND end_s > start_s", name="in_order"),
        Index("ix_corrections_session_id", "session_id"),
        Index("ix_corrections_user_id", "user_id"),
    )

    id: UUID = id_column()
    session_id: UUID
    user_id: UUID = owner_column()
    kind: str
    start_s: float
    end_s: float
    created_at: datetime = moment_now()
