"""Recordings: found by their owner, listened to again, deleted with all that S3 has of them."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col

from practice_app.database import after_commit, transaction
from practice_app.errors import Conflict
from practice_app.locales import msg
from practice_app.models import Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.recordings import analysing, renditions, waiting
from practice_app.services.shared import events, storage
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.steps import step

UPLOADING, QUEUED, DELETED = RecordingStatus.UPLOADING, RecordingStatus.QUEUED, RecordingStatus.DELETED


@dataclass
class RecordingDeleted(Conflict):
    """It was deleted; nothing more can be sent to it."""

    code = "deleted"
    detail: str = msg("This recording was deleted.")


@dataclass
class NotAgain(Conflict):
    """Listening again would change nothing, or there is nothing left to listen to."""

    code = "not_again"
    detail: str = msg("There is nothing here that could be listened to again.")


def get_owned(db: Session, who: UUID, recording_id: UUID, *, lock: bool = False) -> Recording:
    """Find a recording to change it: missing, forbidden, or of a deleted session look the same."""
    found: Recording = require(db, who, Permission.RECORDING_CHANGE, recording_id, lock=lock)
    return found


def listen_again(db: Session, who: UUID, recording_id: UUID) -> Recording:
    """Have a recording listened to once more after a fault of ours; raise ``NotAgain`` when that can't be."""
    found = get_owned(db, who, recording_id, lock=True)
    if not analysing.again(db, recording_id):
        raise NotAgain()
    db.refresh(found)
    return found


@step
def delete(who: UUID, recording_id: UUID) -> None:
    """Delete a recording's media for good; what was heard in it stays with the session."""
    with transaction(who) as db:
        recording = get_owned(db, who, recording_id)
        analysing.cancel(db, recording_id)
        db.refresh(recording, with_for_update=True)
        recording.status, recording.failure = DELETED, None
        recording.updated_at = now()
        told = (recording.user_id, recording.session_id, recording.id, DELETED)
        after_commit(db, partial(events.recording_changed, *told))
        if recording.shared:
            waiting.show_again(db, recording)
    if recording.media_deleted_at is None:
        erase(recording)
        with transaction(who) as db:
            db.execute(
                update(Recording)
                .where(col(Recording.id) == recording_id)
                .values(media_deleted_at=now(), upload_id=None, updated_at=now())
            )


@step
def erase(recording: Recording) -> None:
    """Take everything of a recording out of S3."""
    if recording.upload_id:
        storage.abort(recording.object_key, recording.upload_id)
    made = renditions.keys_of(recording.id)
    beside = (recording.rendition_key, recording.waveform_key, recording.motion_key)
    storage.delete(recording.object_key, *beside, *made)
    renditions.forget(made)
