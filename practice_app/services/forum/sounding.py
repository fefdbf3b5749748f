"""The sound of a moment: cut out of the recording, so that nobody who plays those seconds gets the rest.

It is heard as long as the moment is shown and its recording is kept; what nobody may hear any more leaves S3.
"""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, exists, func, or_, select, text, update
from sqlmodel import Session, col

from practice_app.database import system_transaction
from practice_app.errors import NotFound
from practice_app.models import ForumMoment, Job, JobKind, PracticeSession, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.practice import UNDO_TIME
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.steps import step

PLAYED: Final = "audio/mp4"
PREFIX: Final = "moments"
NEAR_S: Final = 0.5
"""So far beyond its recording a moment may reach."""
LIFETIME_S: Final = 5 * 60


@dataclass(frozen=True)
class Cutting:
    """Where the recording lies, from which second on how many are wanted, and where they are to be put."""

    source: str
    from_s: float
    length_s: float
    target: str


def recording_of(db: Session, moment: ForumMoment) -> UUID | None:
    """Which kept recording of one's own holds these seconds."""
    ends = col(Recording.offset_s) + func.coalesce(Recording.length_s, Recording.duration_s, 0)
    holds = (col(Recording.offset_s) <= moment.start_s + NEAR_S, ends >= moment.end_s - NEAR_S)
    mine = (visible(moment.user_id, Permission.RECORDING_CHANGE), col(Recording.session_id) == moment.session_id)
    found: UUID | None = db.scalar(
        select(col(Recording.id)).where(*mine, _kept(), *holds).order_by(col(Recording.offset_s)).limit(1)
    )
    return found


def enqueue(db: Session, moment: ForumMoment) -> None:
    """Have its sound cut out, after this transaction."""
    jobs.enqueue(db, moment.user_id, JobKind.MOMENT, moment.id, moment.end_s - moment.start_s)


def _kept() -> ColumnElement[bool]:
    there = (col(Recording.keep), col(Recording.media_deleted_at).is_(None))
    return and_(*there, col(Recording.status) == RecordingStatus.READY)


@step
def begin(claim: Claim) -> Cutting | None:
    """Tell what is to be cut; ``None``: the job is not ours, or nobody wants it any more."""
    query = (
        select(ForumMoment, Recording)
        .join(Job, col(Job.moment_id) == col(ForumMoment.id))
        .join(Recording, col(Recording.id) == col(ForumMoment.recording_id))
        .where(claims.ours(claim), col(ForumMoment.revoked_at).is_(None), _kept())
        .with_for_update(of=ForumMoment)
    )
    with system_transaction() as db:
        found = db.execute(query).first()
        if found is None:
            jobs.fail(db, claim, "gone", {})
            return None
        moment, recording = found
        moment.object_key = moment.object_key or storage.random_key(PLAYED, PREFIX)
        from_s = max(0.0, moment.start_s - recording.offset_s)
        source = recording.rendition_key or recording.object_key
        return Cutting(source, from_s, moment.end_s - moment.start_s, moment.object_key)


@step
def finish(claim: Claim) -> bool:
    """Have it heard from there; ``False``: the job was not ours any more."""
    with system_transaction() as db:
        if not jobs.finish(db, claim, {}):
            return False
        db.execute(update(ForumMoment).where(col(ForumMoment.id) == claim.subject_id).values(sounds_at=now()))
    return True


@step
def fail(claim: Claim, failure: str) -> bool:
    """End the job; the moment is seen and not heard."""
    with system_transaction() as db:
        return jobs.fail(db, claim, failure, {})


def sound_key(db: Session, moment_id: UUID) -> str:
    """Where the sound of a moment lies, for whoever may hear it; raise ``NotFound``."""
    key = db.scalar(text("SELECT app_forum_moment_sound(:id)"), {"id": moment_id})
    if key is None:
        raise NotFound()
    return str(key)


@step
def sweep(limit: int = 100) -> int:
    """Take out of S3 what nobody may hear any more, and tell how much."""
    with system_transaction() as db:
        query = select(col(ForumMoment.id), col(ForumMoment.object_key)).where(_unheard()).limit(limit)
        found = [(row[0], row[1]) for row in db.execute(query)]
    return sum(_erase(*one) for one in found)


def _unheard() -> ColumnElement[bool]:
    session, recording = col(ForumMoment.session_id), col(ForumMoment.recording_id)
    gone = exists().where(col(PracticeSession.id) == session, col(PracticeSession.deleted_at) < now() - UNDO_TIME)
    there = exists().where(col(Recording.id) == recording, _kept())
    return col(ForumMoment.object_key).is_not(None) & or_(col(ForumMoment.revoked_at).is_not(None), gone, ~there)


def _erase(moment_id: UUID, key: str) -> bool:
    if not storage.let_go(f"the sound of moment {moment_id}", key):
        return False
    gone: Any = {"object_key": None, "sounds_at": None}
    with system_transaction() as db:
        db.execute(update(ForumMoment).where(col(ForumMoment.id) == moment_id).values(**gone))
    return True
