"""What is said aloud: short, sent by the same parts as a recording, made playable, erased once nothing names it.

Whoever reads the comment that names it hears it; it is its speaker's alone until then.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, func, select

from practice_app.database import transaction
from practice_app.errors import Invalid, TooLarge
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import JobKind, RecordingKind, RecordingStatus, Voice
from practice_app.models.columns import now
from practice_app.services.recordings.drafts import Bytes, Completion, MimeType, RecordingDraft
from practice_app.services.recordings.uploads import NotUploading, SignedPart
from practice_app.services.shared import jobs, parts, storage
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.parts import Part
from practice_app.services.shared.steps import step
from practice_app.services.shared.storage import UploadGone

LARGEST: Final = 8 * 1024 * 1024
"""Bytes: three minutes at any rate that browsers record with."""
LONGEST_S: Final = 180.0
MOST_A_DAY: Final = 200
PREFIX: Final = "voices"
UPLOADING, QUEUED = RecordingStatus.UPLOADING, RecordingStatus.QUEUED


class VoiceDraft(BaseModel):
    """Something said, of ``bytes``, that is about to be sent."""

    model_config = ConfigDict(extra="forbid")
    id: UUID | None = None
    mime_type: MimeType = ""
    bytes: Bytes

    def content_type(self) -> str:
        """Give the plain type to store it as; raise ``WrongType`` or ``TooLarge`` for what we don't take."""
        if not self.bytes:
            raise Invalid("bytes", msg("There is nothing to hear in it."))
        if self.bytes > LARGEST:
            raise TooLarge(msg("Say it in three minutes, or in several parts."))
        return RecordingDraft(mime_type=self.mime_type, bytes=self.bytes).content_type()


@dataclass(frozen=True)
class VoiceRow:
    """Something said, as a recording is told of."""

    id: UUID
    kind: str
    mime_type: str
    status: str
    failure: str | None
    bytes: int
    duration_s: float | None
    created_at: datetime
    updated_at: datetime


def as_voice(voice: Voice) -> VoiceRow:
    """Tell what its speaker may know of it: no keys."""
    same = ("id", "mime_type", "status", "failure", "bytes", "duration_s", "created_at", "updated_at")
    return VoiceRow(**{name: getattr(voice, name) for name in same}, kind=RecordingKind.AUDIO)


@step
def start(who: UUID, draft: VoiceDraft) -> tuple[Voice, bool]:
    """Begin the upload of what somebody says; again changes nothing. Whoever calls it has asked whether they may."""
    mime_type = draft.content_type()
    with transaction(who) as db:
        voice, new = _declare(db, who, draft, mime_type)
    if voice.status != UPLOADING or voice.upload_id:
        return voice, new
    needless = storage.begin(voice.object_key, mime_type)
    with transaction(who) as db:
        voice = _own(db, who, voice.id)
        if voice.status == UPLOADING and voice.upload_id is None:
            voice.upload_id, needless = needless, ""
    if needless:
        storage.abort(voice.object_key, needless)
    return voice, new


def _declare(db: Session, who: UUID, draft: VoiceDraft, mime_type: str) -> tuple[Voice, bool]:
    identity = client_id(draft.id) if draft.id else new_id()
    values = {"id": identity, "user_id": who, "mime_type": mime_type, "bytes": draft.bytes, "status": UPLOADING}
    moments = {"created_at": now(), "updated_at": now()}
    row = insert(Voice).values(**values, **moments, object_key=storage.random_key(mime_type, PREFIX))
    new = db.execute(row.on_conflict_do_nothing().returning(col(Voice.id))).first() is not None
    if new:
        _check_room(db, who, draft.bytes)
    return _own(db, who, identity), new


def _check_room(db: Session, who: UUID, size: int) -> None:
    quotas.check_kept(db, who, size)
    today = (visible(who, Permission.VOICE_CHANGE), col(Voice.created_at) > now() - timedelta(days=1))
    if db.exec(select(func.count()).select_from(Voice).where(*today)).one() > MOST_A_DAY:
        raise quotas.TooManyNew(values={"most": MOST_A_DAY})


def _own(db: Session, who: UUID, voice_id: UUID) -> Voice:
    found: Voice = require(db, who, Permission.VOICE_CHANGE, voice_id, lock=True)
    return found


@step
def sign(who: UUID, voice_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts; raise ``Invalid`` for one that it doesn't have."""
    with transaction(who) as db:
        voice = _own(db, who, voice_id)
        if voice.status != UPLOADING:
            raise NotUploading()
    most = parts.count(voice.bytes)
    if max(numbers) > most:
        raise Invalid("numbers", msg("This recording has only {most} parts."), most=most)
    expires_at = datetime.now(UTC) + timedelta(seconds=storage.URL_LIFETIME_S)
    wanted = [Part(number, parts.bytes_of(number, voice.bytes)) for number in dict.fromkeys(numbers)]
    urls = [storage.part_url(voice.object_key, _upload_id(voice), part, origin) for part in wanted]
    return [SignedPart(part.number, url, expires_at) for part, url in zip(wanted, urls, strict=True)]


@step
def uploaded(who: UUID, voice_id: UUID) -> list[Part]:
    """List the parts that S3 has."""
    with transaction(who) as db:
        voice = _own(db, who, voice_id)
    return storage.parts(voice.object_key, _upload_id(voice)) if voice.status == UPLOADING else parts.plan(voice.bytes)


@step
def complete(who: UUID, voice_id: UUID, said: Completion) -> Voice:
    """Make one object of the parts and hand it to the workers; again gives the same answer."""
    with transaction(who) as db:
        voice = _own(db, who, voice_id)
    if voice.status != UPLOADING:
        return voice
    _make_whole(voice)
    length_s = min(said.duration_s or LONGEST_S, LONGEST_S)
    arrived: Any = {"status": QUEUED, "upload_id": None, "updated_at": now()}
    with transaction(who) as db:
        mine = (col(Voice.id) == voice_id, col(Voice.status) == UPLOADING)
        db.execute(update(Voice).where(*mine).values(**arrived))
        jobs.enqueue(db, who, JobKind.VOICE, voice_id, length_s)
        return _own(db, who, voice_id)


def _make_whole(voice: Voice) -> None:
    try:
        there = storage.parts(voice.object_key, _upload_id(voice))
        storage.finish(voice.object_key, _upload_id(voice), parts.whole(there, voice.bytes))
    except UploadGone:
        if storage.size(voice.object_key) != voice.bytes:  # else made whole before, but we could not write it down
            raise


def _upload_id(voice: Voice) -> str:
    if voice.upload_id is None:
        raise UploadGone()
    return voice.upload_id
