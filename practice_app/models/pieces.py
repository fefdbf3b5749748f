"""What is practised: pieces, their sections, and tags."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    owner_column,
    owners_own,
)

BPM_RANGE = "BETWEEN 10 AND 400"


class Piece(SQLModel, table=True):
    """A piece of music someone works on."""

    __tablename__ = "pieces"
    __table_args__ = (
        owners_own(),
        longest("title", 200),
        longest("composer", 200),
        CheckConstraint(f"target_bpm {BPM_RANGE}", name="target_bpm"),
        Index("ix_pieces_user_id_live", "user_id", "id", postgresql_where=text("deleted_at IS NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    title: str
    composer: str = ""
    target_bpm: float | None = None
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class Section(SQLModel, table=True):
    """A passage of a piece, by its bars."""

    __tablename__ = "sections"
    __table_args__ = (
        owners_own(),
        of_the_same_owner("piece_id", "pieces"),
        longest("title", 200),
        CheckConstraint("bar_start >= 0 AND (bar_end IS NULL OR bar_end >= bar_start)", name="bars"),
        CheckConstraint(f"target_bpm {BPM_RANGE} AND current_bpm {BPM_RANGE}", name="bpm"),
        Index("ix_sections_piece_id", "piece_id"),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    piece_id: UUID
    title: str
    bar_start: int | None = None
    bar_end: int | None = None
    current_bpm: float | None = None
    target_bpm: float | None = None
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class Tag(SQLModel, table=True):
    """A word of one's own to find sessions by."""

    __tablename__ = "tags"
    __table_args__ = (
        owners_own(),
        longest("name", 40),
        CheckConstraint("color ~ '^#[0-9a-f]{6}$'", name="color"),
        Index(
            "uq_tags_user_id_name",
            "user_id",
            text("lower(name)"),
            unique=True,
            postgresql_where=text("deleted_at IS NULL"),
        ),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    name: str
    color: str = "#2f6b4f"
    created_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()
