"""One job from its claim to its end: fetch, listen, keep or delete, and say so."""

import logging
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from practice_app.errors import Unavailable
from practice_app.models.recordings import RecordingFailure
from practice_app.services.recordings import Heard, Job, jobs, turns
from practice_app.services.shared import storage
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import probe
from workers.place import here

log = logging.getLogger(__name__)
HEARTBEAT_S = 10.0
WRONG_CHECKSUM = "wrong_checksum"
"""A note: what arrived is not what the device said it sent; it was analysed all the same."""


class Pulse:
    """A thread that keeps a claim alive; `ours` turns false when somebody else has the job, or nobody."""

    def __init__(self, job: Job) -> None:
        self._job, self._stop, self._lost = job, threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True, name="heartbeat")

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def ours(self) -> bool:
        """Whether the job is still ours, as far as is known."""
        return not self._lost.is_set()

    def _beat(self) -> None:
        while not self._stop.wait(HEARTBEAT_S):
            try:
                if not jobs.heartbeat(self._job):
                    self._lost.set()
                    return
            except Unavailable:
                log.warning("no heartbeat for %s: the database is away", self._job.recording_id)


def listen(job: Job) -> None:
    """Do the job; whatever goes wrong, the row says what is to happen next."""
    try:
        with _folder() as folder, Pulse(job) as pulse:
            _work(job, folder, pulse)
    except isolated.Unwanted:
        log.info("recording %s is no longer ours", job.recording_id)
    except Unavailable as away:
        log.warning("recording %s is tried again: %s", job.recording_id, away)
        _release(job, counts=False)
    except Exception:
        log.exception("recording %s: attempt %d went wrong", job.recording_id, job.attempts)
        _give_up_or_retry(job)


def discard(recording_id: UUID) -> None:
    """Take a recording that is done with and not kept out of S3, and write that down; later, if S3 is away."""
    try:
        keys = jobs.spent_media(recording_id)
        if keys is not None:
            storage.delete(*keys)
            jobs.media_gone(recording_id)
    except Unavailable:
        log.warning("the media of %s is deleted later", recording_id)


def _work(job: Job, folder: Path, pulse: Pulse) -> None:
    try:
        notes = _fetch(job, folder / "take")
    except UploadGone:
        jobs.fail(job, RecordingFailure.GONE)
        return
    contents = probe.look(folder / "take")
    if contents.too_long:
        jobs.fail(job, RecordingFailure.TOO_LONG)
    elif turns.measured(job, here(), contents.length_s, film=bool(contents.pictures)):
        _hear(job, folder, pulse, notes)
    else:
        log.info("recording %s waits until there is room for long ones", job.recording_id)
        return
    discard(job.recording_id)


def _hear(job: Job, folder: Path, pulse: Pulse, notes: list[str]) -> None:
    prepare = job.keep and not job.rendered
    ask = isolated.Ask("take", job.target_bpm, job.instrument, prepare, job.film, job.click, bool(job.auto_gain))
    answer = isolated.hear(folder, ask, pulse.ours)
    isolated.get_ready()  # for the job after this
    if "failure" in answer:
        _fail(job, answer["failure"])
    else:
        _finish(job, folder, answer["analysis"], notes)


def _fetch(job: Job, path: Path) -> list[str]:
    """Bring the recording here; twice when its checksum is wrong, for the way may have been at fault."""
    for _ in range(2):
        digest = storage.download(job.object_key, path)
        if job.sha256 is None or digest == job.sha256.lower():
            return []
    log.warning("recording %s arrived changed", job.recording_id)
    return [WRONG_CHECKSUM]


def _finish(job: Job, folder: Path, analysis: dict[str, Any], notes: list[str]) -> None:
    """Put a kept take's renditions into S3, then end the job; if it was not ours any more, take them out again."""
    made = ((folder / name, kind) for name, kind in isolated.RENDITIONS.items())
    rendered = next((_put(path, "renditions", kind) for path, kind in made if path.exists()), None)
    outlined = _put(folder / isolated.OUTLINE, "outlines", "application/json")
    analysis["notes"] = [*analysis["notes"], *notes]
    if not jobs.finish(job, Heard(analysis, rendered, outlined)):
        storage.delete(rendered, outlined)


def _put(path: Path, prefix: str, mime_type: str) -> str | None:
    if not path.exists():
        return None
    key = storage.random_key(mime_type, prefix)
    storage.put_file(key, path, mime_type)
    return key


def _fail(job: Job, code: str) -> None:
    """A file that can't be heard ends here; what went wrong in us is tried again."""
    if code == RecordingFailure.INTERNAL:
        raise RuntimeError("the media could not be processed")
    jobs.fail(job, RecordingFailure(code))


def _give_up_or_retry(job: Job) -> None:
    if job.attempts < jobs.MOST_ATTEMPTS:
        _release(job, counts=True)
        return
    try:
        jobs.fail(job, RecordingFailure.INTERNAL)
    except Unavailable:
        log.warning("recording %s: the database is away", job.recording_id)


def _release(job: Job, *, counts: bool) -> None:
    """Give the job back; when the database is away too, its heartbeat will grow stale."""
    try:
        jobs.release(job, counts=counts)
    except Unavailable:
        log.warning("recording %s: its claim will run out", job.recording_id)


@contextmanager
def _folder() -> Iterator[Path]:
    """A private folder for one job, gone afterwards; no name in it comes from a user."""
    folder = Path(tempfile.mkdtemp(prefix="woodshed-take-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
