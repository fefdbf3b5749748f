"""A year is put into the journal, many sessions at once, and those that were recorded have been heard.

What is there already is left as it is: of a demo that was made before, only the days after its newest are added.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app import zones
from practice_app.database import system_transaction, transaction
from practice_app.demo.practised import heard
from practice_app.demo.practised.identity import identity
from practice_app.demo.practised.sitting import Practised
from practice_app.models import Analysis, PracticeSession, Recording, RecordingStatus
from practice_app.services import practice
from practice_app.services.practice import Brought
from practice_app.services.shared.storage import random_key

AT_ONCE = 60


def store(user_id: UUID, year: Sequence[Practised], beside: Sequence[UUID] = ()) -> list[Practised]:
    """Keep the sessions of days that are new, and tell which; ``beside``: sessions that are of no day of the year."""
    newest = _newest_day(user_id, beside)
    fresh = [one for one in year if newest is None or _day(one) > newest]
    for some in _batches(fresh):
        with transaction(user_id) as db:
            practice.bring(db, user_id, [Brought(one.id, one.draft) for one in some])
        with system_transaction() as db:
            _listen(db, user_id, [one for one in some if one.heard])
    return fresh


def _newest_day(user_id: UUID, beside: Sequence[UUID]) -> date | None:
    """The newest day on which there is anything, deleted or not."""
    query = select(func.max(col(PracticeSession.local_day))).where(col(PracticeSession.user_id) == user_id)
    with system_transaction() as db:
        return db.exec(query.where(col(PracticeSession.id).not_in(beside))).one()


def _day(session: Practised) -> date:
    return zones.day_of(session.draft.started_at, session.draft.timezone or "UTC")


def _batches(sessions: list[Practised]) -> Iterator[list[Practised]]:
    left = iter(sessions)
    while some := list(islice(left, AT_ONCE)):
        yield some


def _listen(db: Session, user_id: UUID, sessions: list[Practised]) -> None:
    """Write down what was heard, and that the sound was deleted after it."""
    if not sessions:
        return
    heard_of = [(session, heard.analysis(session)) for session in sessions]
    db.execute(insert(Recording).values([_recording(user_id, *one) for one in heard_of]))
    db.execute(insert(Analysis).values([_analysis(user_id, *one) for one in heard_of]))
    for session in sessions:
        practice.refresh_played(db, session.id)
    practice.changed(db, user_id, [session.id for session in sessions])


def _recording_id(session: Practised) -> UUID:
    return identity(session.draft.started_at, random.Random(session.id.int + 1))


def _recording(user_id: UUID, session: Practised, document: dict[str, Any]) -> dict[str, Any]:
    ended = session.draft.ended_at
    return {
        "id": _recording_id(session),
        "session_id": session.id,
        "user_id": user_id,
        "kind": "audio",
        "mime_type": "audio/webm",
        "keep": False,
        "offset_s": 0,
        "status": RecordingStatus.READY,
        "object_key": random_key("audio/webm"),
        "bytes": int(document["clock_s"] * 12_000),
        "duration_s": document["clock_s"],
        "created_at": ended,
        "updated_at": ended,
        "media_deleted_at": ended,
    }


def _analysis(user_id: UUID, session: Practised, document: dict[str, Any]) -> dict[str, Any]:
    identity_ = _recording_id(session)
    ids = {"id": identity_, "recording_id": identity_, "session_id": session.id, "user_id": user_id}
    return {**ids, **document, "parameters": {}, "created_at": session.draft.ended_at}
