"""A recording as it is shown, with the addresses to play it from."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text
from sqlalchemy.orm import load_only
from sqlmodel import Session, col, select

from practice_app.database import DbRole, as_system, transaction
from practice_app.errors import NotFound
from practice_app.models import Job, JobKind, Recording, RenditionKind
from practice_app.models.recordings import RecordingFailure, RecordingKind, RecordingStatus
from practice_app.services import analysis
from practice_app.services.analysis import RecordingAnalysis
from practice_app.services.recordings import playing
from practice_app.services.recordings.playing import Media, Renditions
from practice_app.services.recordings.renditions import Trim, trim_of
from practice_app.services.shared import storage
from practice_app.services.shared.access import Permission, live, read, visible
from practice_app.services.shared.jobs.asking import OPEN
from practice_app.services.shared.steps import step

OTHERS_S = 5 * 60
"""For so long, and as long again as the recording is, an address that others got is good."""


@dataclass(frozen=True)
class RecordingRow:
    """A recording as it is shown."""

    id: UUID
    session_id: UUID
    kind: str
    mime_type: str
    keep: bool
    shared: bool
    shared_at: datetime | None
    trim: Trim | None
    status: str
    failure: str | None
    offset_s: float
    duration_s: float | None
    bytes: int | None
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class Preparing:
    """Something is still being made of it: whether that waits or is worked on, and how far it is, from 0 to 1."""

    status: str
    progress: float


@dataclass(frozen=True)
class RecordingShown(RecordingRow):
    """A recording with what can be played of it and what was heard in it."""

    renditions: Renditions
    analysis: RecordingAnalysis | None
    preparing: Preparing | None


_PLAIN = [name for name in RecordingRow.__dataclass_fields__ if name != "trim"]
TOLD = tuple(getattr(Recording, name) for name in (*_PLAIN, "trim_start_s", "trim_end_s", "media_deleted_at"))
"""What anybody may know who may play it."""


def as_row(recording: Recording) -> RecordingRow:
    """Show what people may know of a recording: no keys, no claims."""
    return RecordingRow(**{name: getattr(recording, name) for name in _PLAIN}, trim=trim_of(recording))


def plays(row: RecordingRow) -> bool:
    """Whether there is something to play of a recording of one's own: kept, and heard, or a film without sound."""
    silent = row.kind == RecordingKind.VIDEO and row.failure == RecordingFailure.NOT_AUDIO
    return row.keep and (row.status == RecordingStatus.READY or silent)


@step
def show(who: UUID, recording_id: UUID, origin: str, *, heard: bool = True) -> RecordingShown:
    """Show a recording that ``who`` may play; ``origin`` is where the browser is, for the addresses (or empty).

    Who is not its owner sees what it was trimmed to, on the clock of that. Without ``heard`` what was heard in it,
    which is most of the answer, is left out.
    """
    with transaction(who) as db:
        recording, media, mine = _seen(db, who, recording_id)
        found = analysis.of_recording(db, recording_id) if heard else None
        preparing = _preparing(db, recording_id) if mine or _waited_for(recording, media) else None
    row, told = _as_they_see_it(recording, found, mine)
    lifetime_s = storage.PLAY_LIFETIME_S if mine else OTHERS_S + round(row.duration_s or 0)
    played = playing.addresses(recording, media, origin, lifetime_s)
    return RecordingShown(**vars(row), renditions=played, analysis=told, preparing=preparing)


def listened_to(db: Session, who: UUID, recording_id: UUID) -> tuple[RecordingRow, RecordingAnalysis | None]:
    """Tell of a recording that ``who`` may play and what was heard in it, on the clock of what they see."""
    recording, _media, mine = _seen(db, who, recording_id)
    return _as_they_see_it(recording, analysis.of_recording(db, recording_id), mine)


def _as_they_see_it(
    recording: Recording, heard: RecordingAnalysis | None, mine: bool
) -> tuple[RecordingRow, RecordingAnalysis | None]:
    row, trim = as_row(recording), None if mine else trim_of(recording)
    if trim is None:
        return row, heard
    row = replace(row, duration_s=round(trim.end_s - trim.start_s, 3))
    return row, analysis.within(heard, trim.start_s, trim.end_s) if heard else None


@step
def stretches(who: UUID, recording_id: UUID, origin: str) -> str:
    """The playlist of a film that ``who`` may play, cut into stretches; raise ``NotFound`` where there is none."""
    with transaction(who) as db:
        recording, media, mine = _seen(db, who, recording_id)
    if recording.media_deleted_at is not None:
        raise NotFound()
    lifetime_s = storage.PLAY_LIFETIME_S if mine else OTHERS_S + round(recording.duration_s or 0)
    return playing.playlist(media, origin, lifetime_s)


def _waited_for(recording: Recording, media: Media) -> bool:
    """Whether more may come for others: of a trimmed recording nothing once their part is there."""
    return trim_of(recording) is None or media.rendition_key is None


def _preparing(db: Session, recording_id: UUID) -> Preparing | None:
    open_jobs = (Job.recording_id == recording_id, Job.kind == JobKind.FILM, col(Job.status).in_(OPEN))
    with as_system(db):  # others see no jobs
        found = db.exec(select(Job.status, Job.progress).where(*open_jobs)).first()
    return Preparing(found[0], found[1] or 0.0) if found else None


def _seen(db: Session, who: UUID, recording_id: UUID) -> tuple[Recording, Media, bool]:
    """Find a recording, where it lies, and whether it is theirs. Others ask where by a function of its own."""

    def look(owner: UUID, role: DbRole) -> tuple[Recording, Media, bool] | None:
        wanted = (Recording.id == recording_id, visible(owner, Permission.RECORDING_READ), live(Recording))
        mine = role is not DbRole.READER
        columns = [] if mine else [load_only(*TOLD, raiseload=True)]
        found = db.exec(select(Recording).options(*columns).where(*wanted)).first()
        if found is None:
            return None
        return found, playing.own(db, found) if mine else playing.shared(db, recording_id), mine

    return read(db, who, Permission.RECORDING_READ, recording_id, look)


@dataclass(frozen=True)
class SharedTake:
    """A recording as a link shows it, with where it is played from in S3, which is told to nobody.

    ``plays_from`` is ``None`` while the part that others see is still being made.
    """

    id: UUID
    film: bool
    duration_s: float | None
    trim: Trim | None
    local_day: date
    instrument: str
    target_bpm: float | None
    titles: list[str]
    plays_from: str | None
    poster: str | None


def by_link(db: Session) -> SharedTake:
    """Show the recording that a link shows; raise ``NotFound`` where it shows none."""
    found = db.execute(_BY_LINK).mappings().first()
    if found is None:
        raise NotFound()
    told = {name: found[name] for name in ("id", "duration_s", "local_day", "instrument", "target_bpm", "titles")}
    media, trim = playing.told(found), trim_of(found)
    if trim:
        told["duration_s"] = round(trim.end_s - trim.start_s, 3)
    plays_from = media.rendition_key or media.object_key
    poster = media.made.get(RenditionKind.POSTER)
    film = playing.is_film(found["kind"], plays_from or "")
    return SharedTake(**told, trim=trim, film=film, plays_from=plays_from, poster=poster.object_key if poster else None)


_BY_LINK = text("SELECT * FROM app_link_take()")
