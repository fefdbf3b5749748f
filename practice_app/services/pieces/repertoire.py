"""Pieces: written down, listed with what was put into them, taken off the list and put back."""

from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.database import current_role
from practice_app.errors import NotFound
from practice_app.models import Piece
from practice_app.models.columns import now
from practice_app.services import awards, progress
from practice_app.services.pieces import listing, rows, works
from practice_app.services.pieces.drafts import PieceChanges, PieceDraft
from practice_app.services.pieces.listing import Sought
from practice_app.services.pieces.rows import PieceRow, PieceWhole
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.paging import Page


def piece(db: Session, who: UUID, piece_id: UUID) -> PieceWhole:
    """Show one piece of theirs, its notes and its sheet to nobody but them."""
    progress.ready(db, who)
    found = db.execute(sql(rows.one(current_role(db))), {"user_id": who, "id": piece_id}).first()
    if found is None:
        raise NotFound()
    return rows.whole(found)


def shown(db: Session, who: UUID, piece_id: UUID) -> PieceWhole:
    """Show one piece to whoever may read it."""
    return piece(db, rows.owner_of(db, who, piece_id), piece_id)


def pieces(db: Session, who: UUID, *, limit: int = 100, after: str | None = None) -> Page[PieceRow]:
    """List pieces, the newest first."""
    return listing.listed(db, who, Sought(order="made"), limit=limit, after=after)


def add_piece(db: Session, who: UUID, draft: PieceDraft) -> tuple[PieceWhole, bool]:
    """Write a piece down; the same id again changes nothing. Tells whether it is new."""
    works.check(db, draft.work_id)
    added, created = ownership.add(db, who, Piece, draft)
    return piece(db, who, added.id), created


def change_piece(db: Session, who: UUID, piece_id: UUID, changes: PieceChanges) -> PieceWhole:
    """Change some of a piece."""
    found = require(db, who, Permission.PIECE_CHANGE, piece_id)
    works.check(db, changes.work_id)
    ownership.change(db, found, changes)
    if "target_bpm" in changes.model_fields_set:
        awards.settle_those_with(db, who, piece_id=piece_id)
    return piece(db, who, piece_id)


def delete_piece(db: Session, who: UUID, piece_id: UUID) -> None:
    """Take a piece off the list; what was practised stays."""
    require(db, who, Permission.PIECE_CHANGE, piece_id).deleted_at = now()


def restore_piece(db: Session, who: UUID, piece_id: UUID) -> PieceWhole:
    """Put a piece back on the list."""
    require(db, who, Permission.PIECE_CHANGE, piece_id, deleted=True).deleted_at = None
    db.flush()
    return piece(db, who, piece_id)
