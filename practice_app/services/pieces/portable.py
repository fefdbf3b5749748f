"""What the repertoire holds of a person, as it leaves; also what was taken off the list, for sessions name it still."""

from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.models import Piece
from practice_app.services.shared.access import Permission, visible, visible_sql
from practice_app.services.shared.portable import held

NAMED = f"t.id IN (SELECT s.tag_id FROM session_tags s WHERE {visible_sql('s')})"
"""A teacher's word that stands on a session of theirs."""
HELD = (
    held("pieces.json", "pieces"),
    held("sections.json", "sections"),
    held("sheets.json", "sheets"),
    held("tags.json", "tags", without=("offer",), mine=f"({visible_sql('t')} OR {NAMED})"),
)


def composers(db: Session, who: UUID) -> dict[str, str]:
    """Tell who wrote each piece, by the piece's id, as far as it is known."""
    known = select(Piece.id, Piece.composer).where(visible(who, Permission.PIECE_READ), col(Piece.composer) != "")
    return {str(identity): composer for identity, composer in db.exec(known)}
