"""A kept recording gets what it is shown with: fetched, made, put into S3, one thing after the other."""

import logging
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from practice_app.models import RecordingKind, RenditionKind
from practice_app.services.recordings import films, renditions
from practice_app.services.recordings.films import Filming, Part
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import film, pictures, rendition, stills
from workers.media.errors import MediaError
from workers.place import here
from workers.running import INTERNAL, Pulse, now_and_then

log = logging.getLogger(__name__)
MP4, M4A, WEBP, JSON = "video/mp4", "audio/mp4", "image/webp", "application/json"


class Later(Exception):
    """It waits until there is room for long ones."""


def prepare(claim: Claim, _: Pulse) -> None:
    """Do the job: make what is wanted and end the claim, or raise to have it tried again."""
    with tempfile.TemporaryDirectory(prefix="woodshed-film-") as folder:
        try:
            _work(claim, Path(folder))
        except UploadGone:
            films.fail(claim, "gone")
        except Later:
            log.info("what is made of %s waits until there is room for long ones", claim.subject_id)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often; the recording plays as it did."""
    films.fail(claim, INTERNAL)


def _work(claim: Claim, folder: Path) -> None:
    """What can't be made is left out, and what is wanted meanwhile comes next."""
    done: set[Part] = set()
    failure = ""
    while job := films.begin(claim):
        part = next((part for part in job.parts if part not in done), None)
        if part is None:
            if films.end(job, done, failure):
                return
            continue
        try:
            _DEEDS[part](job, folder)
        except MediaError as error:
            log.info("no %s is made of %s: %s", part, claim.subject_id, error)
            failure = error.code
            done.add(part)
    raise isolated.Unwanted


def _film(job: Filming, folder: Path) -> None:
    came, made = folder / "came", folder / "film.mp4"
    storage.download(job.recording.object_key, came)
    found = film.source(came)
    if not films.measured(job.claim, here(), found.length_s, copied=found.copyable):
        raise Later
    seen = film.make(came, found, made, _tells(job, 0.0, 0.9))
    key = _put(job, RenditionKind.FILM, made, MP4, _about(seen))
    _unless(films.played_from(job, key), [key])


def _stills(job: Filming, folder: Path) -> None:
    made = _at_hand(job, folder)
    seen = pictures.look(made)
    keys = _pictured(job, folder, made, seen, cut=False)
    _unless(films.placed(job, keys), keys)


def _cut(job: Filming, folder: Path) -> None:
    trim = renditions.trim_of(job.recording)
    if trim is None:
        return
    played, target = _at_hand(job, folder), folder / "cut"
    wanted = film.part(trim.start_s, trim.end_s, job.about.get("rate_hz", 0.0))
    if _is_film(job):
        if not films.measured(job.claim, here(), wanted.length_s, copied=False):
            raise Later
        seen = film.cut(played, wanted, target, _tells(job, 0.0, 0.9))
        about = _about(seen) | {"begins_s": wanted.begins_s}
        keys = [_put(job, RenditionKind.CUT, target, MP4, about, cut=True)]
        keys += _pictured(job, folder, target, seen, cut=True)
    else:
        rendition.render(played, target, trim.start_s, trim.end_s - trim.start_s)
        keys = [_put(job, RenditionKind.CUT, target, M4A, {"begins_s": trim.start_s}, cut=True)]
    keys += _outlined(job, folder, target)
    _unless(films.placed(job, keys), keys)


def _outlined(job: Filming, folder: Path, path: Path) -> list[str]:
    """The outline of the sound; none where there is no sound."""
    try:
        rendition.outline(path, folder / "outline")
    except MediaError:
        return []
    return [_put(job, RenditionKind.OUTLINE, folder / "outline", JSON, {}, cut=True)]


def _pictured(job: Filming, folder: Path, path: Path, seen: pictures.Pictures, *, cut: bool) -> list[str]:
    """Pictures to choose by, and the film in stretches; the poster, by which that is known to be done, comes last."""
    sheet = stills.sprite(path, seen, folder / "sprite")
    stills.preview(path, seen, folder / "preview")
    stills.poster(path, seen, folder / "poster")
    stretches = film.hls(path, folder / "hls")
    made: list[tuple[RenditionKind, str, dict[str, Any]]] = [
        (RenditionKind.HLS, MP4, asdict(stretches)),
        (RenditionKind.SPRITE, WEBP, asdict(sheet)),
        (RenditionKind.PREVIEW, MP4, {}),
        (RenditionKind.POSTER, WEBP, {}),
    ]
    return [_put(job, kind, folder / kind, mime_type, about, cut=cut) for kind, mime_type, about in made]


def _at_hand(job: Filming, folder: Path) -> Path:
    """What the recording plays from, here."""
    key = job.recording.rendition_key or job.recording.object_key
    path = folder / key.rpartition("/")[2]
    if not path.exists():
        storage.download(key, path)
    return path


def _is_film(job: Filming) -> bool:
    return job.recording.kind == RecordingKind.VIDEO and not (job.recording.rendition_key or "").endswith(".m4a")


def _about(seen: pictures.Pictures) -> dict[str, Any]:
    return {"rate_hz": seen.rate_hz, "frames": seen.frames, "width": seen.width, "height": seen.height}


def _tells(job: Filming, from_: float, to: float) -> Callable[[float], None]:
    beat = now_and_then(partial(jobs.heartbeat, job.claim))
    return lambda far: beat(from_ + (to - from_) * far)


def _put(
    job: Filming, kind: RenditionKind, path: Path, mime_type: str, about: dict[str, Any], *, cut: bool = False
) -> str:
    key = renditions.reserve(job.recording, kind, mime_type, about, cut=cut)
    storage.put_file(key, path, mime_type)
    return key


def _unless(wanted: bool, keys: list[str]) -> None:
    """Take these out again when nobody wants them any more."""
    if not wanted:
        storage.delete(*keys)
        renditions.forget(keys)
        raise isolated.Unwanted


_DEEDS = {Part.FILM: _film, Part.STILLS: _stills, Part.CUT: _cut}
