"""A film in a post is made into what every browser plays: fetched, made, put into S3, with what stands there before."""

import logging
import tempfile
from functools import partial
from pathlib import Path

from practice_app.services import forum
from practice_app.services.forum import Filming, FilmMade
from practice_app.services.shared import jobs, storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import film, stills
from workers.media.errors import MediaError, TooLong
from workers.place import here
from workers.running import INTERNAL, Pulse, now_and_then

log = logging.getLogger(__name__)
MP4, WEBP = "video/mp4", "image/webp"
NEAR_S = 2.0
"""So much longer than what was said beforehand one may be: phones round."""


class Later(Exception):
    """It waits until there is room for long ones."""


def prepare(claim: Claim, _: Pulse) -> None:
    """Do the job: make it playable and end the claim, or raise to have it tried again."""
    wanted = forum.begin_film(claim)
    if wanted is None:
        raise isolated.Unwanted
    with tempfile.TemporaryDirectory(prefix="woodshed-film-") as folder:
        try:
            _work(claim, wanted, Path(folder))
        except UploadGone:
            forum.fail_film(claim, "gone")
        except MediaError as error:
            log.info("no film is made of %s: %s", claim.subject_id, error)
            forum.fail_film(claim, error.code)
        except Later:
            log.info("film %s of a post waits until there is room for long ones", claim.subject_id)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often."""
    forum.fail_film(claim, INTERNAL)


def _work(claim: Claim, wanted: Filming, folder: Path) -> None:
    came, made = folder / "came", folder / "film.mp4"
    storage.download(wanted.source, came)
    found = film.source(came)
    if found.length_s > forum.LONGEST_FILM_S + NEAR_S:
        raise TooLong("This film is longer than is taken into a post.")
    if not forum.film_measured(claim, here(), found.length_s, copied=found.copyable):
        raise Later
    seen = film.make(came, found, made, now_and_then(partial(jobs.heartbeat, claim)))
    stills.poster(made, seen, folder / "poster")
    stills.glance(made, seen, folder / "glance")
    storage.put_file(wanted.film, made, MP4)
    storage.put_file(wanted.poster, folder / "poster", WEBP)
    storage.put_file(wanted.glance, folder / "glance", WEBP)
    length_s = round(max(seen.ends_s, 0.0), 3)
    if not forum.finish_film(claim, FilmMade(seen.width, seen.height, length_s, made.stat().st_size)):
        storage.delete(wanted.film, wanted.poster, wanted.glance)
        raise isolated.Unwanted
