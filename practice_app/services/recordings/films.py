"""What is made of a kept recording, a job of its own queue: asked for once it was heard, made, put in place.

Of a film what one steps through, and of that pictures to choose by; of a trimmed recording the part that others see.
Until then, and where none can be made, what was made of it while it was heard is played.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, or_, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Job, JobKind, Recording, RecordingKind, RecordingStatus, Rendition, RenditionKind
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import renditions
from practice_app.services.shared import events, jobs
from practice_app.services.shared.jobs import Claim, Place, claims, turns
from practice_app.services.shared.steps import step

PREFIX = "films"
"""Where in S3 such films lie: by that they are told from what was made while listening."""
WORK = 55
"""Coding a second of film anew is as much work as listening to so many."""


class Part(StrEnum):
    """What may be left to do, in this order."""

    FILM = "film"
    STILLS = "stills"
    CUT = "cut"


@dataclass(frozen=True)
class Filming:
    """A recording that is ours to make something of, as it is now, and what: one thing after the other."""

    claim: Claim
    recording: Recording
    parts: tuple[Part, ...]
    about: dict[str, Any]
    """Of the film that it plays from, as far as one was made: its rate and size."""


def enqueue(db: Session, recording: Recording) -> None:
    """Have whatever is wanted of a recording made, after this transaction."""
    work = WORK if recording.kind == RecordingKind.VIDEO else 1
    jobs.enqueue(db, recording.user_id, JobKind.FILM, recording.id, recording.length_s and recording.length_s * work)


def enqueue_one(db: Session, recording_id: UUID) -> bool:
    """Have a rendition made of a kept film that has none, after this transaction; tell whether it is one."""
    found = db.exec(select(Recording).where(Recording.id == recording_id, _wanted()).with_for_update()).first()
    if found is None:
        return False
    enqueue(db, found)
    return True


@step
def missing() -> list[UUID]:
    """Kept recordings of which something is not there yet, the newest first."""
    with system_transaction() as db:
        return list(db.exec(select(Recording.id).where(_wanted()).order_by(col(Recording.created_at).desc())))


@step
def ask(recording_id: UUID) -> bool:
    """Have a rendition made of one that is missing; ``False``: it is not missing any more."""
    with system_transaction() as db:
        return enqueue_one(db, recording_id)


@step
def begin(claim: Claim) -> Filming | None:
    """Tell what is wanted now; ``None``: it is not ours, or nobody wants anything of it any more."""
    query = select(Recording).join(Job, col(Job.recording_id) == Recording.id).where(claims.ours(claim), _there())
    with system_transaction() as db:
        found = db.exec(query).first()
        if found is None:
            jobs.fail(db, claim, "gone", {})
            return None
        return Filming(claim, found, _parts(db, found), _about(db, found))


@step
def measured(claim: Claim, place: Place, length_s: float, *, copied: bool) -> bool:
    """Write down how much work it is; ``False``: it may not be done now, being long, or is no longer ours."""
    return turns.measured(claim, place, length_s if copied else length_s * WORK)


@step
def played_from(job: Filming, key: str) -> bool:
    """Have the film played from there; ``False``: the job is not ours any more, or nobody wants it."""
    with system_transaction() as db:
        if not _still_ours(db, job):
            return False
        mine = update(Recording).where(col(Recording.id) == job.claim.subject_id, _film_wanted())
        put: Any = db.execute(mine.values(rendition_key=key, updated_at=now()))
        if put.rowcount:
            renditions.place(db, key)
            renditions.replaced(db, job.recording, job.recording.rendition_key)
    if put.rowcount:
        _tell(job)
    return bool(put.rowcount)


@step
def placed(job: Filming, keys: list[str]) -> bool:
    """Have these shown; ``False``: the job is not ours any more."""
    with system_transaction() as db:
        if not _still_ours(db, job):
            return False
        renditions.place(db, *keys)
    _tell(job)
    return True


@step
def end(job: Filming, done: set[Part], failure: str) -> bool:
    """End the job; ``False``: meanwhile something more is wanted of it, beside what was ``done`` or can't be."""
    with system_transaction() as db:
        if not _still_ours(db, job):
            return True
        found = db.exec(select(Recording).where(Recording.id == job.recording.id).with_for_update()).one()
        if set(_parts(db, found)) - done:
            return False
        return jobs.fail(db, job.claim, failure, {}) if failure else jobs.finish(db, job.claim, {})


@step
def fail(claim: Claim, failure: str) -> bool:
    """End the job without a rendition; what is played until now goes on to be."""
    with system_transaction() as db:
        return jobs.fail(db, claim, failure, {})


def _still_ours(db: Session, job: Filming) -> bool:
    """Whether the job is still ours; then nobody takes it while this transaction lasts."""
    return db.exec(select(Job.id).where(claims.ours(job.claim)).with_for_update()).first() is not None


def _parts(db: Session, recording: Recording) -> tuple[Part, ...]:
    wants = {Part.FILM: _film_wanted(), Part.STILLS: _stills_wanted(), Part.CUT: _cut_wanted()}
    told = db.execute(select(*wants.values()).where(Recording.id == recording.id)).one()
    return tuple(part for part, wanted in zip(wants, told, strict=True) if wanted)


def _about(db: Session, recording: Recording) -> dict[str, Any]:
    one = (Rendition.recording_id == recording.id, Rendition.object_key == recording.rendition_key)
    return dict(db.exec(select(Rendition.about).where(*one)).first() or {})


def _tell(job: Filming) -> None:
    status = RecordingStatus(job.recording.status)
    events.recording_changed(job.claim.user_id, job.recording.session_id, job.recording.id, status)


def _there() -> ColumnElement[bool]:
    """Whether it is kept, its media are there, and it was heard, or is a film in which there is nothing to hear."""
    kept = and_(col(Recording.keep), col(Recording.media_deleted_at).is_(None))
    silent = and_(col(Recording.kind) == RecordingKind.VIDEO, col(Recording.failure) == RecordingFailure.NOT_AUDIO)
    return and_(kept, or_(col(Recording.status) == RecordingStatus.READY, silent))


def _wanted() -> ColumnElement[bool]:
    return or_(_film_wanted(), _stills_wanted(), _cut_wanted())


def _film_wanted() -> ColumnElement[bool]:
    """Whether it is a film that has no such rendition yet."""
    return and_(_there(), col(Recording.kind) == RecordingKind.VIDEO, ~_stepped())


def _stills_wanted() -> ColumnElement[bool]:
    return and_(_there(), _stepped(), ~_has(RenditionKind.POSTER, col(Rendition.trim_end_s).is_(None)))


def _cut_wanted() -> ColumnElement[bool]:
    """Whether others see only a part, which has not been made."""
    same = (Rendition.trim_start_s == Recording.trim_start_s, Rendition.trim_end_s == Recording.trim_end_s)
    return and_(_there(), col(Recording.trim_end_s).is_not(None), ~_has(RenditionKind.CUT, *same))


def _stepped() -> ColumnElement[bool]:
    made = col(Recording.rendition_key)
    return made.is_not(None) & made.startswith(f"{PREFIX}/")


def _has(kind: RenditionKind, *more: Any) -> ColumnElement[bool]:
    placed = (Rendition.recording_id == Recording.id, Rendition.kind == kind, col(Rendition.ends_at).is_(None))
    return select(Rendition.id).where(*placed, *more).exists()
