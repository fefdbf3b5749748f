"""What becomes of what was said aloud: made playable, heard where it is named, erased where nothing names it."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, delete, exists, or_
from sqlmodel import Session, col, select

from practice_app.database import system_transaction
from practice_app.errors import Unavailable
from practice_app.models import Feedback, FeedbackReply, Job, RecordingStatus, Voice
from practice_app.models.columns import now
from practice_app.services.recordings.sending import let_go_of_what_came
from practice_app.services.recordings.voices import PREFIX
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.jobs import Claim, claims
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
PLAYED: Final = "audio/mp4"
LEFT_ALONE: Final = timedelta(days=1)
"""So long something said may wait for the comment that names it."""


@dataclass(frozen=True)
class VoiceHeard:
    """Something said, for whoever may hear it: how far it is, and where it is played from once it is ready."""

    status: str
    url: str | None
    duration_s: float | None


def heard(db: Session, ids: Collection[UUID], origin: str) -> dict[UUID, VoiceHeard]:
    """Give those of whom the caller knows that they may be heard (as the system)."""
    found = db.exec(select(Voice).where(col(Voice.id).in_(ids))).all() if ids else []
    return {one.id: VoiceHeard(one.status, _url(one, origin), one.duration_s) for one in found}


def _url(voice: Voice, origin: str) -> str | None:
    if voice.status != RecordingStatus.READY or voice.rendition_key is None:
        return None
    return storage.play_url(voice.rendition_key, origin)


@step
def begin(claim: Claim) -> tuple[str, str] | None:
    """Tell where what came lies, and where what is made of it is to be put; ``None``: the job is not ours any more."""
    query = select(Voice).join(Job, col(Job.voice_id) == Voice.id).where(claims.ours(claim)).with_for_update(of=Voice)
    with system_transaction() as db:
        voice = db.exec(query).first()
        if voice is None:
            return None
        voice.rendition_key = voice.rendition_key or storage.random_key(PLAYED, PREFIX)
        return voice.object_key, voice.rendition_key


@step
def finish(claim: Claim, duration_s: float | None) -> bool:
    """Have it played from there; what came leaves S3. ``False``: the job was not ours any more."""
    with system_transaction() as db:
        shows = {"status": RecordingStatus.READY, "duration_s": duration_s, "updated_at": now()}
        if not jobs.finish(db, claim, shows):
            return False
        voice = db.get_one(Voice, claim.subject_id)
    let_go_of_what_came(voice)
    return True


@step
def fail(claim: Claim, failure: str) -> bool:
    """End the job; nobody will hear it."""
    with system_transaction() as db:
        shows = {"status": RecordingStatus.FAILED, "failure": failure, "updated_at": now()}
        return jobs.fail(db, claim, failure, shows)


@step
def sweep(limit: int = 100) -> int:
    """Take out of S3 what came and was made playable, and all of what nothing names; tell how much that was."""
    with system_transaction() as db:
        long_ago = col(Voice.created_at) < now() - LEFT_ALONE
        unnamed = db.exec(select(Voice).where(_unnamed(), long_ago).limit(limit)).all()
        done = (col(Voice.status) == RecordingStatus.READY, col(Voice.came_gone_at).is_(None))
        made = db.exec(select(Voice).where(*done).order_by(col(Voice.updated_at)).limit(limit)).all()
    return sum(map(_erase, unnamed)) + sum(map(let_go_of_what_came, made))


def _unnamed() -> ColumnElement[bool]:
    named = (exists().where(col(kind.voice_id) == col(Voice.id)) for kind in (Feedback, FeedbackReply))
    return ~or_(*named)


def _erase(voice: Voice) -> bool:
    try:
        if voice.upload_id:
            storage.abort(voice.object_key, voice.upload_id)
        storage.delete(voice.object_key, voice.rendition_key)
    except Unavailable:
        log.warning("what was said (%s) stays until S3 answers", voice.id)
        return False
    with system_transaction() as db:
        db.execute(delete(Voice).where(and_(col(Voice.id) == voice.id, _unnamed())))
    return True


@dataclass(frozen=True)
class Said:
    """Something that somebody said, as it leaves with them: where it lies, and what it is called there."""

    id: UUID
    key: str
    bytes: int


def said_by(db: Session, who: UUID) -> list[Said]:
    """Give all that somebody said and that can be heard, the earliest first."""
    mine = visible(who, Permission.VOICE_CHANGE)
    query = select(Voice).where(mine, col(Voice.status) == RecordingStatus.READY)
    found = db.exec(query.order_by(col(Voice.id))).all()
    return [Said(one.id, one.rendition_key, one.bytes) for one in found if one.rendition_key]
