"""Homework is handed in by the student, and closed or given back by the teacher; each deed stays to be read."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Conflict, NotFound, TooMany
from practice_app.locales import msg
from practice_app.models import Assignment, AssignmentTake, Recording
from practice_app.models.columns import now
from practice_app.services import practice, recordings
from practice_app.services.recordings import RecordingPatch
from practice_app.services.shared.access import Permission, require
from practice_app.services.teaching.homework import listing, telling
from practice_app.services.teaching.homework.drafts import Handed, Word
from practice_app.services.teaching.homework.rows import AssignmentRow

MOST_DEEDS: Final = 200
"""That one assignment keeps."""


@dataclass
class Closed(Conflict):
    """The teacher has closed it."""

    code = "closed"
    detail: str = msg("Your teacher has closed this homework.")


@dataclass
class TooManyDeeds(TooMany):
    """It went back and forth too often."""

    code = "quota_things"
    detail: str = msg("This homework went back and forth often enough. Please give it anew.")
    retry_after_s: int = 3600


def hand_in(db: Session, who: UUID, assignment_id: UUID, handed: Handed, origin: str = "") -> AssignmentRow:
    """Hand in a session of one's own, or a recording, which is kept and shown to one's teachers from then on.

    The same once more changes nothing. Raises ``NotFound`` for others', ``Closed``, and whatever sharing a recording
    raises.
    """
    require(db, who, Permission.ASSIGNMENT_HAND_IN, assignment_id)
    session_id = _session(db, who, handed)
    found: Assignment = require(db, who, Permission.ASSIGNMENT_HAND_IN, assignment_id, lock=True)
    there = _is_there(db, found, session_id, handed.recording_id)
    if there and found.handed_in_at:
        return listing.of_ids(db, who, [assignment_id], origin)[0]
    if found.closed_at:
        raise Closed()
    with as_system(db):
        if not there:
            take = AssignmentTake(assignment_id=found.id, user_id=who, session_id=session_id)
            take.recording_id = handed.recording_id
            db.add(take)
        found.handed_in_at = now()
        _note(found, "handed_in", "")
        db.flush()
    if handed.recording_id:
        recordings.change(db, who, handed.recording_id, RecordingPatch(shared=True))
    telling.handed_in(db, found)
    return listing.of_ids(db, who, [assignment_id], origin)[0]


def _session(db: Session, who: UUID, handed: Handed) -> UUID:
    """Tell which session of theirs it is of; raise ``NotFound`` for others'."""
    if handed.session_id:
        return practice.get_owned(db, who, handed.session_id).id
    if handed.recording_id:
        mine: Recording = require(db, who, Permission.RECORDING_CHANGE, handed.recording_id)
        return mine.session_id
    raise NotFound()


def _is_there(db: Session, one: Assignment, session_id: UUID, recording_id: UUID | None) -> bool:
    same = (col(AssignmentTake.assignment_id) == one.id, col(AssignmentTake.session_id) == session_id)
    recorded = col(AssignmentTake.recording_id).is_not_distinct_from(recording_id)
    return bool(db.scalar(select(func.count()).select_from(AssignmentTake).where(*same, recorded)))


def close(db: Session, who: UUID, assignment_id: UUID, word: Word, origin: str = "") -> AssignmentRow:
    """Say that homework is done; once more changes nothing."""
    found: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id, lock=True)
    if found.closed_at is None:
        found.closed_at = now()
        _note(found, "closed", word.text)
        telling.judged(db, found, "homework_closed")
    return listing.of_ids(db, who, [assignment_id], origin)[0]


def reopen(db: Session, who: UUID, assignment_id: UUID, word: Word, origin: str = "") -> AssignmentRow:
    """Give homework back that was closed or handed in; what is open already stays as it is."""
    found: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id, lock=True)
    if found.closed_at or found.handed_in_at:
        found.closed_at = found.handed_in_at = None
        _note(found, "reopened", word.text)
        telling.judged(db, found, "homework_reopened")
    return listing.of_ids(db, who, [assignment_id], origin)[0]


def _note(one: Assignment, deed: str, text: str) -> None:
    if len(one.history) >= MOST_DEEDS:
        raise TooManyDeeds()
    one.history = [*one.history, {"at": now().isoformat(), "deed": deed, "text": text}]
    one.updated_at = now()
