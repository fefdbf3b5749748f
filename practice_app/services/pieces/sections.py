"""Sections of a piece, by their bars."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError
from sqlmodel import Session, col, select

from practice_app.errors import Invalid, NotFound
from practice_app.models import Piece, Section
from practice_app.models.columns import now
from practice_app.services import awards
from practice_app.services.pieces.drafts import Title
from practice_app.services.pieces.rows import owner_of
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, live, require, visible
from practice_app.services.shared.fields import Bpm

Bar = Annotated[int, Field(ge=0, le=100_000)]


class SectionDraft(BaseModel):
    """A passage of a piece."""

    id: UUID | None = None
    title: Title
    bar_start: Bar | None = None
    bar_end: Bar | None = None
    current_bpm: Bpm | None = None
    target_bpm: Bpm | None = None

    @field_validator("bar_end")
    @classmethod
    def _after_start(cls, value: int | None, info: ValidationInfo) -> int | None:
        start = info.data.get("bar_start")
        if value is not None and (start is None or value < start):
            raise PydanticCustomError("order", "The last bar can't come before the first.")
        return value


class SectionChanges(BaseModel):
    """What to change of a section."""

    title: Title = ""
    bar_start: Bar | None = None
    bar_end: Bar | None = None
    current_bpm: Bpm | None = None
    target_bpm: Bpm | None = None


@dataclass(frozen=True)
class SectionRow:
    """A section as it is shown."""

    id: UUID
    piece_id: UUID
    title: str
    bar_start: int | None
    bar_end: int | None
    current_bpm: float | None
    target_bpm: float | None
    created_at: datetime
    updated_at: datetime


def of_piece(db: Session, who: UUID, piece_id: UUID) -> list[SectionRow]:
    """List the sections of a piece that ``who`` may read, by their bars."""
    return listed(db, owner_of(db, who, piece_id), piece_id)


def listed(db: Session, owner: UUID, piece_id: UUID) -> list[SectionRow]:
    """List the sections of a piece of ``owner``'s, as far as this transaction sees them."""
    found = db.exec(
        select(Section)
        .where(Section.piece_id == piece_id, visible(owner, Permission.SECTION_READ), live(Section))
        .order_by(col(Section.bar_start).nulls_last(), col(Section.id))
    )
    return [ownership.as_row(SectionRow, section) for section in found]


def own(db: Session, who: UUID) -> list[SectionRow]:
    """List the sections of all one's pieces, so that a device knows them with no network."""
    found = db.exec(
        select(Section)
        .join(Piece, col(Piece.id) == Section.piece_id)
        .where(visible(who, Permission.SECTION_READ), visible(who, Permission.PIECE_READ))
        .where(live(Section), live(Piece))
        .order_by(col(Section.piece_id), col(Section.bar_start).nulls_last(), col(Section.id))
    )
    return [ownership.as_row(SectionRow, section) for section in found]


def add(db: Session, who: UUID, piece_id: UUID, draft: SectionDraft) -> tuple[SectionRow, bool]:
    """Add a section to a piece; the same id again changes nothing. Tells whether it is new."""
    require(db, who, Permission.PIECE_CHANGE, piece_id)
    added, created = ownership.add(db, who, Section, draft, piece_id=piece_id)
    return ownership.as_row(SectionRow, own_one(db, who, piece_id, added.id)), created


def own_one(db: Session, who: UUID, piece_id: UUID, section_id: UUID, *, deleted: bool = False) -> Section:
    """Find a section of this piece to change it; with ``deleted`` one that was deleted, too."""
    found: Section = require(db, who, Permission.SECTION_CHANGE, section_id, deleted=deleted)
    if found.piece_id != piece_id:
        raise NotFound()
    return found


def change(db: Session, who: UUID, piece_id: UUID, section_id: UUID, changes: SectionChanges) -> SectionRow:
    """Change some of a section."""
    found = own_one(db, who, piece_id, section_id)
    bars = {name: getattr(found, name) for name in ("bar_start", "bar_end")} | changes.model_dump(exclude_unset=True)
    if bars["bar_end"] is not None and (bars["bar_start"] is None or bars["bar_end"] < bars["bar_start"]):
        raise Invalid("bar_end", "The last bar can't come before the first.")
    ownership.change(db, found, changes)
    if "target_bpm" in changes.model_fields_set:
        awards.settle_those_with(db, who, section_id=section_id)
    return ownership.as_row(SectionRow, found)


def delete(db: Session, who: UUID, piece_id: UUID, section_id: UUID) -> None:
    """Take a section away; what was practised stays."""
    own_one(db, who, piece_id, section_id).deleted_at = now()
