"""A recording as it is shown, with the addresses to play it from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from practice_app.database import transaction
from practice_app.models import Recording, RecordingKind, RecordingStatus
from practice_app.services import analysis
from practice_app.services.analysis import TakeAnalysis
from practice_app.services.recordings.lifecycle import owned
from practice_app.services.shared import storage


@dataclass(frozen=True)
class Renditions:
    """Addresses that expire, of what there is to play and to show."""

    hls_url: str | None = None
    audio_url: str | None = None
    video_url: str | None = None
    poster_url: str | None = None
    waveform_url: str | None = None
    original_url: str | None = None


@dataclass(frozen=True)
class RecordingRow:
    """A recording as its owner sees it."""

    id: UUID
    session_id: UUID
    kind: str
    mime_type: str
    keep: bool
    shared: bool
    status: str
    failure: str | None
    offset_s: float
    duration_s: float | None
    bytes: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class RecordingShown(RecordingRow):
    """A recording with what can be played of it and what was heard in it."""

    renditions: Renditions
    analysis: TakeAnalysis | None


def as_row(recording: Recording) -> RecordingRow:
    """Show what its owner may know of a recording: no keys, no claims."""
    return RecordingRow(**{name: getattr(recording, name) for name in RecordingRow.__dataclass_fields__})


def show(user_id: UUID, recording_id: UUID, origin: str) -> RecordingShown:
    """Show one recording; ``origin`` is where the browser is, for the addresses (empty: relative ones)."""
    with transaction(user_id) as db:
        recording = owned(db, user_id, recording_id)
        heard = analysis.of_recording(db, recording_id)
    return RecordingShown(**vars(as_row(recording)), renditions=renditions(recording, origin), analysis=heard)


def renditions(recording: Recording, origin: str) -> Renditions:
    """Sign addresses of what is left of a recording that was kept."""
    if recording.status != RecordingStatus.READY or recording.media_deleted_at is not None:
        return Renditions()
    playable = recording.rendition_key or (recording.object_key if recording.keep else None)
    waveform = recording.waveform_key
    url = storage.play_url(playable, origin) if playable else None
    film = recording.kind == RecordingKind.VIDEO and not (playable or "").endswith(".m4a")  # or only its sound is left
    return Renditions(
        audio_url=url,
        video_url=url if film else None,
        original_url=storage.play_url(recording.object_key, origin) if recording.keep else None,
        waveform_url=storage.play_url(waveform, origin) if waveform else None,
    )
