"""A recording's analysis, as a job: asked for, begun, ended with what was heard or with why nothing was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import and_, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Analysis, Job, JobKind, NotificationKind, PracticeSession, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure, RecordingKind
from practice_app.services import analysis, practice
from practice_app.services.recordings import films, waiting
from practice_app.services.shared import events, jobs
from practice_app.services.shared.jobs import Claim, Place, claims, turns
from practice_app.services.shared.steps import step
from practice_app.services.shared.telling import tell

ANALYSIS = JobKind.ANALYSIS
QUEUED, READY = RecordingStatus.QUEUED, RecordingStatus.READY
FILM_COSTS = 5
"""Looking at a second of film is as much work as listening to so many."""


@dataclass(frozen=True)
class Analysing:
    """A recording that is ours to analyse: all that a worker needs to know of it."""

    claim: Claim
    session_id: UUID
    object_key: str
    keep: bool
    rendered: bool
    sha256: str | None
    target_bpm: float | None
    instrument: str | None
    film: bool
    click: dict[str, Any] | None
    auto_gain: bool | None
    motion_key: str | None
    leaning: float = 0.0

    @property
    def recording_id(self) -> UUID:
        """Which recording it is."""
        return self.claim.subject_id


@dataclass(frozen=True)
class Heard:
    """What a worker brings back: the analysis as the API shows it, and the keys of what it put into S3."""

    analysis: dict[str, Any]
    rendition_key: str | None = None
    waveform_key: str | None = None


def enqueue(db: Session, recording: Recording) -> None:
    """Have a recording analysed once this transaction is committed; it has been written down as queued."""
    work_s = _work_s(recording.length_s, film=recording.kind == RecordingKind.VIDEO)
    jobs.enqueue(db, recording.user_id, ANALYSIS, recording.id, work_s)


def cancel(db: Session, recording_id: UUID) -> None:
    """Have a recording analysed no more, and no film made of it."""
    jobs.cancel(db, ANALYSIS, recording_id)
    jobs.cancel(db, JobKind.FILM, recording_id)


@step
def begin(claim: Claim) -> Analysing | None:
    """Tell that a recording is being analysed, and give what is known of it; ``None``: it is not ours any more."""
    query = (
        select(Recording, PracticeSession)
        .join(PracticeSession, col(PracticeSession.id) == Recording.session_id)
        .join(Job, col(Job.recording_id) == Recording.id)
        .where(claims.ours(claim))
    )
    with system_transaction() as db:
        found = db.exec(query).first()
        if found is None:
            return None
        recording, session = found
        leaning = analysis.leaning(db, claim.user_id, session.instrument or None)
    _tell(claim, recording.session_id, RecordingStatus.PROCESSING)
    return Analysing(
        claim=claim,
        session_id=recording.session_id,
        object_key=recording.object_key,
        keep=recording.keep,
        rendered=recording.rendition_key is not None,
        sha256=recording.sha256,
        target_bpm=session.target_bpm,
        instrument=session.instrument or None,
        film=recording.kind == RecordingKind.VIDEO,
        click=recording.click,
        auto_gain=recording.auto_gain,
        motion_key=recording.motion_key,
        leaning=leaning,
    )


@step
def measured(job: Analysing, place: Place, length_s: float | None, *, film: bool) -> bool:
    """Write down how long it is, and that it is sound when it is no ``film``, whatever its device has called it.

    ``False``: it may not be analysed now, being long, or is no longer ours.
    """
    film = job.film and film
    sound = {} if film or length_s is None else {"kind": RecordingKind.AUDIO}
    return turns.measured(job.claim, place, _work_s(length_s, film=film), length_s=length_s, **sound)


@step
def finish(job: Analysing, heard: Heard) -> bool:
    """Store what was heard and end the job, in one transaction; ``False``: it was not ours any more."""
    shows = {"status": READY, "duration_s": heard.analysis["clock_s"], "updated_at": now()}
    if not job.rendered:
        shows |= {"rendition_key": heard.rendition_key, "waveform_key": heard.waveform_key}
    with system_transaction() as db:
        if not jobs.finish(db, job.claim, shows):
            return False
        _store(db, job, heard.analysis)
        if not job.rendered:
            films.enqueue_one(db, job.recording_id)
        practice.refresh_played(db, job.session_id)
        analysis.refresh(db, job.session_id)
        _leave_word(db, job, heard.analysis)
    _tell(job.claim, job.session_id, READY)
    return True


def played(heard: dict[str, Any]) -> dict[str, Any]:
    """Say how many minutes were played; where that isn't sure, between how many."""
    ends = [round(end / 60) for end in analysis.unsure(heard["metrics"]) or ()]
    if len(set(ends)) < 2:
        return {"minutes": round((heard["played_s"] or 0) / 60)}
    return {"words": "analysis_ready_about", "low": ends[0], "high": ends[1]}


def _leave_word(db: Session, job: Analysing, heard: dict[str, Any]) -> None:
    key, path = str(job.recording_id), f"/sessions/{job.session_id}"
    tell(db, job.claim.user_id, NotificationKind.ANALYSIS_READY, key, path=path, **played(heard))
    waiting.leave_word(db, db.get_one(Recording, job.recording_id, populate_existing=True))


@step
def fail(claim: Claim, failure: RecordingFailure) -> bool:
    """End the job without a result, saying why; ``False``: it was not ours any more.

    A take that was heard before, by an older ear, does not become one that failed: what was heard stays.
    """
    before = select(Analysis.id).where(Analysis.recording_id == Recording.id).exists()
    with system_transaction() as db:
        found = db.exec(select(Recording.session_id, before).where(Recording.id == claim.subject_id)).first()
        if found is None:
            return False
        session_id, heard = found
        status, why = (READY, None) if heard else (RecordingStatus.FAILED, failure)
        if not jobs.fail(db, claim, failure, {"status": status, "failure": why, "updated_at": now()}):
            return False
        if why == RecordingFailure.NOT_AUDIO:
            films.enqueue_one(db, claim.subject_id)  # there may be something to see
    _tell(claim, session_id, status)
    return True


def again(db: Session, recording_id: UUID) -> bool:
    """Queue one anew that failed by a fault of ours and whose media is still there; ``False``: it can't be."""
    return _queue(db, recording_id, and_(col(Recording.failure) == RecordingFailure.INTERNAL, _there()))


@step
def outdated(since: str) -> list[UUID]:
    """Kept takes whose newest analysis is by an ear older than ``since`` (as "1.5.0"), the oldest first."""
    query = select(Recording.id).where(_outdated(since)).order_by(col(Recording.created_at), col(Recording.id))
    with system_transaction() as db:
        return list(db.exec(query))


@step
def anew(recording_id: UUID, since: str) -> bool:
    """Queue an outdated take; what was heard stays until it is heard anew. ``False``: it is outdated no more."""
    with system_transaction() as db:
        return _queue(db, recording_id, _outdated(since))


@step
def adopt(limit: int = 1000) -> int:
    """Give those a job that wait without one: a web process of the release before has written them down.

    And have nobody work on those that wait no more. Tells how many there were of both.
    """
    open_job = select(Job.id).where(Job.recording_id == Recording.id, Job.kind == ANALYSIS, _open(Job.status)).exists()
    left = select(Recording).where(Recording.status == QUEUED, ~open_job).limit(limit)
    needless = select(Recording).join(Job, col(Job.recording_id) == Recording.id)
    needless = needless.where(Job.kind == ANALYSIS, _open(Job.status), ~_open(Recording.status)).limit(limit)
    with system_transaction() as db:
        for recording in (waiting := db.exec(left).all()):
            enqueue(db, recording)
        for recording in (ended := db.exec(needless).all()):
            cancel(db, recording.id)
    return len(waiting) + len(ended)


def _queue(db: Session, recording_id: UUID, condition: Any) -> bool:
    """Queue the recording if the condition holds at this very moment."""
    queued = (
        update(Recording)
        .where(col(Recording.id) == recording_id, condition)
        .values(status=QUEUED, failure=None, updated_at=now())
        .returning(Recording)
    )
    recording = db.execute(queued, execution_options={"populate_existing": True}).scalar_one_or_none()
    if recording is not None:
        enqueue(db, recording)
    return recording is not None


def _outdated(since: str) -> Any:
    older = text(
        "string_to_array((SELECT version FROM analyses WHERE recording_id = recordings.id"
        " ORDER BY created_at DESC, id DESC LIMIT 1), '.')::int[] < string_to_array(:since, '.')::int[]"
    ).bindparams(since=since)
    return and_(col(Recording.status) == READY, col(Recording.keep), _there(), older)


def _there() -> Any:
    """Whether its media are still in S3."""
    return col(Recording.media_deleted_at).is_(None)


def _open(status: Any) -> Any:
    return col(status).in_((QUEUED, RecordingStatus.PROCESSING))


def _work_s(length_s: float | None, *, film: bool) -> float | None:
    """The work of analysing it, in seconds of sound; null when its length is not known."""
    return length_s * FILM_COSTS if film and length_s is not None else length_s


def _store(db: Session, job: Analysing, heard: dict[str, Any]) -> None:
    """One row per recording and version, whatever happened before."""
    measured = ("version", "clock_s", "played_s", "metrics", "curves", "spans")
    values = {name: heard[name] for name in measured} | {
        **_read(db, job, heard),
        "onsets": heard.get("onsets", {}),
        "repeats": heard.get("repeats", []),
        "bow": heard.get("bow") or {},
        "arm": heard.get("arm") or {},
        "parameters": heard.get("parameters", {}) | {"notes": heard.get("notes", [])},
        "created_at": now(),
    }
    row = insert(Analysis).values(
        id=new_id(), recording_id=job.recording_id, session_id=job.session_id, user_id=job.claim.user_id, **values
    )
    db.execute(row.on_conflict_do_update(index_elements=["recording_id", "version"], set_=values))


def _read(db: Session, job: Analysing, heard: dict[str, Any]) -> dict[str, Any]:
    """The tempo as somebody counts this piece who said so."""
    metrics, curves = analysis.remembered(db, job.session_id, heard["metrics"], heard["curves"])
    return {"metrics": metrics, "curves": curves}


def _tell(claim: Claim, session_id: UUID, status: RecordingStatus) -> None:
    events.recording_changed(claim.user_id, session_id, claim.subject_id, status)
