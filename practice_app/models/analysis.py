"""What was heard in a recording: measured once per version of the ear, never edited."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from practice_app.models.columns import document, id_column, moment_now, owner_column


class Analysis(SQLModel, table=True):
    """The figures of one recording under one ``version`` of the algorithms; documents as in the API."""

    __tablename__ = "analyses"
    __table_args__ = (
        UniqueConstraint("recording_id", "version"),
        Index("ix_analyses_session_id", "session_id"),
    )

    id: UUID = id_column()
    recording_id: UUID = Field(foreign_key="recordings.id", ondelete="CASCADE")
    session_id: UUID = Field(foreign_key="practice_sessions.id", ondelete="CASCADE")
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
    created_at: datetime = moment_now()
