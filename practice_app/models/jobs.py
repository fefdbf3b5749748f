"""Jobs: what is done behind the pages, one row each. The row is the job; a message only says that there is one."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
)


class JobKind(StrEnum):
    """What there is to do; how each is done stands in ``services/shared/jobs/kinds.py``."""

    ANALYSIS = "analysis"
    """Listening to a recording."""
    EXPORT = "export"
    """Writing all that is somebody's into one file."""
    IMPORT = "import"
    """Taking in what somebody brings from elsewhere."""
    COMPARISON = "comparison"
    """Laying two recordings side by side."""
    FILM = "film"
    """Making of a kept film what can be stepped through."""
    VOICE = "voice"
    """Making of what was said aloud what every browser plays."""
    MOMENT = "moment"
    """Cutting out of a recording the seconds that its owner shows."""
    POST_FILM = "post_film"
    """Making of a film that was put into a post what every browser plays."""


class JobStatus(StrEnum):
    """Where a job is on its way."""

    QUEUED = "queued"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


OPEN_JOBS = "status IN ('queued', 'processing')"


class Job(SQLModel, table=True):
    """Something to be done for its owner, about one thing of theirs; a thing has at most one job of a kind.

    What it is about is named by a key of its own kind, so that a job is never about a stranger's and goes with what it
    is about. ``work_s``: how much work it is, in seconds of sound; null until it was measured. ``progress``: from 0 to
    1, where the worker knows. ``claim_token`` belongs to the worker that has it, until its ``heartbeat_at`` grows
    stale: then it was cut off, and ``cuts`` goes up instead of ``attempts``. ``claimed_by`` names the place where that
    one works. ``request_id``: what asked for it, in the logs. ``updated_at``: since when it is in its status.
    """

    __tablename__ = "jobs"
    __table_args__ = (
        of_the_same_owner("recording_id", "recordings"),
        of_the_same_owner("export_id", "exports"),
        of_the_same_owner("import_id", "imports"),
        of_the_same_owner("comparison_id", "comparisons"),
        of_the_same_owner("voice_id", "voices"),
        of_the_same_owner("moment_id", "forum_moments"),
        of_the_same_owner("film_id", "forum_films"),
        one_of("status", JobStatus),
        longest("kind", 40),
        longest("failure", 40),
        longest("request_id", 64),
        CheckConstraint(
            "num_nonnulls(recording_id, export_id, import_id, comparison_id, voice_id, moment_id, film_id) = 1",
            name="about_one_thing",
        ),
        CheckConstraint("progress BETWEEN 0 AND 1", name="progress"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        CheckConstraint("(status = 'processing') = (claim_token IS NOT NULL)", name="processing_is_claimed"),
        UniqueConstraint("recording_id", "kind", "user_id"),
        UniqueConstraint("export_id", "kind", "user_id"),
        UniqueConstraint("import_id", "kind", "user_id"),
        UniqueConstraint("comparison_id", "kind", "user_id"),
        UniqueConstraint("voice_id", "kind", "user_id"),
        UniqueConstraint("moment_id", "kind", "user_id"),
        Index("uq_jobs_film_id_kind_user_id", "film_id", "kind", "user_id", unique=True),
        Index("ix_jobs_user_id", "user_id"),
        Index("ix_jobs_open", "kind", "updated_at", postgresql_where=text(OPEN_JOBS)),
        Index("ix_jobs_processing", "claimed_by", postgresql_where=text("status = 'processing'")),
        Index("ix_jobs_claimed", "kind", "claimed_at", postgresql_where=text("claimed_at IS NOT NULL")),
        Index("ix_jobs_ended", "updated_at", postgresql_where=text(f"NOT ({OPEN_JOBS})")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    kind: str
    recording_id: UUID | None = None
    export_id: UUID | None = None
    import_id: UUID | None = None
    comparison_id: UUID | None = None
    voice_id: UUID | None = None
    moment_id: UUID | None = None
    film_id: UUID | None = None
    status: str = JobStatus.QUEUED
    failure: str | None = None
    attempts: int = 0
    cuts: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    work_s: float | None = None
    progress: float | None = None
    request_id: str | None = None
    claim_token: UUID | None = None
    claimed_by: str | None = None
    claimed_at: datetime | None = maybe_moment()
    heartbeat_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
