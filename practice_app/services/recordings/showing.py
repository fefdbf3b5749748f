"""What a recording's owner says of it: whether it is kept, whether teachers see it, and from where to where."""

from dataclasses import dataclass
from functools import partial
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlmodel import Session, select

from practice_app.database import after_commit
from practice_app.errors import Conflict, Invalid
from practice_app.locales import msg
from practice_app.models import Recording, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.recordings import films, waiting
from practice_app.services.recordings.lifecycle import RecordingDeleted, get_owned
from practice_app.services.recordings.renditions import Trim
from practice_app.services.recordings.rows import RecordingRow, as_row
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission, visible
from practice_app.services.shared.limits import quotas

SHORTEST_S = 1.0
"""Of what is left for others."""
NEAR_S = 0.02
Second = Annotated[float, Field(ge=0, le=1e6, allow_inf_nan=False)]


@dataclass
class NotKept(Conflict):
    """There is nothing to show."""

    code = "not_kept"
    detail: str = msg("This recording was not kept: what was heard in it is all there is.")


@dataclass
class NotHeard(Conflict):
    """How long it is isn't known yet."""

    code = "not_ready"
    detail: str = msg("This recording hasn't been listened to yet. Try again in a moment.")


class TrimSaid(BaseModel):
    """From where to where others see it."""

    start_s: Second
    end_s: Second


class RecordingPatch(BaseModel):
    """What is to be otherwise; what is left out stays. ``trim`` of ``null``: others see all of it."""

    keep: bool | None = None
    shared: bool | None = None
    trim: TrimSaid | None = None


def of_session(db: Session, who: UUID, session_id: UUID) -> dict[UUID, RecordingRow]:
    """Tell of each recording of a session of theirs what they said of it."""
    mine = (visible(who, Permission.RECORDING_CHANGE), Recording.session_id == session_id)
    return {one.id: as_row(one) for one in db.exec(select(Recording).where(*mine))}


def change(db: Session, who: UUID, recording_id: UUID, said: RecordingPatch) -> RecordingRow:
    """Keep, share or trim a recording of theirs. Raises ``NotKept``, ``NotHeard``, ``Invalid`` and ``TooMany``.

    Workers lock the job first, too.
    """
    recording = get_owned(db, who, recording_id)
    if said.trim:
        films.enqueue(db, recording)
    recording = get_owned(db, who, recording_id, lock=True)
    if recording.status == RecordingStatus.DELETED:
        raise RecordingDeleted()
    was = recording.shared
    if said.keep is False:
        _let_go(recording, said)
    else:
        _keep(db, recording, said)
    if was != recording.shared:
        waiting.show_again(db, recording)
    recording.updated_at = now()
    db.flush()
    told = (recording.user_id, recording.session_id, recording.id, recording.status)
    after_commit(db, partial(events.recording_changed, *told))
    waiting.leave_word(db, recording)
    return as_row(recording)


def _let_go(recording: Recording, said: RecordingPatch) -> None:
    """Have it leave S3 with the next sweep; letting go of it and showing it don't go together."""
    for name in ("shared", "trim"):
        if getattr(said, name):
            raise Invalid(name, msg("Only a recording that is kept can be shown to others."))
    recording.keep = recording.shared = False
    recording.shared_at = recording.trim_start_s = recording.trim_end_s = None


def _keep(db: Session, recording: Recording, said: RecordingPatch) -> None:
    if said.keep or said.shared or said.trim:
        failed = recording.status == RecordingStatus.FAILED and not waiting.silent(recording)
        if recording.media_deleted_at is not None or failed:
            raise NotKept()
        if not recording.keep:
            quotas.check_kept(db, recording.user_id, recording.bytes or 0)
        recording.keep = True
    if said.shared is not None and said.shared != recording.shared:
        recording.shared, recording.shared_at = said.shared, now() if said.shared else None
    if "trim" in said.model_fields_set:
        trim = _trim(recording, said.trim) if said.trim else None
        recording.trim_start_s, recording.trim_end_s = (trim.start_s, trim.end_s) if trim else (None, None)


def _trim(recording: Recording, said: TrimSaid) -> Trim | None:
    """What others are to see; ``None`` when that is all of it."""
    if not (recording.status == RecordingStatus.READY or waiting.silent(recording)) or recording.duration_s is None:
        raise NotHeard()
    end_s = min(said.end_s, recording.duration_s)
    if end_s - said.start_s < min(SHORTEST_S, recording.duration_s):
        raise Invalid("trim", msg("At least one second has to be left for others."))
    hides = said.start_s > NEAR_S or end_s < recording.duration_s - NEAR_S
    return Trim(round(said.start_s, 3), round(end_s, 3)) if hides else None
