"""The pieces that a table names: those that are there already, by title and composer, and new ones."""

from uuid import UUID

from sqlmodel import Session, select

from practice_app.models import Piece
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.services.portability.reading.sessions import Work
from practice_app.services.practice import Item
from practice_app.services.shared.access import Permission, live, visible
from practice_app.services.shared.fields import checked
from practice_app.text import fold


class Repertoire:
    """Somebody's pieces, looked up by name as long as one transaction lasts."""

    def __init__(self, db: Session, who: UUID) -> None:
        self._db, self._who = db, who
        mine = select(Piece.id, Piece.title, Piece.composer).where(visible(who, Permission.PIECE_READ), live(Piece))
        self._ids: dict[tuple[str, str], UUID] = {}
        for identity, title, composer in db.exec(mine.order_by(Piece.id)):  # type: ignore[arg-type]
            self._note(title, composer, identity)

    def items(self, works: list[Work], seconds: float) -> list[Item]:
        """Give each piece of a session its part of the time: nobody said how it was divided."""
        share = round(seconds / len(works), 2) if works else 0
        return [Item(piece_id=self._find(work), seconds=share) for work in works]

    def known(self, work: Work) -> UUID | None:
        """The piece of that name, if there is one."""
        return self._ids.get((fold(work.title), fold(work.composer)))

    def note(self, work: Work, identity: UUID) -> None:
        """Know another one."""
        self._note(work.title, work.composer, identity)

    def _find(self, work: Work) -> UUID:
        """The piece of that name; where no composer is said, whoever's it is."""
        key = (fold(work.title), fold(work.composer))
        if key not in self._ids:
            draft = checked(PieceDraft, {"title": work.title, "composer": work.composer})
            self._note(draft.title, draft.composer, pieces.add_piece(self._db, self._who, draft)[0].id)
            self._ids.setdefault(key, self._ids[fold(draft.title), fold(draft.composer)])
        return self._ids[key]

    def _note(self, title: str, composer: str, identity: UUID) -> None:
        for known in (composer, ""):
            self._ids.setdefault((fold(title), fold(known)), identity)
