"""A recording as it is shown, with the addresses to play it from."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import load_only
from sqlmodel import Session, select

from practice_app.database import DbRole, transaction
from practice_app.errors import NotFound
from practice_app.models import Recording, RecordingKind, RecordingStatus
from practice_app.services import analysis
from practice_app.services.analysis import RecordingAnalysis
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, live, read, visible
from practice_app.services.shared.steps import step


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
    """A recording as it is shown."""

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
    analysis: RecordingAnalysis | None


TOLD = tuple(getattr(Recording, name) for name in (*RecordingRow.__dataclass_fields__, "media_deleted_at"))
"""What anybody may know who may play it."""


def as_row(recording: Recording) -> RecordingRow:
    """Show what people may know of a recording: no keys, no claims."""
    return RecordingRow(**{name: getattr(recording, name) for name in RecordingRow.__dataclass_fields__})


@dataclass(frozen=True)
class Media:
    """Where in S3 a recording lies; told to nobody."""

    object_key: str
    rendition_key: str | None
    waveform_key: str | None


@step
def show(who: UUID, recording_id: UUID, origin: str) -> RecordingShown:
    """Show a recording that ``who`` may play; ``origin`` is where the browser is, for the addresses (or empty)."""
    with transaction(who) as db:
        recording, media = _seen(db, who, recording_id)
        heard = analysis.of_recording(db, recording_id)
    return RecordingShown(**vars(as_row(recording)), renditions=renditions(recording, media, origin), analysis=heard)


def _seen(db: Session, who: UUID, recording_id: UUID) -> tuple[Recording, Media]:
    """Find a recording and where it lies. Who is not its owner asks for the latter by a function of its own."""

    def look(owner: UUID, role: DbRole) -> tuple[Recording, Media] | None:
        mine = (Recording.id == recording_id, visible(owner, Permission.RECORDING_READ), live(Recording))
        columns = [load_only(*TOLD, raiseload=True)] if role is DbRole.READER else []
        found = db.exec(select(Recording).options(*columns).where(*mine)).first()
        if found is None:
            return None
        kept = db.execute(_SHARED, {"id": recording_id}).one() if role is DbRole.READER else found
        return found, Media(kept.object_key, kept.rendition_key, kept.waveform_key)

    return read(db, who, Permission.RECORDING_READ, recording_id, look)


_SHARED = text("SELECT object_key, rendition_key, waveform_key FROM app_shared_media(:id)")


@dataclass(frozen=True)
class SharedTake:
    """A recording as a link shows it, with where it is played from in S3, which is told to nobody."""

    id: UUID
    film: bool
    duration_s: float | None
    local_day: date
    instrument: str
    target_bpm: float | None
    titles: list[str]
    plays_from: str


def by_link(db: Session) -> SharedTake:
    """Show the recording that a link shows; raise ``NotFound`` where it shows none."""
    found = db.execute(_BY_LINK).mappings().first()
    if found is None:
        raise NotFound()
    told = {name: found[name] for name in ("id", "duration_s", "local_day", "instrument", "target_bpm", "titles")}
    plays_from = found["rendition_key"] or found["object_key"]
    return SharedTake(**told, film=_is_film(found["kind"], plays_from), plays_from=plays_from)


_BY_LINK = text("SELECT * FROM app_link_take()")


def _is_film(kind: str, plays_from: str) -> bool:
    """Whether there are pictures, or only the sound of a film is left."""
    return kind == RecordingKind.VIDEO and not plays_from.endswith(".m4a")


def renditions(recording: Recording, media: Media, origin: str) -> Renditions:
    """Sign addresses of what is left of a recording that was kept."""
    if recording.status != RecordingStatus.READY or recording.media_deleted_at is not None:
        return Renditions()
    playable = media.rendition_key or (media.object_key if recording.keep else None)
    waveform = media.waveform_key
    url = storage.play_url(playable, origin) if playable else None
    film = _is_film(recording.kind, playable or "")
    return Renditions(
        audio_url=url,
        video_url=url if film else None,
        original_url=storage.play_url(media.object_key, origin) if recording.keep else None,
        waveform_url=storage.play_url(waveform, origin) if waveform else None,
    )
