"""What the phone on the bow arm felt beside a recording: sent whole before that is completed, and heard with it."""

from typing import Final
from uuid import UUID

from practice_app import motion
from practice_app.database import transaction
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Recording
from practice_app.models.columns import now
from practice_app.services.recordings.lifecycle import DELETED, UPLOADING, get_owned
from practice_app.services.recordings.uploads import NotUploading
from practice_app.services.shared import storage
from practice_app.services.shared.limits import rates
from practice_app.services.shared.steps import step

LIMIT: Final = "300/hour;2000/day"
"""So many one person may send: as many as recordings in a day."""
PREFIX: Final = "motions"


def check_limit(who: UUID) -> None:
    """Count one more of somebody's; raise ``TooMany``."""
    rates.spend(LIMIT, "motion", str(who))


@step
def put(who: UUID, recording_id: UUID, data: bytes) -> None:
    """Keep this beside a recording that is still being sent; again replaces it.

    Raises ``Invalid`` for what no phone felt, ``NotUploading`` when the recording has arrived.
    """
    key = _declare(who, recording_id, data)
    storage.put(key, data, motion.MIME_TYPE)
    if _gone(who, recording_id):
        storage.delete(key)


def _declare(who: UUID, recording_id: UUID, data: bytes) -> str:
    """Write down where it will lie: what nothing names would stay in S3 for ever."""
    with transaction(who) as db:
        recording: Recording = get_owned(db, who, recording_id, lock=True)
        if not motion.is_one(data):
            raise Invalid("motion", msg("This is nothing that a phone's motion sensors said."))
        if recording.status != UPLOADING:
            raise NotUploading()
        recording.motion_key = recording.motion_key or storage.random_key(prefix=PREFIX)
        recording.motion_bytes, recording.updated_at = len(data), now()
        return recording.motion_key


def _gone(who: UUID, recording_id: UUID) -> bool:
    """Whether the recording has left S3 while this was on its way there."""
    with transaction(who) as db:
        recording = db.get(Recording, recording_id)
    return recording is None or recording.status == DELETED or recording.media_deleted_at is not None
