"""Pieces, passages and tags, put down as their player would; what they changed or took away stays as they left it."""

from datetime import timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.database import transaction
from practice_app.demo.people import Player, Work
from practice_app.demo.practised import piece_id, section_id, tag_id
from practice_app.errors import Conflict, NotFound
from practice_app.models import Piece
from practice_app.models.columns import now
from practice_app.services import pieces
from practice_app.services.pieces import PieceChanges, PieceDraft, SectionDraft, TagDraft


def put_on(player: Player, user_id: UUID) -> None:
    """Put the pieces on the stand, with their passages, and make the tags."""
    with transaction(user_id) as db:
        for work in reversed(player.works):
            _piece(db, user_id, player, work)
        for name, color in player.tags:
            _tag(db, user_id, TagDraft(id=tag_id(player, name), name=name, color=color))


def name_works(player: Player, user_id: UUID) -> None:
    """Let pieces name their works where the catalogue has learned of them since they were put down."""
    with transaction(user_id) as db:
        for work in player.works:
            piece, told = db.get(Piece, piece_id(player, work)), _told(db, work)
            if piece and "work_id" in told and not (piece.work_id or piece.deleted_at):
                pieces.change_piece(db, user_id, piece.id, PieceChanges(work_id=told["work_id"]))


def _piece(db: Session, user_id: UUID, player: Player, work: Work) -> None:
    draft = PieceDraft(id=piece_id(player, work), title=work.title, composer=work.composer, **_told(db, work))
    try:
        row, created = pieces.add_piece(db, user_id, draft)
    except NotFound:  # they took it off the list
        return
    if created:
        piece = db.get_one(Piece, row.id)
        piece.created_at = now() - timedelta(days=min(player.days, work.days[0]))
        db.flush()
    elif not row.instrument and draft.instrument:  # from a demo that knew less of it
        changes = draft.model_dump(exclude={"id", "title", "composer"}, exclude_unset=True)
        pieces.change_piece(db, user_id, row.id, PieceChanges(**changes))
    for one in work.passages:
        section = SectionDraft(
            id=section_id(player, work, one.title),
            title=one.title,
            bar_start=one.first,
            bar_end=one.last,
            current_bpm=one.now_bpm,
            target_bpm=one.target_bpm,
        )
        _section(db, user_id, row.id, section)


def _section(db: Session, user_id: UUID, piece: UUID, draft: SectionDraft) -> None:
    try:
        pieces.add_section(db, user_id, piece, draft)
    except NotFound:
        return


def _tag(db: Session, user_id: UUID, draft: TagDraft) -> None:
    try:
        pieces.add_tag(db, user_id, draft)
    except (Conflict, NotFound):  # there is one of that name, or they took it away
        return


def _told(db: Session, work: Work) -> dict[str, object]:
    told = {
        "target_bpm": work.target_bpm,
        "status": work.status,
        "instrument": work.instrument,
        "difficulty": work.difficulty,
        "duration_s": work.minutes and work.minutes * 60,
        "notes": work.notes,
    }
    found = pieces.find_works(db, work.catalogue, limit=1).items if work.catalogue else []
    return told | ({"work_id": found[0].id} if found else {})
