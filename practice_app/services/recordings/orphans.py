"""Media that nobody needs any more leaves S3: heard and not kept, deleted, of deleted sessions, never wholly there."""

import logging
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, not_, or_, update
from sqlmodel import col, select

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import PracticeSession, Recording, RecordingStatus, Rendition
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure
from practice_app.services.practice import UNDO_TIME
from practice_app.services.recordings import analysing, lifecycle, renditions
from practice_app.services.shared import storage
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
OFFLINE_WINDOW = timedelta(days=60)
"""An upload that was begun may go on after so long without a network; then its parts are forgotten."""
IDLE = timedelta(days=3)
"""An upload that nobody goes on with for so long leaves S3; its device sends it again from the beginning."""
SECOND_CHANCE = timedelta(days=30)
"""What we could not listen to by a fault of our own stays so long, kept or not, to be listened to again."""


@step
def spent(limit: int = 100) -> list[UUID]:
    """Recordings that are done with, not kept, and whose media may still be in S3."""
    query = select(Recording.id).where(_spent()).order_by(col(Recording.updated_at)).limit(limit)
    with system_transaction() as db:
        return list(db.exec(query))


@step
def spent_media(recording_id: UUID) -> list[str] | None:
    """The keys of a spent recording; ``None`` when it is not spent (any more)."""
    with system_transaction() as db:
        found = db.exec(select(Recording).where(Recording.id == recording_id, _spent())).first()
    if found is None:
        return None
    keys = (found.object_key, found.rendition_key, found.waveform_key, found.motion_key)
    return [key for key in (*keys, *renditions.keys_of(recording_id)) if key]


@step
def media_gone(recording_id: UUID) -> None:
    """Write down that nothing of a recording is left in S3."""
    moment = now()
    gone = update(Recording).where(col(Recording.id) == recording_id, _done())
    with system_transaction() as db:
        db.execute(gone.values(media_deleted_at=moment, updated_at=moment))
        db.execute(delete(Rendition).where(col(Rendition.recording_id) == recording_id))


@step
def tidy(limit: int = 100) -> int:
    """Have S3 forget up to ``limit`` uploads that rest, and tell how many; they can be begun again at any time."""
    resting = (col(Recording.status) == RecordingStatus.UPLOADING, col(Recording.updated_at) < now() - IDLE)
    query = select(Recording).where(*resting, col(Recording.upload_id).is_not(None))
    with system_transaction() as db:
        found = db.exec(query.order_by(col(Recording.updated_at)).limit(limit)).all()
    return sum(_forget(recording) for recording in found)


def _forget(recording: Recording) -> bool:
    try:
        storage.abort(recording.object_key, recording.upload_id or "")
    except Unavailable:
        return False
    same = (col(Recording.id) == recording.id, col(Recording.upload_id) == recording.upload_id)
    with system_transaction() as db:
        db.execute(update(Recording).where(*same).values(upload_id=None))
    return True


@step
def sweep(limit: int = 100) -> int:
    """Erase up to ``limit`` recordings' media; tell how many. What S3 can't be asked for now is left for later."""
    with system_transaction() as db:
        found = db.exec(
            select(Recording)
            .join(PracticeSession, col(PracticeSession.id) == Recording.session_id)
            .where(
                col(Recording.media_deleted_at).is_(None),
                or_(
                    col(Recording.status) == RecordingStatus.DELETED,
                    col(PracticeSession.deleted_at) < now() - UNDO_TIME,
                    (col(Recording.status) == RecordingStatus.UPLOADING)
                    & (col(Recording.updated_at) < now() - OFFLINE_WINDOW),
                ),
            )
            .order_by(col(Recording.updated_at))
            .limit(limit)
        ).all()
    return sum(_erase(recording) for recording in found)


def _erase(recording: Recording) -> bool:
    try:
        lifecycle.erase(recording)
    except Unavailable:
        log.warning("the media of recording %s stays until S3 answers", recording.id)
        return False
    _note(recording, unfinished=recording.status == RecordingStatus.UPLOADING)
    return True


def _note(recording: Recording, *, unfinished: bool) -> None:
    """Write down that nothing is left of it; an unfinished upload may be begun again."""
    status = RecordingStatus.FAILED if unfinished else RecordingStatus.DELETED
    failure = RecordingFailure.GONE if unfinished else None
    with system_transaction() as db:
        analysing.cancel(db, recording.id)
        db.execute(
            update(Recording)
            .where(col(Recording.id) == recording.id)
            .values(status=status, failure=failure, upload_id=None, media_deleted_at=now())
        )


def _spent() -> ColumnElement[bool]:
    """Whether it is done with, not kept, and its media may still be there."""
    return and_(_done(), col(Recording.keep).is_(False), col(Recording.media_deleted_at).is_(None))


def _done() -> ColumnElement[bool]:
    """Whether nothing more will be listened to."""
    ours = and_(col(Recording.failure) == RecordingFailure.INTERNAL, col(Recording.updated_at) > now() - SECOND_CHANCE)
    failed = and_(col(Recording.status) == RecordingStatus.FAILED, not_(ours))
    return or_(col(Recording.status) == RecordingStatus.READY, failed)
