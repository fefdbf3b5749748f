"""A kept film gets what it is stepped through: fetched, made, put into S3, and what was played before is taken out."""

import logging
import tempfile
from functools import partial
from pathlib import Path

from practice_app.services.recordings import films
from practice_app.services.recordings.films import Filming
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import film
from workers.media.errors import MediaError
from workers.place import here
from workers.running import INTERNAL, Pulse, now_and_then

log = logging.getLogger(__name__)
MP4 = "video/mp4"


def prepare(claim: Claim, _: Pulse) -> None:
    """Do the job: make the rendition and end the claim, or raise to have it tried again."""
    job = films.begin(claim)
    if job is None:
        raise isolated.Unwanted
    with tempfile.TemporaryDirectory(prefix="woodshed-film-") as folder:
        try:
            _work(job, Path(folder))
        except UploadGone:
            films.fail(claim, "gone")
        except MediaError as error:
            log.info("no film is made of %s: %s", claim.subject_id, error)
            films.fail(claim, error.code)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often; the film plays as it did."""
    films.fail(claim, INTERNAL)


def _work(job: Filming, folder: Path) -> None:
    came, made = folder / "came", folder / "film.mp4"
    storage.download(job.object_key, came)
    found = film.source(came)
    if not films.measured(job.claim, here(), found.length_s, copied=found.copyable):
        log.info("the film of %s waits until there is room for long ones", job.claim.subject_id)
        return
    film.make(came, found, made, now_and_then(partial(jobs.heartbeat, job.claim)))
    _put(job, made)


def _put(job: Filming, path: Path) -> None:
    """Put it in place; if nobody wants it any more, take it out again."""
    key = storage.random_key(MP4, films.PREFIX)
    storage.put_file(key, path, MP4)
    storage.delete(job.before if films.finish(job, key) else key)
