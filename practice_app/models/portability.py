"""What people take away with them and what they bring: an export or an import is a row, its job does the work."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    document,
    id_column,
    longest,
    maybe_moment,
    moment_now,
    one_of,
    owner_column,
    owners_own,
)


class ExportStatus(StrEnum):
    """Where an export is on its way. While it waits for its job or that is worked on, it says what the job's says."""

    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"
    GONE = "gone"
    """Its time was up, or another one took its place."""


class Export(SQLModel, table=True):
    """All that is somebody's, as one file in S3 for a day. ``object_key`` is random; whoever began it writes it down.

    ``upload_id``: it is being written, or was when the worker died. ``media_deleted_at``: nothing of it is in S3 (any
    more).
    """

    __tablename__ = "exports"
    __table_args__ = (
        owners_own(),
        one_of("status", ExportStatus),
        longest("failure", 40),
        CheckConstraint("bytes >= 0", name="bytes"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        Index("ix_exports_user_id", "user_id", "created_at"),
        Index("ix_exports_left", "expires_at", postgresql_where=text("media_deleted_at IS NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    status: str = ExportStatus.QUEUED
    failure: str | None = None
    object_key: str | None = Field(default=None, unique=True)
    upload_id: str | None = None
    bytes: int | None = Field(default=None, sa_type=BigInteger)
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    expires_at: datetime | None = maybe_moment()
    media_deleted_at: datetime | None = maybe_moment()


class ImportStatus(StrEnum):
    """Where an import is on its way."""

    DRAFT = "draft"
    """It was tried out; nothing is taken in before somebody says so."""
    QUEUED = "queued"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"


class Import(SQLModel, table=True):
    """Something brought along: a table, whose bytes are ``source``, or an export, which lies in S3 until it is done.

    ``reading`` says how it is read: ``{columns: {field: header}, dates}``; ``errors`` what could not be taken, by the
    file's line.
    """

    __tablename__ = "imports"
    __table_args__ = (
        owners_own(),
        one_of("status", ImportStatus),
        longest("failure", 40),
        CheckConstraint("octet_length(source) <= 6000000", name="source_size"),
        CheckConstraint("bytes >= 0", name="bytes"),
        CheckConstraint("octet_length(errors::text) <= 100000", name="errors_size"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        Index("ix_imports_user_id", "user_id", "created_at"),
        Index("ix_imports_created_at", "created_at"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    status: str = ImportStatus.QUEUED
    failure: str | None = None
    source: bytes | None = None
    object_key: str | None = Field(default=None, unique=True)
    upload_id: str | None = None
    bytes: int | None = Field(default=None, sa_type=BigInteger)
    reading: dict[str, Any] = document("{}")
    rows: int = 0
    imported: int = 0
    skipped: int = 0
    errors: list[dict[str, Any]] = document("[]")
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
