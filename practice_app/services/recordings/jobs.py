"""Recordings as jobs: claimed by one conditional UPDATE, kept by a heartbeat, ended exactly once.

Whoever holds the row's ``claim_token`` may end the job; when its heartbeat grows stale somebody else may claim it, and
the first one's result counts no more. A worker is never inside a transaction while it listens.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import CursorResult, and_, func, not_, or_, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Analysis, PracticeSession, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure, RecordingKind
from practice_app.services import analysis, practice
from practice_app.services.shared import events

QUEUED, PROCESSING = RecordingStatus.QUEUED, RecordingStatus.PROCESSING
STALE_AFTER = timedelta(seconds=60)
OVERDUE_AFTER = timedelta(seconds=20)
MOST_ATTEMPTS = 3
SECOND_CHANCE = timedelta(days=30)
"""What we could not listen to by a fault of our own stays so long, kept or not, to be listened to again."""


@dataclass(frozen=True)
class Job:
    """A claimed recording: all that a worker needs to listen to it, and the token that lets it end the job."""

    recording_id: UUID
    session_id: UUID
    user_id: UUID
    token: UUID
    attempts: int
    object_key: str
    keep: bool
    rendered: bool
    sha256: str | None
    target_bpm: float | None
    instrument: str | None
    film: bool = False
    click: dict[str, Any] | None = None
    auto_gain: bool | None = None


@dataclass(frozen=True)
class Heard:
    """What a worker brings back: the analysis as the API shows it, and the keys of what it put into S3."""

    analysis: dict[str, Any]
    rendition_key: str | None = None
    waveform_key: str | None = None


def claim(recording_id: UUID) -> Job | None:
    """Take this very job, unless somebody has it or it is done; one that failed too often is given up instead."""
    with system_transaction() as db:
        job = take(db, recording_id)
    return job if job and begun(job) else None


def take(db: Session, recording_id: UUID, claimed_by: str = "") -> Job | None:
    """Write down that we have the job; ``begun`` has to follow when that is committed."""
    token, moment = new_id(), now()
    free = or_(col(Recording.status) == QUEUED, stale())
    values = {
        "status": PROCESSING,
        "claim_token": token,
        "claimed_by": claimed_by,
        "claimed_at": moment,
        "heartbeat_at": moment,
        "updated_at": moment,
        "attempts": col(Recording.attempts) + 1,
    }
    return _job(db, recording_id, token) if _changed(db, recording_id, free, values) else None


def begun(job: Job) -> bool:
    """Tell that it is listened to; ``False``: it failed too often, and is given up."""
    if job.attempts > MOST_ATTEMPTS:
        fail(job, RecordingFailure.INTERNAL)
        return False
    _tell(job, PROCESSING)
    return True


def note_length(db: Session, job: Job, length_s: float | None, *, film: bool, waits: bool) -> bool:
    """Write down what it is and how long; one that ``waits`` goes back to the queue at the cost of no attempt."""
    kind = {} if film or length_s is None else {"kind": RecordingKind.AUDIO}
    back = {"status": QUEUED, "claim_token": None, "claimed_at": None, "attempts": job.attempts - 1}
    return _changed(db, job.recording_id, _ours(job), {"length_s": length_s} | kind | (back if waits else {}))


def heartbeat(job: Job) -> bool:
    """Say that the job is still worked on; ``False`` when it is no longer ours."""
    with system_transaction() as db:
        return _changed(db, job.recording_id, _ours(job), {"heartbeat_at": now()})


def finish(job: Job, heard: Heard) -> bool:
    """Store what was heard and end the job, in one transaction; ``False``: it was not ours any more."""
    ending = {
        "status": RecordingStatus.READY,
        "claim_token": None,
        "duration_s": heard.analysis["clock_s"],
        "updated_at": now(),
    }
    if not job.rendered:
        ending |= {"rendition_key": heard.rendition_key, "waveform_key": heard.waveform_key}
    with system_transaction() as db:
        if not _changed(db, job.recording_id, _ours(job), ending):
            return False
        _store(db, job, heard.analysis)
        practice.refresh_played(db, job.session_id)
        analysis.refresh(db, job.session_id)
    _tell(job, RecordingStatus.READY)
    return True


def fail(job: Job, failure: RecordingFailure) -> bool:
    """End the job without a result, saying why; ``False``: it was not ours any more.

    A take that was heard before, by an older ear, does not become one that failed: what was heard stays.
    """
    with system_transaction() as db:
        before = db.exec(select(Analysis.id).where(Analysis.recording_id == job.recording_id).limit(1)).first()
        status, why = (RecordingStatus.READY, None) if before else (RecordingStatus.FAILED, failure)
        ending = {"status": status, "failure": why, "claim_token": None, "updated_at": now()}
        if not _changed(db, job.recording_id, _ours(job), ending):
            return False
    _tell(job, status)
    return True


def release(job: Job, *, counts: bool) -> bool:
    """Put the job back for later; it ``counts`` as an attempt unless something around us was down."""
    attempts = job.attempts if counts else job.attempts - 1
    values = {"status": QUEUED, "claim_token": None, "attempts": attempts, "updated_at": now()}
    with system_transaction() as db:
        return _changed(db, job.recording_id, _ours(job), values)


def overdue(limit: int = 1000) -> list[UUID]:
    """Jobs whose message got lost, or whose worker did; the oldest first."""
    waiting = and_(col(Recording.status) == QUEUED, col(Recording.updated_at) < now() - OVERDUE_AFTER)
    query = select(Recording.id).where(or_(waiting, stale())).order_by(col(Recording.updated_at)).limit(limit)
    with system_transaction() as db:
        return list(db.exec(query))


def spent(limit: int = 100) -> list[UUID]:
    """Recordings that are done with, not kept, and whose media may still be in S3."""
    query = (
        select(Recording.id)
        .where(_done(), col(Recording.keep).is_(False), _there())
        .order_by(col(Recording.updated_at))
        .limit(limit)
    )
    with system_transaction() as db:
        return list(db.exec(query))


def spent_media(recording_id: UUID) -> list[str] | None:
    """The keys of a spent recording; ``None`` when it is not spent (any more)."""
    left = (col(Recording.keep).is_(False), _there())
    with system_transaction() as db:
        found = db.exec(select(Recording).where(Recording.id == recording_id, _done(), *left)).first()
    if found is None:
        return None
    return [key for key in (found.object_key, found.rendition_key, found.waveform_key) if key]


def media_gone(recording_id: UUID) -> None:
    """Write down that nothing of a recording is left in S3."""
    moment = now()
    values = {"media_deleted_at": moment, "updated_at": moment}
    with system_transaction() as db:
        _changed(db, recording_id, _done(), values)


def again(db: Session, recording_id: UUID) -> bool:
    """Queue a job anew that failed by a fault of ours and whose media is still there; ``False``: it can't be."""
    values = {"status": QUEUED, "failure": None, "attempts": 0, "updated_at": now()}
    waits = (col(Recording.failure) == RecordingFailure.INTERNAL) & _there()
    return _changed(db, recording_id, waits, values)


def outdated(since: str) -> list[UUID]:
    """Kept takes whose newest analysis is by an ear older than ``since`` (as "1.5.0"), the oldest first."""
    query = select(Recording.id).where(_outdated(since)).order_by(col(Recording.created_at), col(Recording.id))
    with system_transaction() as db:
        return list(db.exec(query))


def anew(recording_id: UUID, since: str) -> bool:
    """Queue an outdated take; what was heard stays until it is heard anew. ``False``: it is outdated no more."""
    with system_transaction() as db:
        return _changed(db, recording_id, _outdated(since), {"status": QUEUED, "attempts": 0, "updated_at": now()})


def _outdated(since: str) -> Any:
    older = text(
        "string_to_array((SELECT version FROM analyses WHERE recording_id = recordings.id"
        " ORDER BY created_at DESC, id DESC LIMIT 1), '.')::int[] < string_to_array(:since, '.')::int[]"
    ).bindparams(since=since)
    return and_(col(Recording.status) == RecordingStatus.READY, col(Recording.keep), _there(), older)


def _there() -> Any:
    """Whether its media are still in S3."""
    return col(Recording.media_deleted_at).is_(None)


def _done() -> Any:
    """Whether nothing more will be listened to."""
    ours = and_(col(Recording.failure) == RecordingFailure.INTERNAL, col(Recording.updated_at) > now() - SECOND_CHANCE)
    failed = and_(col(Recording.status) == RecordingStatus.FAILED, not_(ours))
    return or_(col(Recording.status) == RecordingStatus.READY, failed)


def stale() -> Any:
    """Whether whoever has it seems to be gone."""
    alive_at = func.coalesce(Recording.heartbeat_at, Recording.claimed_at, Recording.updated_at)
    return and_(col(Recording.status) == PROCESSING, alive_at < now() - STALE_AFTER)


def _ours(job: Job) -> Any:
    return and_(col(Recording.status) == PROCESSING, col(Recording.claim_token) == job.token)


def _changed(db: Session, recording_id: UUID, condition: Any, values: dict[str, Any]) -> bool:
    """Change the row if the condition holds at this very moment."""
    done = db.execute(update(Recording).where(col(Recording.id) == recording_id, condition).values(**values))
    assert isinstance(done, CursorResult)
    return bool(done.rowcount)


def _job(db: Session, recording_id: UUID, token: UUID) -> Job:
    recording = db.get_one(Recording, recording_id)
    session = db.get_one(PracticeSession, recording.session_id)
    return Job(
        recording.id,
        recording.session_id,
        recording.user_id,
        token,
        recording.attempts,
        recording.object_key,
        recording.keep,
        recording.rendition_key is not None,
        recording.sha256,
        session.target_bpm,
        session.instrument or None,
        recording.kind == RecordingKind.VIDEO,
        recording.click,
        recording.auto_gain,
    )


def _store(db: Session, job: Job, analysis: dict[str, Any]) -> None:
    """One row per recording and version, whatever happened before."""
    measured = ("version", "clock_s", "played_s", "metrics", "curves", "spans")
    values = {name: analysis[name] for name in measured} | {
        "onsets": analysis.get("onsets", {}),
        "repeats": analysis.get("repeats", []),
        "bow": analysis.get("bow") or {},
        "parameters": analysis.get("parameters", {}) | {"notes": analysis.get("notes", [])},
        "created_at": now(),
    }
    row = insert(Analysis).values(
        id=new_id(), recording_id=job.recording_id, session_id=job.session_id, user_id=job.user_id, **values
    )
    db.execute(row.on_conflict_do_update(index_elements=["recording_id", "version"], set_=values))


def _tell(job: Job, status: RecordingStatus) -> None:
    events.recording_changed(job.user_id, job.session_id, job.recording_id, status)
