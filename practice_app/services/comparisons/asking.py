"""Asking for a comparison: of two kept recordings of one's own; the same pair asked for again is the same one."""

from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, Invalid
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Comparison, ComparisonStatus, JobKind, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.shared import jobs
from practice_app.services.shared.access import Permission, require, visible

LONGEST_S = 30 * 60.0
"""What is longer is not compared: time and memory grow with both lengths."""
MOST_KEPT = 200
"""So many are kept; beyond that the oldest goes, and can be asked for again."""
QUEUED, FAILED = ComparisonStatus.QUEUED, ComparisonStatus.FAILED


class ComparisonDraft(BaseModel):
    """Which two recordings."""

    a: UUID
    b: UUID


@dataclass
class NotKept(Conflict):
    """There is nothing to play of a recording: it was not kept, or was deleted."""

    code = "not_kept"
    detail: str = msg("Only recordings that were kept can be compared.")


@dataclass
class NotReady(Conflict):
    """A recording has not been listened to yet, or could not be."""

    code = "not_ready"
    detail: str = msg("A recording can be compared once it was listened to. Try again in a moment.")


def ask(db: Session, who: UUID, draft: ComparisonDraft) -> UUID:
    """Have two recordings laid side by side; which comparison it is. One that failed is tried again.

    Raises ``Invalid``, ``NotKept``, ``NotReady``; ``NotFound`` for what is not theirs.
    """
    if draft.a == draft.b:
        raise Invalid("b", msg("Choose two different recordings."))
    for field, recording_id in (("a", draft.a), ("b", draft.b)):
        _check(field, require(db, who, Permission.RECORDING_CHANGE, recording_id))
    comparison_id = _stored(db, who, draft)
    found: Comparison = require(db, who, Permission.COMPARISON_READ, comparison_id, lock=True)
    if found.status == FAILED:
        found.status, found.failure, found.updated_at = QUEUED, None, now()
        db.flush()
    if found.status == QUEUED:
        jobs.enqueue(db, who, JobKind.COMPARISON, comparison_id)
    return comparison_id


def _check(field: str, recording: Recording) -> None:
    if not recording.keep or recording.media_deleted_at or recording.status == RecordingStatus.DELETED:
        raise NotKept()
    if recording.status != RecordingStatus.READY:
        raise NotReady()
    if (recording.length_s or recording.duration_s or 0) > LONGEST_S:
        raise Invalid(field, msg("Recordings of up to {n} minutes can be compared."), n=round(LONGEST_S / 60))


def _stored(db: Session, who: UUID, draft: ComparisonDraft) -> UUID:
    pair = (col(Comparison.a_id) == draft.a, col(Comparison.b_id) == draft.b)
    mine = select(Comparison.id).where(visible(who, Permission.COMPARISON_READ), *pair)
    if (there := db.exec(mine).first()) is not None:
        return there
    _make_room(db, who)
    moment = now()
    values = {"user_id": who, "a_id": draft.a, "b_id": draft.b, "created_at": moment, "updated_at": moment}
    row = insert(Comparison).values(id=new_id(), status=QUEUED, **values)
    db.execute(row.on_conflict_do_nothing())
    return db.exec(mine).one()


def _make_room(db: Session, who: UUID) -> None:
    newest = col(Comparison.created_at).desc(), col(Comparison.id).desc()
    old = select(Comparison.id).where(visible(who, Permission.COMPARISON_READ)).order_by(*newest).offset(MOST_KEPT - 1)
    db.execute(delete(Comparison).where(col(Comparison.id).in_(old)))
