"""Recordings from elsewhere: sent to S3 by us as a device would, then listened to like any other."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from sqlalchemy import update
from sqlmodel import col

from practice_app.database import transaction
from practice_app.models import Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import motions, uploads
from practice_app.services.recordings.drafts import Completion, RecordingDraft
from practice_app.services.recordings.lifecycle import RecordingDeleted, erase
from practice_app.services.shared import storage
from practice_app.services.shared.parts import PART_SIZE
from practice_app.services.shared.steps import step


@step
def bring(who: UUID, session_id: UUID, draft: RecordingDraft, body: Iterable[bytes], felt: bytes | None = None) -> bool:
    """Take a recording in under its id; ``False``: it is there already, or was deleted.

    ``felt``: what a phone on the bow arm felt beside it. Raises ``NotFound`` for an id of somebody else's, ``TooMany``
    where there is no room, and whatever ``body`` raises: then nothing of it is left.
    """
    try:
        with transaction(who) as db:
            recording, _ = uploads.declare(db, who, session_id, draft)
    except RecordingDeleted:
        return False
    gone = recording.status == RecordingStatus.FAILED and recording.failure == RecordingFailure.GONE
    if recording.status != RecordingStatus.UPLOADING and not gone:
        return False
    begun = uploads.begin(who, recording, draft)
    try:
        for number, part in enumerate(_parts(body), 1):
            storage.put_part(begun.object_key, begun.upload_id or "", number, part)
        if felt:
            motions.put(who, begun.id, felt)
        uploads.complete(who, begun.id, Completion(bytes=draft.bytes))
    except Exception:
        _let_go(who, begun.id)
        raise
    return True


def _parts(body: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, in parts as large as a device sends them."""
    waiting = bytearray()
    for some in body:
        waiting += some
        while len(waiting) >= PART_SIZE:
            yield bytes(waiting[:PART_SIZE])
            del waiting[:PART_SIZE]
    if waiting:
        yield bytes(waiting)


def _let_go(who: UUID, recording_id: UUID) -> None:
    with transaction(who) as db:
        recording = db.get_one(Recording, recording_id)
    erase(recording)
    gone = {"status": RecordingStatus.FAILED, "failure": RecordingFailure.GONE, "media_deleted_at": now()}
    with transaction(who) as db:
        mine = (col(Recording.id) == recording_id, col(Recording.status) == RecordingStatus.UPLOADING)
        db.execute(update(Recording).where(*mine).values(**gone, upload_id=None, updated_at=now()))
