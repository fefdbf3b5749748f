"""Films in what people write on the board: an upload, then a job, then something short to look at."""

from datetime import datetime
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


class ForumFilm(SQLModel, table=True):
    """A film that its owner sent; what they write names it, and what nothing names is erased.

    ``object_key`` is what came, until it ``came_gone_at``; since it is ready ``rendition_key`` is what is played,
    ``poster_key`` what stands there before, and ``glance_key`` a sheet of its pictures, for machines that
    look after the board. ``bytes`` is what is said of it until it is made, then how large what is played is.
    """

    __tablename__ = "forum_films"
    __table_args__ = (
        owners_own(),
        one_of("status", _STATUSES),
        longest("failure", 40),
        CheckConstraint("bytes > 0", name="bytes"),
        CheckConstraint("(status = 'failed') = (failure IS NOT NULL)", name="failed_has_reason"),
        Index("ix_forum_films_user_id", "user_id"),
        Index("ix_forum_films_created_at", "created_at"),
        Index("ix_forum_films_left", "updated_at", postgresql_where=text("came_gone_at IS NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    mime_type: str
    status: str = RecordingStatus.UPLOADING
    failure: str | None = None
    object_key: str = Field(unique=True)
    upload_id: str | None = None
    rendition_key: str | None = None
    poster_key: str | None = None
    glance_key: str | None = None
    bytes: int
    width: int | None = None
    height: int | None = None
    duration_s: float | None = None
    came_gone_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
