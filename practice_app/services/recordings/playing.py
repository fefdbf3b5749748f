"""Where the media of a recording lie, for its owner and for others, and the addresses to play them from."""

import math
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import RowMapping, text
from sqlmodel import Session, col, select

from practice_app.errors import NotFound
from practice_app.models import Recording, RecordingKind, RecordingStatus, Rendition, RenditionKind
from practice_app.models.recordings import RecordingFailure
from practice_app.services.shared import storage


@dataclass(frozen=True)
class Sprite:
    """Small pictures in rows of ``columns``, each ``every_s`` seconds after the one before; sizes in pixels."""

    columns: int
    count: int
    every_s: float
    width: int
    height: int


@dataclass(frozen=True)
class Renditions:
    """Addresses that expire, of what there is to play and to show.

    ``begins_s``: at which second of the recording they begin, which for others is where it was trimmed. ``fps`` and
    ``frames`` are known of a film that can be stepped through: frame n is shown by going to (n + ½) / fps.
    """

    hls_url: str | None = None
    audio_url: str | None = None
    video_url: str | None = None
    poster_url: str | None = None
    preview_url: str | None = None
    sprite_url: str | None = None
    waveform_url: str | None = None
    original_url: str | None = None
    begins_s: float = 0.0
    fps: float | None = None
    frames: int | None = None
    sprite: Sprite | None = None


@dataclass(frozen=True)
class Made:
    """Something that was made of a recording, with its sizes and rates."""

    object_key: str
    about: dict[str, Any]


@dataclass(frozen=True)
class Media:
    """Where in S3 a recording lies, and what was made of it; told to nobody."""

    object_key: str | None
    rendition_key: str | None
    waveform_key: str | None
    made: dict[str, Made]


def own(db: Session, recording: Recording) -> Media:
    """Where all of it lies, for its owner."""
    whole = (col(Rendition.ends_at).is_(None), col(Rendition.trim_end_s).is_(None))
    found = db.exec(select(Rendition).where(Rendition.recording_id == recording.id, *whole))
    made = {one.kind: Made(one.object_key, one.about) for one in found}
    return Media(recording.object_key, recording.rendition_key, recording.waveform_key, made)


def shared(db: Session, recording_id: UUID) -> Media:
    """Where that lies which a reader of its owner sees."""
    return told(db.execute(_SHARED, {"id": recording_id}).mappings().one())


def told(found: RowMapping) -> Media:
    """Where what others see lies: of a trimmed recording the part that was made for them, or nothing yet."""
    made = {one["kind"]: Made(one["object_key"], one["about"]) for one in found["made"] or ()}
    cut, outline = made.get(RenditionKind.CUT), made.get(RenditionKind.OUTLINE)
    rendition_key, waveform_key = found["rendition_key"], found["waveform_key"]
    if found["object_key"] is None:
        rendition_key = cut.object_key if cut else None
        waveform_key = outline.object_key if outline else None
    return Media(found["object_key"], rendition_key, waveform_key, made)


_SHARED = text("SELECT object_key, rendition_key, waveform_key, made FROM app_shared_media(:id)")


def playlist(media: Media, origin: str, lifetime_s: int) -> str:
    """Write the playlist of a film: all its stretches lie in one file, so one signed address serves them."""
    made = media.made.get(RenditionKind.HLS)
    if made is None:
        raise NotFound()
    url, at = storage.play_url(made.object_key, origin, lifetime_s), made.about["head"]
    longest = max(math.ceil(seconds) for seconds, _ in made.about["parts"])
    lines = ["#EXTM3U", "#EXT-X-VERSION:7", f"#EXT-X-TARGETDURATION:{longest}", "#EXT-X-PLAYLIST-TYPE:VOD"]
    lines.append(f'#EXT-X-MAP:URI="{url}",BYTERANGE="{at}@0"')
    for seconds, size in made.about["parts"]:
        lines += [f"#EXTINF:{seconds:.6f},", f"#EXT-X-BYTERANGE:{size}@{at}", url]
        at += size
    return "\n".join([*lines, "#EXT-X-ENDLIST", ""])


def is_film(kind: str, plays_from: str) -> bool:
    """Whether there are pictures, or only the sound of a film is left."""
    return kind == RecordingKind.VIDEO and not plays_from.endswith(".m4a")


def addresses(recording: Recording, media: Media, origin: str, lifetime_s: int = storage.PLAY_LIFETIME_S) -> Renditions:
    """Sign addresses of what is left of a recording that was kept, good for so long."""
    if not recording.keep or not _plays(recording, media.rendition_key or "") or recording.media_deleted_at is not None:
        return Renditions()

    def signed(key: str | None) -> str | None:
        return storage.play_url(key, origin, lifetime_s) if key else None

    def made(kind: RenditionKind) -> str | None:
        return signed(media.made[kind].object_key) if kind in media.made else None

    playable = media.rendition_key or media.object_key
    url, film = signed(playable), is_film(recording.kind, playable or "")
    of = next((one for one in media.made.values() if one.object_key == playable), Made("", {})).about
    small = media.made.get(RenditionKind.SPRITE)
    return Renditions(
        hls_url=f"{origin}/api/v1/recordings/{recording.id}/hls.m3u8" if RenditionKind.HLS in media.made else None,
        audio_url=url,
        video_url=url if film else None,
        original_url=signed(media.object_key),
        waveform_url=signed(media.waveform_key),
        poster_url=made(RenditionKind.POSTER),
        preview_url=made(RenditionKind.PREVIEW),
        sprite_url=made(RenditionKind.SPRITE),
        sprite=Sprite(**small.about) if small else None,
        begins_s=of.get("begins_s", 0.0),
        fps=of.get("rate_hz"),
        frames=of.get("frames"),
    )


def _plays(recording: Recording, rendition_key: str) -> bool:
    """Whether it was heard, or is a film without sound that there is to see."""
    silent = recording.failure == RecordingFailure.NOT_AUDIO and rendition_key.startswith("films/")
    return recording.status == RecordingStatus.READY or silent
