"""Two kept recordings of the same player's, laid side by side."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_document,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    owners_own,
)


class ComparisonStatus(StrEnum):
    """Where a comparison is on its way; what its job says, as long as that is not done."""

    QUEUED = "queued"
    PROCESSING = "processing"
    READY = "ready"
    FAILED = "failed"


class Comparison(SQLModel, table=True):
    """Recording ``a_id`` beside ``b_id``: an ordered pair has one comparison, which goes with either.

    ``found``: as `workers.comparing.compare` tells it (path, stretches, differences, curves); null until it is ready.
    """

    __tablename__ = "comparisons"
    __table_args__ = (
        owners_own(),
        of_the_same_owner("a_id", "recordings"),
        of_the_same_owner("b_id", "recordings"),
        one_of("status", ComparisonStatus),
        longest("failure", 40),
        CheckConstraint("a_id <> b_id", name="two_recordings"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        CheckConstraint("(status = 'ready') = (found IS NOT NULL)", name="ready_was_found"),
        UniqueConstraint("a_id", "b_id", "user_id"),
        Index("ix_comparisons_user_id", "user_id", "created_at"),
        Index("ix_comparisons_b_id", "b_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    a_id: UUID
    b_id: UUID
    status: str = ComparisonStatus.QUEUED
    failure: str | None = None
    found: dict[str, Any] | None = maybe_document()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
