"""Renditions: what was made of a kept recording beside what it plays from, one row for each object in S3."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
)


class RenditionKind(StrEnum):
    """What it is for."""

    FILM = "film"
    """What is stepped through; the recording names it as what it plays from."""
    HLS = "hls"
    """The same cut into stretches; its playlist is told in ``about``."""
    POSTER = "poster"
    SPRITE = "sprite"
    """Small pictures in one, for looking through."""
    PREVIEW = "preview"
    """Six seconds without sound."""
    CUT = "cut"
    """What others play of a trimmed recording."""
    OUTLINE = "outline"
    """And what is drawn of that."""
    BEFORE = "before"
    """What it was played from until lately."""


class Rendition(SQLModel, table=True):
    """An object in S3 made of a recording, written down before it is put there.

    ``ends_at``: from then on it may leave S3; until it has taken its place it ends by itself, so that nothing is left
    of a worker that died. ``trim_start_s`` and ``trim_end_s`` are the recording's at that time: shown to others is what
    was made with those it has now. ``about``: sizes, rates and counts.
    """

    __tablename__ = "renditions"
    __table_args__ = (
        of_the_same_owner("recording_id", "recordings"),
        one_of("kind", RenditionKind),
        CheckConstraint("(trim_start_s IS NULL) = (trim_end_s IS NULL)", name="trim"),
        Index("ix_renditions_recording_id", "recording_id"),
        Index("ix_renditions_user_id", "user_id"),
        Index("ix_renditions_ends_at", "ends_at", postgresql_where=text("ends_at IS NOT NULL")),
    )

    id: UUID = id_column()
    recording_id: UUID
    user_id: UUID = owner_column()
    kind: str
    object_key: str = Field(unique=True)
    trim_start_s: float | None = None
    trim_end_s: float | None = None
    about: dict[str, Any] = document("{}")
    created_at: datetime = moment_now()
    ends_at: datetime | None = maybe_moment()
