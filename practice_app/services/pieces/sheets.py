"""The notes of a piece: a PDF as it was sent, or a picture drawn anew, in S3 under a random key.

A row of ``sheets`` is there before its object is, and goes after it. The one that is ``shown`` is the piece's; what is
shown nowhere, and what belongs to a piece that can't be brought back any more, is found by `sweep`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, or_
from sqlmodel import Session, col, select

from practice_app.database import system_transaction, transaction
from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import Piece, Sheet
from practice_app.models.columns import now
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, owned_by, require
from practice_app.services.shared.drawing import shrinking
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.steps import step

FIELD = "sheet"
LARGEST = 20_000_000
LIMIT = "60/hour;200/day"
"""Sheets that one person may send."""
PDF, PICTURE = "application/pdf", "image/jpeg"
LONGEST_SIDE = 2400
"""Pixels: a page of notes is read at arm's length on a tablet."""
LEFT_ALONE = timedelta(hours=1)
"""So long one that is shown nowhere may be on its way, and a piece that was taken off the list may come back."""
BROKEN = msg("This PDF can't be read. Perhaps it didn't arrive whole; try another one.")


@dataclass(frozen=True)
class SheetRow:
    """The notes of a piece as they are told of."""

    mime_type: str
    bytes: int
    created_at: datetime


@dataclass(frozen=True)
class SheetFile:
    """Where they lie, and of which piece they are."""

    piece_id: UUID
    title: str
    key: str
    mime_type: str
    bytes: int


def check_limit(who: UUID) -> None:
    """Count one more sheet of somebody's; raise ``TooMany``."""
    rates.spend(LIMIT, "sheet", str(who))


@step
def put(who: UUID, piece_id: UUID, data: bytes) -> SheetRow:
    """Keep these as the notes of a piece from now on; raise ``Invalid`` for what is neither PDF nor picture."""
    with transaction(who) as db:
        require(db, who, Permission.PIECE_CHANGE, piece_id)
    mime_type, body = taken(data)
    key = storage.random_key(prefix="sheets")
    sheet = Sheet(user_id=who, piece_id=piece_id, object_key=key, mime_type=mime_type, bytes=len(body))
    told = SheetRow(mime_type, len(body), sheet.created_at)
    identity = sheet.id
    with transaction(who) as db:
        require(db, who, Permission.PIECE_CHANGE, piece_id)
        quotas.check_kept(db, who, len(body))
        db.add(sheet)
    storage.put(key, body, mime_type)
    _show(who, piece_id, identity)
    return told


def taken(data: bytes, field: str = FIELD) -> tuple[str, bytes]:
    """Tell what it is by what it holds, whatever it is called: a PDF stays as it is, a picture is drawn anew."""
    if not data.startswith(b"%PDF-"):
        return PICTURE, shrinking.page(data, LONGEST_SIDE, field)
    if b"%%EOF" not in data[-4096:]:
        raise Invalid(field, BROKEN)
    return PDF, data


@step
def remove(who: UUID, piece_id: UUID) -> None:
    """Keep no notes of a piece any more."""
    _show(who, piece_id, None)


def _show(who: UUID, piece_id: UUID, sheet_id: UUID | None) -> None:
    """Show this one; the one before leaves S3 now, or with a sweep when S3 can't be asked."""
    with transaction(who) as db:
        require(db, who, Permission.PIECE_CHANGE, piece_id, lock=True)
        before = db.exec(select(Sheet).where(*_shown(who, piece_id))).all()
        gone = [(sheet.id, sheet.object_key) for sheet in before]
        for sheet in before:
            sheet.shown = False
        db.flush()
        if sheet_id:
            db.exec(select(Sheet).where(owned_by(who, Sheet), Sheet.id == sheet_id)).one().shown = True
    for identity, key in gone:
        _erase(identity, key)


def _shown(who: UUID, piece_id: UUID) -> tuple[ColumnElement[bool], ...]:
    return owned_by(who, Sheet), col(Sheet.piece_id) == piece_id, col(Sheet.shown).is_(True)


def file(db: Session, who: UUID, piece_id: UUID) -> SheetFile:
    """Tell where the notes of a piece lie; raise ``NotFound`` where there are none."""
    piece: Piece = require(db, who, Permission.SHEET_READ, piece_id)
    sheet = db.exec(select(Sheet).where(*_shown(who, piece_id))).first()
    if sheet is None:
        raise NotFound()
    return SheetFile(piece.id, piece.title, sheet.object_key, sheet.mime_type, sheet.bytes)


@step
def files(who: UUID) -> list[SheetFile]:
    """All notes of somebody's, as they leave with them."""
    query = select(Sheet, Piece.title).join(Piece, col(Piece.id) == Sheet.piece_id)
    with transaction(who) as db:
        found = db.exec(query.where(owned_by(who, Sheet), col(Sheet.shown)).order_by(col(Sheet.id))).all()
        return [SheetFile(s.piece_id, title, s.object_key, s.mime_type, s.bytes) for s, title in found]


@step
def sweep(limit: int = 100) -> int:
    """Erase up to ``limit`` that nobody can see any more, and tell how many."""
    long_ago = now() - LEFT_ALONE
    unseen = or_(and_(~col(Sheet.shown), col(Sheet.created_at) < long_ago), col(Piece.deleted_at) < long_ago)
    query = select(Sheet.id, Sheet.object_key).join(Piece, col(Piece.id) == Sheet.piece_id).where(unseen).limit(limit)
    with system_transaction() as db:
        found = db.exec(query).all()
    return sum(_erase(identity, key) for identity, key in found)


def _erase(identity: UUID, key: str) -> bool:
    """Delete its object, then its row."""
    if not storage.let_go(f"sheet {identity}", key):
        return False
    with system_transaction() as db:
        db.execute(delete(Sheet).where(col(Sheet.id) == identity))
    return True


@step
def chunks(found: SheetFile) -> Iterator[bytes]:
    """Read the notes a piece at a time."""
    return storage.chunks(found.key)
