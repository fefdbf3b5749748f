"""How a player counts a piece: picked once where its tempo may be read in two ways, remembered, read so from then on.

What was remembered decides between the readings of a take without a target, and nothing else of what was heard.
"""

from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import text
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Analysis, Piece
from practice_app.models.columns import now
from practice_app.services import practice
from practice_app.services.analysis import reading
from practice_app.services.analysis.reading import Document
from practice_app.services.shared.access import Permission, require, visible_sql
from practice_app.services.shared.fields import Bpm

MOST = 500
"""Takes of a piece that are read anew when somebody picks, the newest first."""
READ: Any = (Analysis.session_id, Analysis.metrics, Analysis.curves)
"""What that takes of each; notes and spans of 500 are much to fetch."""


class ReadingDraft(BaseModel):
    """The tempo as one counts it: one of the two that were told."""

    bpm: Bpm


_MOSTLY = """(SELECT i.piece_id FROM session_items i WHERE i.session_id = s.id GROUP BY i.piece_id
    HAVING sum(i.seconds) >= 0.5 * (SELECT sum(j.seconds) FROM session_items j WHERE j.session_id = s.id)
     ORDER BY sum(i.seconds) DESC, i.piece_id LIMIT 1)"""
_PIECE = text(f"SELECT {_MOSTLY} FROM practice_sessions s WHERE s.id = :id")
_COUNTED = text(
    f"SELECT p.counted_bpm FROM practice_sessions s JOIN pieces p ON p.id = {_MOSTLY}"
    " WHERE s.id = :id AND s.target_bpm IS NULL"
)
_TWO_WAYS = "a.metrics @? '$[*] ? (@.key == \"tempo_bpm\" && exists (@.alternatives))'"
_TAKES = text(
    f"SELECT a.id FROM analyses a JOIN practice_sessions s ON s.id = a.session_id WHERE {visible_sql('a')}"
    f" AND s.deleted_at IS NULL AND s.target_bpm IS NULL AND {_TWO_WAYS}"
    f" AND (s.id = :id OR {_MOSTLY} = CAST(:piece AS uuid)) ORDER BY a.created_at DESC, a.id LIMIT {MOST}"
)


def read_as(db: Session, who: UUID, session_id: UUID, draft: ReadingDraft) -> None:
    """Read the tempo of this session as its player counts it, and every take of its piece that may be read so.

    Raises ``Invalid`` for a tempo that is neither of the two.
    """
    practice.get_owned(db, who, session_id, lock=True)
    piece_id = db.scalar(_PIECE, {"id": session_id})
    ids = db.scalars(_TAKES, {"user_id": who, "id": session_id, "piece": piece_id}).all()
    read = select(Analysis).options(load_only(*READ, raiseload=True))
    takes = db.exec(read.where(col(Analysis.id).in_(ids))).all()
    if not any(take.session_id == session_id and reading.nearest(take.metrics, draft.bpm) for take in takes):
        raise Invalid("bpm", msg("Pick one of the two tempi that were heard."))
    if piece_id is not None:
        _remember(db, who, piece_id, draft.bpm)
    for take in takes:
        if found := reading.as_counted(take.metrics, take.curves, draft.bpm):
            take.metrics, take.curves = found
    practice.changed(db, who, list({take.session_id for take in takes}))


def _remember(db: Session, who: UUID, piece_id: UUID, bpm: float) -> None:
    """The later word counts: who said how many beats are heard in one of theirs says it with this."""
    piece: Piece = require(db, who, Permission.PIECE_CHANGE, piece_id, lock=True)
    piece.counted_bpm, piece.beat_ratio, piece.updated_at = bpm, None, now()


def remembered(
    db: Session, session_id: UUID, metrics: list[Document], curves: list[Document]
) -> tuple[list[Document], list[Document]]:
    """What was just heard, read as its piece is counted, if that was said."""
    bpm = db.scalar(_COUNTED, {"id": session_id})
    return (reading.as_counted(metrics, curves, bpm) if bpm else None) or (metrics, curves)
