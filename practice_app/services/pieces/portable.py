"""What the repertoire holds of a person, as it leaves; also what was taken off the list, for sessions name it still."""

from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import Piece
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.portable import held

HELD = (
    held("pieces.json", "pieces"),
    held("sections.json", "sections"),
    held("sheets.json", "sheets"),
    held("tags.json", "tags"),
)


def composers(db: Session, who: UUID) -> dict[str, str]:
    """Tell who wrote each piece, by the piece's id, as far as it is known."""
    known = select(Piece.id, Piece.composer).where(visible(who, Permission.PIECE_READ), col(Piece.composer) != "")
    return {str(identity): composer for identity, composer in db.exec(known)}
