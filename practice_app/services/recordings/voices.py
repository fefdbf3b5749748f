"""What is said aloud: short, sent by the same parts as a recording, made playable, erased once nothing names it.

Whoever reads the comment that names it hears it; it is its speaker's alone until then.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from practice_app.errors import Invalid, TooLarge
from practice_app.locales import msg
from practice_app.models import JobKind, RecordingKind, Voice
from practice_app.services.recordings import sending
from practice_app.services.recordings.drafts import Bytes, Completion, MimeType, RecordingDraft
from practice_app.services.recordings.sending import Declared, Sent
from practice_app.services.recordings.uploads import SignedPart
from practice_app.services.shared.access import Permission
from practice_app.services.shared.parts import Part
from practice_app.services.shared.steps import step

LARGEST: Final = 8 * 1024 * 1024
"""Bytes: three minutes at any rate that browsers record with."""
LONGEST_S: Final = 180.0
PREFIX: Final = "voices"
KIND: Final = Sent(Voice, Permission.VOICE_CHANGE, JobKind.VOICE, PREFIX, most_a_day=200, longest_s=LONGEST_S)


class VoiceDraft(BaseModel):
    """Something said, of ``bytes``, that is about to be sent; ``fresh``: all of it again, whatever S3 has."""

    model_config = ConfigDict(extra="forbid")
    id: UUID | None = None
    mime_type: MimeType = ""
    bytes: Bytes
    fresh: bool = False

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
    """Begin the upload of what somebody says; again goes on with it. Whoever calls it has asked whether they may."""
    return sending.start(KIND, who, Declared(draft.id, draft.content_type(), draft.bytes, draft.fresh))


@step
def sign(who: UUID, voice_id: UUID, numbers: list[int], origin: str) -> list[SignedPart]:
    """Sign a PUT for each of these parts; raise ``Invalid`` for one that it doesn't have."""
    return sending.sign(KIND, who, voice_id, numbers, origin)


@step
def uploaded(who: UUID, voice_id: UUID) -> list[Part]:
    """List the parts that S3 has."""
    return sending.uploaded(KIND, who, voice_id)


@step
def complete(who: UUID, voice_id: UUID, said: Completion) -> Voice:
    """Make one object of the parts and hand it to the workers; again gives the same answer."""
    return sending.complete(KIND, who, voice_id, said)
