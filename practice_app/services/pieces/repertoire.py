"""Pieces: written down, listed with what was put into them, taken off the list and put back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.models import Piece
from practice_app.models.columns import now
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, require, visible_sql
from practice_app.services.shared.fields import Bpm, Line, Name
from practice_app.services.shared.paging import Key, Page, page, place

Title = Annotated[Name, Field(max_length=200)]
MaybeText = Annotated[Line, Field(max_length=200)]


class PieceDraft(BaseModel):
    """A piece as someone writes it down; a device without network makes the id itself."""

    id: UUID | None = None
    title: Title
    composer: MaybeText = ""
    target_bpm: Bpm | None = None


class PieceChanges(BaseModel):
    """What to change of a piece."""

    title: Title = ""
    composer: MaybeText = ""
    target_bpm: Bpm | None = None


@dataclass(frozen=True)
class PieceRow:
    """A piece with what was put into it: ``seconds`` in all sessions, and the moment of the last one."""

    id: UUID
    title: str
    composer: str
    target_bpm: float | None
    created_at: datetime
    updated_at: datetime
    seconds: float
    sessions: int
    last_practised_at: datetime | None
    sections: int


PIECES = f"""
    SELECT p.id, p.title, p.composer, p.target_bpm, p.created_at, p.updated_at,
           coalesce(i.seconds, 0) AS seconds, coalesce(i.sessions, 0) AS sessions, i.last_practised_at,
           (SELECT count(*) FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS sections
      FROM pieces p LEFT JOIN LATERAL (
        SELECT sum(i.seconds) AS seconds, count(DISTINCT s.id) AS sessions, max(s.started_at) AS last_practised_at
          FROM session_items i JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
         WHERE i.piece_id = p.id) i ON true
     WHERE {visible_sql("p")} AND p.deleted_at IS NULL
"""


def piece(db: Session, who: UUID, piece_id: UUID) -> PieceRow:
    """Show one piece."""
    found = db.execute(sql(PIECES + " AND p.id = :id"), {"user_id": who, "id": piece_id}).first()
    if found is None:
        raise NotFound()
    return PieceRow(**found._mapping)


def pieces(db: Session, who: UUID, *, limit: int = 100, after: str | None = None) -> Page[PieceRow]:
    """List pieces, the newest first."""
    key = place(after)
    values: dict[str, Any] = {"user_id": who, "limit": limit + 1}
    where = ""
    if key:
        where, values = " AND (p.created_at, p.id) < (:before, :id)", values | {"before": key.moment, "id": key.id}
    found = db.execute(sql(f"{PIECES}{where} ORDER BY p.created_at DESC, p.id DESC LIMIT :limit"), values)
    rows = [PieceRow(**row._mapping) for row in found]
    return page(rows, limit, [Key(row.created_at, row.id) for row in rows])


def add_piece(db: Session, who: UUID, draft: PieceDraft) -> tuple[PieceRow, bool]:
    """Write a piece down; the same id again changes nothing. Tells whether it is new."""
    added, created = ownership.add(db, who, Piece, draft)
    return piece(db, who, added.id), created


def change_piece(db: Session, who: UUID, piece_id: UUID, changes: PieceChanges) -> PieceRow:
    """Change some of a piece."""
    ownership.change(db, require(db, who, Permission.PIECE_CHANGE, piece_id), changes)
    return piece(db, who, piece_id)


def delete_piece(db: Session, who: UUID, piece_id: UUID) -> None:
    """Take a piece off the list; what was practised stays."""
    require(db, who, Permission.PIECE_CHANGE, piece_id).deleted_at = now()


def restore_piece(db: Session, who: UUID, piece_id: UUID) -> PieceRow:
    """Put a piece back on the list."""
    require(db, who, Permission.PIECE_CHANGE, piece_id, deleted=True).deleted_at = None
    db.flush()
    return piece(db, who, piece_id)
