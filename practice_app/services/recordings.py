"""Recordings on their way: begun, uploaded part by part straight to S3, checked, handed to the workers, deleted.

S3 is asked between transactions, never within one. Each step can be repeated, whatever was lost on the way.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import transaction
from practice_app.errors import Conflict, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import PracticeSession, Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure
from practice_app.services import jobs, practice, queue, storage
from practice_app.services.recording_drafts import Completion, RecordingDraft, check_size
from practice_app.services.storage import Part, PartsRefused, UploadGone

UPLOADING, QUEUED, DELETED = RecordingStatus.UPLOADING, RecordingStatus.QUEUED, RecordingStatus.DELETED


@dataclass
class RecordingDeleted(Conflict):
    """It was deleted; nothing more can be sent to it."""

    code = "deleted"
    detail: str = msg("This recording was deleted.")


@dataclass
class NotUploading(Conflict):
    """It has arrived already."""

    code = "not_uploading"
    detail: str = msg("This recording has arrived already.")


@dataclass
class NotAgain(Conflict):
    """Listening again would change nothing, or there is nothing left to listen to."""

    code = "not_again"
    detail: str = msg("There is nothing here that could be listened to again.")


@dataclass
class IdTaken(Conflict):
    """This id belongs to another recording of theirs."""

    code = "id_taken"
    detail: str = msg("This id belongs to another recording.")


@dataclass(frozen=True)
class SignedPart:
    """Where to PUT one part, and until when."""

    number: int
    url: str
    expires_at: datetime


def owned(db: Session, user_id: UUID, recording_id: UUID, *, lock: bool = False) -> Recording:
    """The one door to a recording: missing, forbidden, or of a deleted session look the same."""
    query = (
        select(Recording)
        .join(PracticeSession, col(PracticeSession.id) == Recording.session_id)
        .where(Recording.id == recording_id, Recording.user_id == user_id, col(PracticeSession.deleted_at).is_(None))
    )
    found = db.exec(query.with_for_update(of=Recording) if lock else query).first()
    if found is None:
        raise NotFound()
    return found


def start(user_id: UUID, session_id: UUID, draft: RecordingDraft) -> tuple[Recording, bool]:
    """Begin a recording's upload; again changes nothing, unless S3 has forgotten it: then it begins afresh."""
    draft.content_type()
    with transaction(user_id) as db:
        recording, created = declare(db, user_id, session_id, draft)
    return begin(user_id, recording, draft), created


def declare(db: Session, user_id: UUID, session_id: UUID, draft: RecordingDraft) -> tuple[Recording, bool]:
    """Write down that there is a recording, and tell whether that is new; S3 is not asked yet."""
    practice.owned(db, user_id, session_id)
    recording_id = client_id(draft.id) if draft.id else new_id()
    moment = now()
    row = insert(Recording).values(
        **draft.model_dump(exclude={"id", "bytes"}),
        id=recording_id,
        user_id=user_id,
        session_id=session_id,
        status=UPLOADING,
        object_key=storage.random_key(draft.mime_type),
        attempts=0,
        created_at=moment,
        updated_at=moment,
    )
    added = db.execute(row.on_conflict_do_nothing(index_elements=["id"]).returning(col(Recording.id))).first()
    found = owned(db, user_id, recording_id)
    if found.session_id != session_id:
        raise IdTaken()
    if found.status == DELETED:
        raise RecordingDeleted()
    return found, added is not None


def begin(user_id: UUID, recording: Recording, draft: RecordingDraft) -> Recording:
    """Tell S3 of a recording unless it knows. Of two begun at once the first to be written down counts."""
    if not _needs_upload(recording):
        return recording
    upload_id = storage.begin(recording.object_key, draft.content_type())
    with transaction(user_id) as db:
        found = owned(db, user_id, recording.id, lock=True)
        if found.upload_id == recording.upload_id and found.status == recording.status:
            found.upload_id, found.status, found.failure = upload_id, UPLOADING, None
            found.attempts, found.media_deleted_at, found.updated_at = 0, None, now()
            upload_id = ""
    if upload_id:
        storage.abort(recording.object_key, upload_id)
    return found


def sign(user_id: UUID, recording_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts."""
    with transaction(user_id) as db:
        recording = _uploading(db, user_id, recording_id)
    expires_at = datetime.now(UTC) + timedelta(seconds=storage.URL_LIFETIME_S)
    key, upload_id = recording.object_key, recording.upload_id or ""
    return [SignedPart(n, storage.part_url(key, upload_id, n, origin), expires_at) for n in dict.fromkeys(numbers)]


def uploaded(user_id: UUID, recording_id: UUID) -> list[Part]:
    """List the parts S3 has; of a recording that has arrived, those it was made of."""
    with transaction(user_id) as db:
        recording = owned(db, user_id, recording_id)
    if recording.status == DELETED:
        raise RecordingDeleted()
    if recording.status == UPLOADING:
        return storage.parts(recording.object_key, _upload_id(recording))
    whole, size = recording.bytes or 0, storage.PART_SIZE
    return [Part(n + 1, min(size, whole - n * size)) for n in range(-(-whole // size))]


def complete(user_id: UUID, recording_id: UUID, said: Completion) -> Recording:
    """Check the upload against S3, make it one object and hand it to the workers; again gives the same answer."""
    with transaction(user_id) as db:
        recording = owned(db, user_id, recording_id)
    if recording.status == DELETED:
        raise RecordingDeleted()
    if recording.status != UPLOADING:
        return recording
    check_size(recording.kind, said.bytes)
    values = _arrived(recording, said)
    with transaction(user_id) as db:
        mine = (col(Recording.id) == recording_id, col(Recording.status) == UPLOADING)
        db.execute(update(Recording).where(*mine).values(**values))
        recording = owned(db, user_id, recording_id)
    if recording.status == QUEUED:
        queue.enqueue_analysis(recording_id)
    elif recording.status == DELETED:
        erase(recording)
    return recording


def listen_again(user_id: UUID, recording_id: UUID) -> Recording:
    """Have a recording listened to once more after a fault of ours; raise ``NotAgain`` when that can't be."""
    with transaction(user_id) as db:
        owned(db, user_id, recording_id)
    if not jobs.again(recording_id):
        raise NotAgain()
    queue.enqueue_analysis(recording_id)
    with transaction(user_id) as db:
        return owned(db, user_id, recording_id)


def delete(user_id: UUID, recording_id: UUID) -> None:
    """Delete a recording's media for good; what was heard in it stays with the session."""
    with transaction(user_id) as db:
        recording = owned(db, user_id, recording_id, lock=True)
        recording.status, recording.failure, recording.claim_token = DELETED, None, None
        recording.updated_at = now()
    if recording.media_deleted_at is None:
        erase(recording)
        with transaction(user_id) as db:
            db.execute(
                update(Recording)
                .where(col(Recording.id) == recording_id)
                .values(media_deleted_at=now(), upload_id=None, updated_at=now())
            )


def erase(recording: Recording) -> None:
    """Take everything of a recording out of S3."""
    if recording.upload_id:
        storage.abort(recording.object_key, recording.upload_id)
    storage.delete(recording.object_key, recording.rendition_key, recording.waveform_key)


def _needs_upload(recording: Recording) -> bool:
    """Whether S3 has to be told of it: it is new, or what S3 knew of it is gone."""
    if recording.status == RecordingStatus.FAILED:
        return recording.failure == RecordingFailure.GONE
    if recording.status != UPLOADING:
        return False
    if recording.upload_id is None:
        return True
    try:
        storage.parts(recording.object_key, recording.upload_id)
    except UploadGone:
        return storage.size(recording.object_key) is None
    return False


def _uploading(db: Session, user_id: UUID, recording_id: UUID) -> Recording:
    recording = owned(db, user_id, recording_id)
    if recording.status == DELETED:
        raise RecordingDeleted()
    if recording.status != UPLOADING:
        raise NotUploading()
    _upload_id(recording)
    return recording


def _upload_id(recording: Recording) -> str:
    if recording.upload_id is None:
        raise UploadGone()
    return recording.upload_id


def _arrived(recording: Recording, said: Completion) -> dict[str, Any]:
    """Make one object of the parts and say what to write down; S3's count decides."""
    values: dict[str, Any] = {
        **said.model_dump(exclude_none=True),
        "status": QUEUED,
        "upload_id": None,
        "updated_at": now(),
    }
    try:
        there = storage.parts(recording.object_key, _upload_id(recording))
    except UploadGone:
        if storage.size(recording.object_key) == said.bytes > 0:
            return values  # made whole before, but we could not write it down
        raise
    if said.bytes == 0 and sum(part.bytes for part in there) == 0:
        storage.abort(recording.object_key, _upload_id(recording))
        gone = {"status": RecordingStatus.FAILED, "failure": RecordingFailure.EMPTY, "media_deleted_at": now()}
        return values | gone
    storage.finish(recording.object_key, _upload_id(recording), _whole(there, said.bytes))
    return values


def _whole(there: list[Part], size: int) -> list[Part]:
    """Take parts 1, 2, 3, … until they make up ``size``; raise ``PartsRefused`` when they don't."""
    total, chosen = 0, []
    for number, part in enumerate(sorted(there, key=lambda p: p.number), start=1):
        if part.number != number or total == size:
            break
        chosen.append(part)
        total += part.bytes
    if total != size:
        raise PartsRefused(values={"stored": total})
    return chosen
