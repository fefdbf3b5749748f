"""What was heard in a recording, measured once per version of the analyser, and what a player says against it."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from practice_app.models.columns import document, id_column, moment_now, of_the_same_owner, one_of, owner_column


class Analysis(SQLModel, table=True):
    """The figures of one recording under one ``version`` of the algorithms; documents as in the API."""

    __tablename__ = "analyses"
    __table_args__ = (
        of_the_same_owner("recording_id", "recordings"),
        of_the_same_owner("session_id", "practice_sessions"),
        UniqueConstraint("recording_id", "version"),
        Index("ix_analyses_session_id", "session_id"),
    )

    id: UUID = id_column()
    recording_id: UUID
    session_id: UUID
    user_id: UUID = owner_column()
    version: str
    parameters: dict[str, Any] = document("{}")
    clock_s: float
    played_s: float | None = None
    metrics: list[dict[str, Any]] = document("[]")
    curves: list[dict[str, Any]] = document("[]")
    spans: list[dict[str, Any]] = document("[]")
    onsets: dict[str, Any] = document("{}")
    repeats: list[dict[str, Any]] = document("[]")
    bow: dict[str, Any] = document("{}")
    arm: dict[str, Any] = document("{}")
    created_at: datetime = moment_now()


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
