"""What homework names of somebody's, proved to be what the teacher may read: a piece, moments of takes."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import DbRole, become
from practice_app.errors import Invalid, NotFound
from practice_app.locales import msg
from practice_app.models import AssignmentFile, Piece, Recording
from practice_app.services import recordings
from practice_app.services.recordings import KeptTake
from practice_app.services.shared.access import Permission, live, owned_by, read, visible
from practice_app.services.teaching.homework.drafts import PieceTold, Reference

NO_PIECE = msg("This piece isn't yours, nor one of your student's that you see.")
NO_RECORDING = msg("This isn't a recording that you kept, nor one that your student shares with you.")
NO_FILE = msg("This isn't a file that you sent.")


@dataclass(frozen=True)
class Named:
    """A piece as homework names it; ``owner``: whose ``piece_id`` it is."""

    title: str = ""
    composer: str = ""
    piece_id: UUID | None = None
    owner: UUID | None = None

    def columns(self, student: UUID) -> dict[str, Any]:
        """What stands in the row of this student's: an id only where the piece is theirs."""
        mine = self.piece_id if self.owner == student else None
        return {"piece_title": self.title, "composer": self.composer, "piece_id": mine}


def piece(db: Session, who: UUID, told: PieceTold | None, piece_id: UUID | None) -> Named:
    """Find what is meant; words that are told beside an id stand instead of the piece's own.

    Raises ``Invalid`` for a piece that ``who`` doesn't see.
    """
    if piece_id is None:
        return Named(told.title, told.composer) if told else Named()

    def look(owner: UUID, _role: DbRole) -> Named | None:
        asked = select(Piece.title, Piece.composer).where(
            col(Piece.id) == piece_id, visible(owner, Permission.PIECE_READ), live(Piece)
        )
        found = db.exec(asked).first()
        return Named(*found, piece_id, owner) if found else None

    named = _seen(db, who, Permission.PIECE_READ, piece_id, look, ("piece_id", NO_PIECE))
    return Named(told.title, told.composer, piece_id, named.owner) if told else named


def check_references(db: Session, who: UUID, references: Iterable[Reference], students: Collection[UUID]) -> None:
    """Raise ``Invalid`` unless each recording is of the one student's, and shown to ``who``."""
    for recording_id in {one.recording_id for one in references if one.recording_id}:

        def look(owner: UUID, role: DbRole, wanted: UUID = recording_id) -> UUID | None:
            asked = (col(Recording.id) == wanted, visible(owner, Permission.RECORDING_READ), live(Recording))
            return db.exec(select(Recording.user_id).where(*asked)).first() if role is DbRole.READER else None

        owner = _seen(db, who, Permission.RECORDING_READ, recording_id, look, ("references", NO_RECORDING))
        if {owner} != set(students):
            raise Invalid("references", NO_RECORDING)


def pointing(
    db: Session, who: UUID, references: Sequence[Reference], students: Collection[UUID]
) -> list[dict[str, Any]]:
    """Give what homework points to as it is kept; raise ``Invalid`` for what ``who`` may not point to."""
    own = recordings.kept(db, who, {one.recording_id for one in references if one.recording_id})
    check_references(db, who, [one for one in references if one.recording_id not in own], students)
    named = [one.file_id for one in references if one.file_id]
    mine = (owned_by(who, AssignmentFile), col(AssignmentFile.arrived), col(AssignmentFile.id).in_(named))
    files = {file.id: file for file in db.exec(select(AssignmentFile).where(*mine))} if named else {}
    if not set(named) <= files.keys():
        raise Invalid("references", NO_FILE)
    return [_as_kept(one, files, own) for one in references]


def _as_kept(one: Reference, files: dict[UUID, AssignmentFile], own: dict[UUID, KeptTake]) -> dict[str, Any]:
    told = one.model_dump(mode="json", exclude_none=True, exclude={"name", "mime_type", "own"})
    if one.file_id:
        return told | {"name": files[one.file_id].name, "mime_type": files[one.file_id].mime_type}
    if one.recording_id in own:
        return told | {"name": own[one.recording_id].title, "mime_type": own[one.recording_id].mime_type, "own": True}
    return told


def _seen(db: Session, who: UUID, permission: Permission, identity: UUID, look: Any, refusal: tuple[str, str]) -> Any:
    """What is read as somebody's reader; afterwards as oneself again."""
    try:
        found = read(db, who, permission, identity, look)
    except NotFound:
        raise Invalid(*refusal) from None
    become(db, DbRole.WEB, who)
    return found
