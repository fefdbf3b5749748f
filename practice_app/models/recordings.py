"""Recordings: an upload, then a job (``models.jobs``), then (perhaps) something kept."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    maybe_document,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    owners_own,
)


class RecordingKind(StrEnum):
    """What was recorded."""

    AUDIO = "audio"
    VIDEO = "video"


class RecordingStatus(StrEnum):
    """Where a recording is on its way."""

    UPLOADING = "uploading"
    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"
    DELETED = "deleted"


class RecordingFailure(StrEnum):
    """Why a recording could not be listened to."""

    NOT_AUDIO = "not_audio"
    EMPTY = "empty"
    TOO_LONG = "too_long"
    DAMAGED = "damaged"
    GONE = "gone"
    INTERNAL = "internal"


class Recording(SQLModel, table=True):
    """One take of a session, ``offset_s`` seconds after the session's start.

    ``object_key`` is random and never shown; ``rendition_key`` is what a kept take plays from; ``media_deleted_at``
    tells that nothing of it is left in S3. ``bytes`` is what the device says until S3 has counted; ``begins`` counts
    how often its upload was begun, ``begun_at`` is the last time. ``length_s`` was measured, ``duration_s`` is the
    device's word until then. ``shared``: the student's teachers may see it, since ``shared_at``; ``trim_start_s`` and
    ``trim_end_s``: nobody but its owner sees what lies outside. ``click`` is the metronome's log as the API takes it,
    ``auto_gain`` whether the device changed the volume by itself. ``motion_key``: where lies what a phone on the bow
    arm felt meanwhile (``practice_app.motion``), of ``motion_bytes``; it goes when the media do. While it waits for its
    job or that is worked on, ``status`` says what the job's says: whoever changes the one changes the other, in one
    statement.
    """

    __tablename__ = "recordings"
    __table_args__ = (
        owners_own(),
        of_the_same_owner("session_id", "practice_sessions"),
        one_of("kind", RecordingKind),
        one_of("status", RecordingStatus),
        one_of("failure", RecordingFailure),
        CheckConstraint("bytes >= 0", name="bytes"),
        CheckConstraint("keep OR NOT shared", name="shared_is_kept"),
        CheckConstraint(
            "trim_start_s IS NULL AND trim_end_s IS NULL OR keep AND 0 <= trim_start_s AND trim_start_s < trim_end_s",
            name="trim",
        ),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        Index("ix_recordings_session_id", "session_id"),
        Index("ix_recordings_user_id", "user_id"),
        Index("ix_recordings_shared", "user_id", "shared_at", postgresql_where=text("shared")),
        Index(
            "ix_recordings_open",
            "status",
            "updated_at",
            postgresql_where=text("status IN ('queued', 'processing')"),
        ),
        Index("ix_recordings_media_left", "updated_at", postgresql_where=text("media_deleted_at IS NULL")),
    )

    id: UUID = id_column()
    session_id: UUID
    user_id: UUID = owner_column()
    kind: str = RecordingKind.AUDIO
    mime_type: str
    keep: bool = False
    shared: bool = Field(default=False, sa_column_kwargs={"server_default": text("false")})
    shared_at: datetime | None = maybe_moment()
    trim_start_s: float | None = None
    trim_end_s: float | None = None
    offset_s: float = 0
    status: str = RecordingStatus.UPLOADING
    failure: str | None = None
    object_key: str = Field(unique=True)
    upload_id: str | None = None
    rendition_key: str | None = None
    waveform_key: str | None = None
    bytes: int | None = Field(default=None, sa_type=BigInteger)
    sha256: str | None = None
    begun_at: datetime | None = maybe_moment()
    begins: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    duration_s: float | None = None
    length_s: float | None = None
    click: dict[str, Any] | None = maybe_document()
    auto_gain: bool | None = None
    motion_key: str | None = None
    motion_bytes: int | None = None
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    media_deleted_at: datetime | None = maybe_moment()
