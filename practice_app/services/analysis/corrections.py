"""What a player says against what was heard ("this was me playing", "this was not"): kept beside it, never over it.

The measured time stays what it is (``played_s``). What the player says it was (``corrected_s``) stands in the session's
row beside it and is what totals count, marked as corrected: whoever takes the trouble knows better than the analyser.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete, func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, Invalid, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import Correction, CorrectionKind, PracticeSession
from practice_app.models.columns import now
from practice_app.services import practice
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.fields import Seconds

MOST = 200
SHORTEST_S = 0.2
Stretch = tuple[float, float]


class CorrectionDraft(BaseModel):
    """From ``start_s`` to ``end_s`` on the session's clock the player played, or did not."""

    id: UUID | None = None
    kind: CorrectionKind
    start_s: Seconds
    end_s: Seconds


@dataclass(frozen=True)
class CorrectionRow:
    """One correction as it is stored; times are seconds on the session's clock."""

    id: UUID
    kind: str
    start_s: float
    end_s: float
    created_at: datetime


def correct(db: Session, who: UUID, session_id: UUID, draft: CorrectionDraft) -> tuple[CorrectionRow, bool]:
    """Write down that it was otherwise than heard, and tell whether that is new; the same id again changes nothing."""
    session = practice.get_owned(db, who, session_id, lock=True)
    start_s, end_s = round(draft.start_s, 3), round(min(draft.end_s, session.clock_s), 3)
    if end_s - start_s < SHORTEST_S:
        raise Invalid("end_s", msg("This stretch is too short, or lies outside the session."))
    correction_id = client_id(draft.id) if draft.id else new_id()
    values = {"id": correction_id, "user_id": who, "session_id": session_id, "kind": draft.kind.value}
    row = insert(Correction).values(**values, start_s=start_s, end_s=end_s, created_at=now())
    added = db.execute(row.on_conflict_do_nothing(index_elements=["id"]).returning(col(Correction.id))).first()
    counted = select(func.count()).select_from(Correction).where(col(Correction.session_id) == session_id)
    if added and db.exec(counted).one() > MOST:
        raise Conflict(msg("This session has as many corrections as it can hold."))
    refresh(db, session_id)
    return _row(_get_owned(db, who, session_id, correction_id)), added is not None


def withdraw(db: Session, who: UUID, session_id: UUID, correction_id: UUID) -> None:
    """Take a correction back; what was heard counts again."""
    found = _get_owned(db, who, session_id, correction_id)
    db.execute(delete(Correction).where(col(Correction.id) == found.id))
    refresh(db, session_id)


def refresh(db: Session, session_id: UUID) -> None:
    """Write to the session how long its player says they played (``null``: they said nothing, or nothing was heard).

    Called in the transaction that changes a correction or stores an analysis, once ``played_s`` is right.
    """
    session = db.get_one(PracticeSession, session_id, populate_existing=True)
    said = of_session(db, session_id)
    session.corrected_s = corrected_s(session.played_s, _playing(db, session_id), said) if said else None
    session.updated_at = now()
    practice.changed(db, session.user_id, [session_id])


_PLAYING = text(
    "SELECT span->>'kind' AS kind, (span->>'start_s')::float + r.offset_s AS start_s,"
    " (span->>'end_s')::float + r.offset_s AS end_s"
    " FROM (SELECT DISTINCT ON (recording_id) recording_id, spans FROM analyses WHERE session_id = :id"
    " ORDER BY recording_id, created_at DESC, id DESC) AS a JOIN recordings r ON r.id = a.recording_id,"
    " jsonb_array_elements(a.spans) AS span WHERE span->>'kind' = 'playing'"
)


def _playing(db: Session, session_id: UUID) -> list[dict[str, Any]]:
    """List where playing was heard, on the session's clock; of each recording the newest analysis counts."""
    return [dict(row) for row in db.execute(_PLAYING, {"id": session_id}).mappings()]


def of_session(db: Session, session_id: UUID) -> list[CorrectionRow]:
    """List what is said against what was heard in a session, in order; the caller has asked whether it may be read."""
    query = select(Correction).where(Correction.session_id == session_id)
    return [_row(found) for found in db.exec(query.order_by(col(Correction.created_at), col(Correction.id)))]


def corrected_s(played_s: float | None, spans: list[dict[str, Any]], said: list[CorrectionRow]) -> float | None:
    """Give the seconds of playing as the player says; ``None`` without a correction, or when nothing was heard yet."""
    if played_s is None or not said:
        return None
    heard = union([(span["start_s"], span["end_s"]) for span in spans if span["kind"] == "playing"])
    return round(max(0.0, played_s + length(as_told(heard, said)) - length(heard)), 3)


def as_told(heard: list[Stretch], said: list[CorrectionRow]) -> list[Stretch]:
    """Give when somebody played as they say, who was heard playing then; what was said later counts."""
    told = heard
    for one in said:
        told = without(told, (one.start_s, one.end_s))
        if one.kind == CorrectionKind.PLAYING:
            told = union([*told, (one.start_s, one.end_s)])
    return told


def _get_owned(db: Session, who: UUID, session_id: UUID, correction_id: UUID) -> Correction:
    practice.get_owned(db, who, session_id)
    found: Correction = require(db, who, Permission.CORRECTION_CHANGE, correction_id)
    if found.session_id != session_id:
        raise NotFound()
    return found


def _row(found: Correction) -> CorrectionRow:
    return CorrectionRow(found.id, found.kind, found.start_s, found.end_s, found.created_at)


def union(stretches: list[Stretch]) -> list[Stretch]:
    """Join those that overlap, in order."""
    out: list[Stretch] = []
    for start, end in sorted(stretches):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(out[-1][1], end))
        else:
            out.append((start, end))
    return out


def without(stretches: list[Stretch], gone: Stretch) -> list[Stretch]:
    """Cut one out of them."""
    parts = [part for a, b in stretches for part in ((a, min(b, gone[0])), (max(a, gone[1]), b))]
    return [(a, b) for a, b in parts if a < b]


def length(stretches: list[Stretch]) -> float:
    """Add up their seconds."""
    return sum(end - start for start, end in stretches)
