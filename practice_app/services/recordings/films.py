"""A kept film's rendition to step through, a job of its own queue: asked for once it was heard, made, put in place.

Until then, and where none can be made, what was made of it while it was heard is played.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, update
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.models import Job, JobKind, Recording, RecordingKind, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.shared import events, jobs
from practice_app.services.shared.jobs import Claim, Place, claims, turns
from practice_app.services.shared.steps import step

PREFIX = "films"
"""Where in S3 such films lie: by that they are told from what was made while listening."""
WORK = 55
"""Coding a second of film anew is as much work as listening to so many."""


@dataclass(frozen=True)
class Filming:
    """A film that is ours to make a rendition of."""

    claim: Claim
    session_id: UUID
    object_key: str
    before: str | None
    """What is played until now."""


def enqueue_one(db: Session, recording_id: UUID) -> bool:
    """Have a rendition made of a kept film that has none, after this transaction; tell whether it is one."""
    found = db.exec(select(Recording).where(Recording.id == recording_id, _wanted()).with_for_update()).first()
    if found is None:
        return False
    jobs.enqueue(db, found.user_id, JobKind.FILM, found.id, found.length_s and found.length_s * WORK)
    return True


@step
def missing() -> list[UUID]:
    """Kept films without a rendition to step through, the newest first."""
    with system_transaction() as db:
        return list(db.exec(select(Recording.id).where(_wanted()).order_by(col(Recording.created_at).desc())))


@step
def ask(recording_id: UUID) -> bool:
    """Have a rendition made of one that is missing; ``False``: it is not missing any more."""
    with system_transaction() as db:
        return enqueue_one(db, recording_id)


@step
def begin(claim: Claim) -> Filming | None:
    """Tell what is known of the film; ``None``: it is not ours, or not wanted any more."""
    query = select(Recording).join(Job, col(Job.recording_id) == Recording.id).where(claims.ours(claim), _wanted())
    with system_transaction() as db:
        found = db.exec(query).first()
    if found is None:
        fail(claim, "gone")
        return None
    return Filming(claim, found.session_id, found.object_key, found.rendition_key)


@step
def measured(claim: Claim, place: Place, length_s: float, *, copied: bool) -> bool:
    """Write down how much work it is; ``False``: it may not be done now, being long, or is no longer ours."""
    return turns.measured(claim, place, length_s if copied else length_s * WORK)


@step
def finish(job: Filming, key: str) -> bool:
    """Have the film played from there and end the job; ``False``: it was not ours any more, or nobody wants it."""
    with system_transaction() as db:
        if not jobs.finish(db, job.claim, {}):
            return False
        mine = update(Recording).where(col(Recording.id) == job.claim.subject_id, _wanted())
        put: Any = db.execute(mine.values(rendition_key=key, updated_at=now()))
    if put.rowcount:
        events.recording_changed(job.claim.user_id, job.session_id, job.claim.subject_id, RecordingStatus.READY)
    return bool(put.rowcount)


@step
def fail(claim: Claim, failure: str) -> bool:
    """End the job without a rendition; what is played until now goes on to be."""
    with system_transaction() as db:
        return jobs.fail(db, claim, failure, {})


def _wanted() -> ColumnElement[bool]:
    """Whether it is a kept film that was heard, whose media are there, and that has no such rendition yet."""
    there = and_(col(Recording.keep), col(Recording.media_deleted_at).is_(None))
    film = and_(col(Recording.kind) == RecordingKind.VIDEO, col(Recording.status) == RecordingStatus.READY)
    made = col(Recording.rendition_key).is_not(None) & col(Recording.rendition_key).startswith(f"{PREFIX}/")
    return and_(there, film, ~made)
