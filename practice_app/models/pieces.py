"""What is practised: pieces, their sections and sheets, works that everybody knows, and tags."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from practice_app.models.columns import (
    id_column,
    longest,
    maybe_document,
    maybe_moment,
    moment_now,
    of_the_same_owner,
    one_of,
    owner_column,
    owners_own,
    person_column,
    words,
)

BPM_RANGE = "BETWEEN 10 AND 400"


class PieceStatus(StrEnum):
    """How far somebody is with a piece."""

    LEARNING = "learning"
    POLISHING = "polishing"
    PERFORMING = "performing"
    RESTING = "resting"


class MusicalWork(SQLModel, table=True):
    """A work of the repertoire, as the catalogue has it that everybody shares; nobody's piece, and nobody's to change.

    ``catalogue`` is its number (``BWV 1004``); ``folded`` what it is found by, as `services/pieces/folding.py` says it.
    """

    __tablename__ = "works"
    __table_args__ = (
        longest("title", 200),
        longest("composer", 200),
        longest("catalogue", 60),
        Index("ix_works_composer", "composer", "title", "id"),
    )

    id: UUID = id_column()
    title: str
    composer: str
    catalogue: str = ""
    instruments: list[str] = words()
    folded: str


class Piece(SQLModel, table=True):
    """A piece of music someone works on.

    ``difficulty`` is their own word, from 1 (first pieces) to 10 (concert literature). ``beat_ratio``: how many beats
    the ear hears in one of the player's (2: it counts quavers where they count crotchets); nothing is the same.
    ``counted_bpm``: as they counted it when a tempo could be read in two ways.
    """

    __tablename__ = "pieces"
    __table_args__ = (
        owners_own(),
        longest("title", 200),
        longest("composer", 200),
        longest("instrument", 60),
        longest("notes", 10_000),
        one_of("status", PieceStatus),
        CheckConstraint(f"target_bpm {BPM_RANGE}", name="target_bpm"),
        CheckConstraint("difficulty BETWEEN 1 AND 10", name="difficulty"),
        CheckConstraint("duration_s > 0 AND duration_s <= 86400", name="duration_s"),
        CheckConstraint(f"counted_bpm {BPM_RANGE}", name="counted_bpm"),
        CheckConstraint("beat_ratio BETWEEN 0.125 AND 8", name="beat_ratio"),
        Index("ix_pieces_work_id", "work_id", postgresql_where=text("work_id IS NOT NULL")),
        Index("ix_pieces_user_id", "user_id"),  # for quotas: deleted ones too
        Index("ix_pieces_user_id_live", "user_id", "id", postgresql_where=text("deleted_at IS NULL")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    title: str
    composer: str = ""
    target_bpm: float | None = None
    status: str = PieceStatus.LEARNING
    instrument: str = ""
    difficulty: int | None = None
    duration_s: float | None = None
    notes: str = ""
    work_id: UUID | None = Field(default=None, foreign_key="works.id", ondelete="SET NULL")
    beat_ratio: float | None = None
    counted_bpm: float | None = None
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
        Index("ix_sections_user_id", "user_id"),
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
    merged: dict[str, Any] | None = maybe_document()
    """By which section this one was taken in, with which of its sessions' items, and what that one was before."""
    created_at: datetime = moment_now()
    updated_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class Sheet(SQLModel, table=True):
    """The notes of a piece as somebody sent them, a PDF or a picture, under a random key in S3.

    The row is there before its object is. The one that is ``shown`` is the piece's; all others are swept.
    """

    __tablename__ = "sheets"
    __table_args__ = (
        of_the_same_owner("piece_id", "pieces"),
        longest("mime_type", 40),
        CheckConstraint("bytes > 0", name="bytes"),
        Index("ix_sheets_user_id", "user_id"),
        Index("ix_sheets_piece_id", "piece_id"),
        Index("uq_sheets_shown", "piece_id", unique=True, postgresql_where=text("shown")),
    )

    id: UUID = id_column()
    user_id: UUID = owner_column()
    piece_id: UUID
    object_key: str = Field(unique=True)
    mime_type: str
    bytes: int
    shown: bool = False
    created_at: datetime = moment_now()


class Tag(SQLModel, table=True):
    """A word to find sessions by, of one's own; a teacher's may be offered to ``all`` students or to ``some``.

    One that is retired stays on the sessions that have it, and in no form.
    """

    __tablename__ = "tags"
    __table_args__ = (
        owners_own(),
        longest("name", 40),
        CheckConstraint("color ~ '^#[0-9a-f]{6}$'", name="color"),
        one_of("offer", ("all", "some")),
        Index("ix_tags_user_id", "user_id"),
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
    offer: str | None = None
    place: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    retired_at: datetime | None = maybe_moment()
    created_at: datetime = moment_now()
    deleted_at: datetime | None = maybe_moment()


class TagOffer(SQLModel, table=True):
    """A student to whom a tag is offered that is for some."""

    __tablename__ = "tag_offers"
    __table_args__ = (
        of_the_same_owner("tag_id", "tags"),
        Index("ix_tag_offers_user_id", "user_id"),
        Index("ix_tag_offers_shown_to", "shown_to"),
    )

    tag_id: UUID = Field(primary_key=True)
    user_id: UUID = owner_column()
    shown_to: UUID = person_column(primary_key=True)
