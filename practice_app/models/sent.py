"""What is sent by parts and is no recording: an upload, then a job, then something short to play."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment_now,
    one_of,
    owner_column,
    owners_own,
)
from practice_app.models.recordings import RecordingStatus

_STATUSES = [status for status in RecordingStatus if status != RecordingStatus.DELETED]


class SentByParts(SQLModel):
    """The columns of each such table.

    ``object_key`` is what came, until it ``came_gone_at``; since it is ready ``rendition_key`` is what is played.
    """

    id: UUID = id_column()
    user_id: UUID = owner_column()
    mime_type: str
    status: str = RecordingStatus.UPLOADING
    failure: str | None = None
    object_key: str = Field(unique=True)
    upload_id: str | None = None
    rendition_key: str | None = None
    bytes: int
    duration_s: float | None = None
    came_gone_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()


def rules_of(table: str) -> tuple[Any, ...]:
    """What holds in each such table, and what it is looked up by."""
    return (
        owners_own(),
        one_of("status", _STATUSES),
        longest("failure", 40),
        CheckConstraint("bytes > 0", name="bytes"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        Index(f"ix_{table}_user_id", "user_id"),
        Index(f"ix_{table}_created_at", "created_at"),
        Index(f"ix_{table}_left", "updated_at", postgresql_where=text("came_gone_at IS NULL")),
    )
