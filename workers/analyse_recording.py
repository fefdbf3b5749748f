"""A recording is analysed: fetched, heard, kept or deleted, and what was heard is written down."""

import logging
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from practice_app.errors import Unavailable
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import Analysing, Heard, analysing, orphans
from practice_app.services.shared import storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import probe
from workers.place import here
from workers.running import Pulse

log = logging.getLogger(__name__)
RECORDING = "recording"
"""What it is called in the folder of its job."""
MOTION = "motion"
"""What the phone on the bow arm felt, there."""
WRONG_CHECKSUM = "wrong_checksum"
"""A note: what arrived is not what the device said it sent; it was analysed all the same."""


def analyse(claim: Claim, pulse: Pulse) -> None:
    """Do the job: analyse the recording and end the claim, or raise to have it tried again."""
    job = analysing.begin(claim)
    if job is None:
        raise isolated.Unwanted
    with _folder() as folder:
        _work(job, folder, pulse)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often, by whatever fault of ours."""
    analysing.fail(claim, RecordingFailure.INTERNAL)


def discard(recording_id: UUID) -> None:
    """Take a recording that is done with and not kept out of S3, and write that down; later, if S3 is away."""
    try:
        keys = orphans.spent_media(recording_id)
        if keys is not None:
            storage.delete(*keys)
            orphans.media_gone(recording_id)
    except Unavailable:
        log.warning("the media of %s is deleted later", recording_id)


def _work(job: Analysing, folder: Path, pulse: Pulse) -> None:
    try:
        notes = _fetch(job, folder / RECORDING)
    except UploadGone:
        analysing.fail(job.claim, RecordingFailure.GONE)
        return
    contents = probe.look(folder / RECORDING)
    if contents.too_long:
        analysing.fail(job.claim, RecordingFailure.TOO_LONG)
    elif analysing.measured(job, here(), contents.length_s, film=bool(contents.pictures)):
        _hear(job, folder, pulse, notes)
    else:
        log.info("recording %s waits until there is room for long ones", job.recording_id)
        return
    discard(job.recording_id)


def _hear(job: Analysing, folder: Path, pulse: Pulse, notes: list[str]) -> None:
    prepare = job.keep and not job.rendered
    known = (job.target_bpm, job.instrument, prepare, job.film, job.click, bool(job.auto_gain), job.leaning)
    ask = isolated.Ask(RECORDING, *known, _fetch_motion(job, folder))
    answer = isolated.hear(folder, ask, pulse.ours)
    isolated.get_ready()  # for the job after this
    if "failure" in answer:
        _fail(job, answer["failure"])
    else:
        _finish(job, folder, answer["analysis"], notes)


def _fetch(job: Analysing, path: Path) -> list[str]:
    """Bring the recording here; twice when its checksum is wrong, for the way may have been at fault."""
    for _ in range(2):
        digest = storage.download(job.object_key, path)
        if job.sha256 is None or digest == job.sha256.lower():
            return []
    log.warning("recording %s arrived changed", job.recording_id)
    return [WRONG_CHECKSUM]


def _fetch_motion(job: Analysing, folder: Path) -> str | None:
    """Bring what the phone on the bow arm felt, where it felt something: without it the recording is heard as ever."""
    if job.motion_key is None:
        return None
    try:
        storage.download(job.motion_key, folder / MOTION)
    except UploadGone:
        log.warning("what was felt beside recording %s is gone", job.recording_id)
        return None
    return MOTION


def _finish(job: Analysing, folder: Path, analysis: dict[str, Any], notes: list[str]) -> None:
    """Put a kept recording's renditions into S3, then end the job; if it was not ours any more, take them out again."""
    made = ((folder / name, kind) for name, kind in isolated.RENDITIONS.items())
    rendered = next((_put(path, "renditions", kind) for path, kind in made if path.exists()), None)
    outlined = _put(folder / isolated.OUTLINE, "outlines", "application/json")
    analysis["notes"] = [*analysis["notes"], *notes]
    if not analysing.finish(job, Heard(analysis, rendered, outlined)):
        storage.delete(rendered, outlined)


def _put(path: Path, prefix: str, mime_type: str) -> str | None:
    if not path.exists():
        return None
    key = storage.random_key(mime_type, prefix)
    storage.put_file(key, path, mime_type)
    return key


def _fail(job: Analysing, code: str) -> None:
    """A file that can't be heard ends here; what went wrong in us is tried again."""
    if code == RecordingFailure.INTERNAL:
        raise RuntimeError("the media could not be processed")
    analysing.fail(job.claim, RecordingFailure(code))


@contextmanager
def _folder() -> Iterator[Path]:
    """A private folder for one job, gone afterwards; no name in it comes from a user."""
    folder = Path(tempfile.mkdtemp(prefix="woodshed-recording-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
