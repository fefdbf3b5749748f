"""Recordings on their way: begun, uploaded part by part straight to S3, checked, handed to the workers.

S3 is asked between transactions, never within one. Each step can be repeated, whatever was lost on the way. Only what
was declared is signed: so many parts, each of just its size.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import transaction
from practice_app.errors import Conflict, Invalid
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import Recording, RecordingKind, RecordingStatus
from practice_app.models.columns import now
from practice_app.models.recordings import RecordingFailure
from practice_app.models.sent import SentByParts
from practice_app.services import practice
from practice_app.services.recordings import analysing
from practice_app.services.recordings.drafts import Completion, RecordingDraft, check_size
from practice_app.services.recordings.lifecycle import DELETED, QUEUED, UPLOADING, RecordingDeleted, erase, get_owned
from practice_app.services.shared import parts, storage
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.parts import Part, PartsRefused
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import UploadGone

PREFIXES = {RecordingKind.AUDIO: "takes", RecordingKind.VIDEO: "films"}
"""Where in S3 each kind lies, so that whoever runs it can have films stored otherwise after a while."""


@dataclass
class NotUploading(Conflict):
    """It has arrived already."""

    code = "not_uploading"
    detail: str = msg("This recording has arrived already.")


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


@step
def start(who: UUID, session_id: UUID, draft: RecordingDraft) -> tuple[Recording, bool]:
    """Begin a recording's upload; again changes nothing, unless what S3 has of it is of no use."""
    draft.content_type()
    with transaction(who) as db:
        recording, created = declare(db, who, session_id, draft)
    return begin(who, recording, draft), created


def declare(db: Session, who: UUID, session_id: UUID, draft: RecordingDraft) -> tuple[Recording, bool]:
    """Write down that there is a recording, and tell whether that is new; S3 is not asked yet."""
    practice.get_owned(db, who, session_id)
    recording_id = client_id(draft.id) if draft.id else new_id()
    created = _write_down(db, who, session_id, recording_id, draft)
    found = get_owned(db, who, recording_id, lock=True)
    if found.session_id != session_id:
        raise IdTaken()
    if found.status == DELETED:
        raise RecordingDeleted()
    resized = found.status == UPLOADING and found.bytes != draft.bytes
    if resized:
        found.bytes, found.updated_at = draft.bytes, now()
    if created or resized:
        quotas.check_upload(db, found)
        db.flush()
    return found, created


@step
def begin(who: UUID, recording: Recording, draft: RecordingDraft) -> Recording:
    """Tell S3 of a recording unless it knows. Of two begun at once the first to be written down counts."""
    if not _needs_upload(recording, draft):
        return recording
    if recording.begins:
        with transaction(who) as db:
            quotas.check_upload(db, recording)
    needless = storage.begin(recording.object_key, draft.content_type())
    with transaction(who) as db:
        found = get_owned(db, who, recording.id, lock=True)
        if found.upload_id == recording.upload_id and found.status == recording.status:
            found.begins, found.begun_at = quotas.begins_today(found) + 1, now()
            found.upload_id, needless, found.bytes = needless, found.upload_id or "", draft.bytes
            found.status, found.failure = UPLOADING, None
            found.media_deleted_at, found.updated_at = None, now()
    if needless:
        storage.abort(recording.object_key, needless)
    return found


@step
def sign(who: UUID, recording_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts; raise ``Invalid`` for one that the recording doesn't have."""
    with transaction(who) as db:
        recording = get_owned(db, who, recording_id, lock=True)
        key, upload_id, size = recording.object_key, _open(recording), recording.bytes or 0
        recording.updated_at = now()
    most = parts.count(size)
    if max(numbers) > most:
        raise Invalid("numbers", msg("This recording has only {most} parts."), most=most)
    expires_at = datetime.now(UTC) + timedelta(seconds=storage.URL_LIFETIME_S)
    wanted = [Part(number, parts.bytes_of(number, size)) for number in dict.fromkeys(numbers)]
    return [SignedPart(p.number, storage.part_url(key, upload_id, p, origin), expires_at) for p in wanted]


@step
def uploaded(who: UUID, recording_id: UUID) -> list[Part]:
    """List the parts S3 has; of a recording that has arrived, those it was made of."""
    with transaction(who) as db:
        recording = _there(get_owned(db, who, recording_id))
    if recording.status != UPLOADING:
        return parts.plan(recording.bytes) if recording.bytes else []
    try:
        return storage.parts(recording.object_key, _upload_id(recording))
    except UploadGone:
        if recording.bytes and storage.size(recording.object_key) == recording.bytes:
            return parts.plan(recording.bytes)  # made whole before, but we could not write it down
        raise


@step
def complete(who: UUID, recording_id: UUID, said: Completion) -> Recording:
    """Check the upload against S3, make it one object and hand it to the workers; again gives the same answer."""
    with transaction(who) as db:
        recording = _there(get_owned(db, who, recording_id))
    if recording.status != UPLOADING:
        return recording
    check_size(recording.kind, said.bytes)
    values = _arrived(recording, said)
    with transaction(who) as db:
        mine = (col(Recording.id) == recording_id, col(Recording.status) == UPLOADING)
        db.execute(update(Recording).where(*mine).values(**values))
        recording = get_owned(db, who, recording_id)
        if recording.status == QUEUED:
            analysing.enqueue(db, recording)
    if recording.status == DELETED:
        erase(recording)
    return recording


@step
def let_go(who: UUID) -> int:
    """Forget all uploads that have not ended, and tell how many; a device that still has one begins it again."""
    with transaction(who) as db:
        mine = (visible(who, Permission.RECORDING_CHANGE), col(Recording.status) == UPLOADING)
        unfinished = db.exec(select(Recording).where(*mine)).all()
    for recording in unfinished:
        erase(recording)
        gone = {"status": RecordingStatus.FAILED, "failure": RecordingFailure.GONE, "media_deleted_at": now()}
        with transaction(who) as db:
            db.execute(
                update(Recording)
                .where(col(Recording.id) == recording.id, *mine)
                .values(**gone, upload_id=None, updated_at=now())
            )
    return len(unfinished)


def _write_down(db: Session, who: UUID, session_id: UUID, recording_id: UUID, draft: RecordingDraft) -> bool:
    moment = now()
    row = insert(Recording).values(
        **draft.model_dump(exclude={"id", "fresh"}),
        id=recording_id,
        user_id=who,
        session_id=session_id,
        status=UPLOADING,
        object_key=storage.random_key(draft.content_type(), PREFIXES[draft.kind]),
        shared_at=moment if draft.shared else None,
        created_at=moment,
        updated_at=moment,
    )
    added = db.execute(row.on_conflict_do_nothing(index_elements=["id"]).returning(col(Recording.id))).first()
    if added is not None:
        quotas.check_added(db, who, Recording)
    return added is not None


def _needs_upload(recording: Recording, draft: RecordingDraft) -> bool:
    """Whether S3 has to be told of it: it is new, or what S3 has of it is gone or can't become this recording."""
    if recording.status == RecordingStatus.FAILED:
        return recording.failure == RecordingFailure.GONE
    return recording.status == UPLOADING and has_to_begin(recording, draft.bytes, fresh=draft.fresh)


@step
def has_to_begin(sent: Recording | SentByParts, size: int, *, fresh: bool) -> bool:
    """Whether an upload of so many bytes has to be begun: none is, or what S3 has is gone or can't become the whole.

    ``fresh``: what S3 has is of no use to the device, which sends all of it again.
    """
    if sent.upload_id is None or fresh:
        return True
    try:
        return parts.strange(storage.parts(sent.object_key, sent.upload_id), size)
    except UploadGone:
        return storage.size(sent.object_key) != size


def _there(recording: Recording) -> Recording:
    """The recording, unless it was deleted or nothing of it is left: then a device that still has it sends it again."""
    if recording.status == DELETED:
        raise RecordingDeleted()
    if recording.status == RecordingStatus.FAILED and recording.failure == RecordingFailure.GONE:
        raise UploadGone()
    return recording


def _open(recording: Recording) -> str:
    """The upload that parts may be sent to."""
    if _there(recording).status != UPLOADING:
        raise NotUploading()
    if recording.bytes is None:
        raise UploadGone()  # of a time when nobody had to say how much comes: starting again says it
    return _upload_id(recording)


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
    _make_whole(recording, there, said.bytes)
    return values


def _make_whole(recording: Recording, there: list[Part], size: int) -> None:
    """Make one object of the parts. When nothing that may still arrive can mend them, the upload is given up."""
    mendable = not parts.strange(there, size if recording.bytes is None else recording.bytes)
    chosen: list[Part] = []
    try:
        chosen = parts.whole(there, size)
        storage.finish(recording.object_key, _upload_id(recording), chosen)
    except PartsRefused as refused:
        if mendable and not chosen:
            raise
        _give_up(recording)
        raise UploadGone() from refused


def _give_up(recording: Recording) -> None:
    """Forget an upload for good, so that starting the recording again begins another."""
    storage.abort(recording.object_key, _upload_id(recording))
    with transaction(recording.user_id) as db:
        same = (col(Recording.id) == recording.id, col(Recording.upload_id) == recording.upload_id)
        db.execute(update(Recording).where(*same).values(upload_id=None, updated_at=now()))
