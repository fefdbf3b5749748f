"""An export is written: everything of a person goes into one file in S3, part by part."""

import logging
from collections.abc import Callable
from functools import partial

from practice_app.errors import Unavailable
from practice_app.services.portability import archive, exporting
from practice_app.services.portability.archive import Wanted
from practice_app.services.portability.exporting import Writing
from practice_app.services.portability.outflow import Outflow
from practice_app.services.shared import storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.running import INTERNAL, Pulse, now_and_then

log = logging.getLogger(__name__)


def write(claim: Claim, pulse: Pulse) -> None:
    """Do the job: write the file and end the claim, or raise to have it tried again."""
    writing = exporting.begin(claim)
    if writing is None:
        raise isolated.Unwanted
    out = Outflow(writing.key, writing.upload_id, _wanted(pulse))
    try:
        archive.write(_of(writing), out, now_and_then(partial(exporting.progressed, claim)))
        size = out.finish()
    except UploadGone:
        raise isolated.Unwanted from None
    except Exception:
        _abort(writing)
        raise
    if not exporting.finish(writing, size):
        storage.delete(writing.key)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often; whose it is may ask for another."""
    exporting.fail(claim, INTERNAL)


def _of(writing: Writing) -> Wanted:
    return Wanted(writing.claim.user_id, writing.made_at, writing.origin, writing.locale)


def _wanted(pulse: Pulse) -> Callable[[], None]:
    def check() -> None:
        if not pulse.ours():
            raise isolated.Unwanted

    return check


def _abort(writing: Writing) -> None:
    """Have S3 forget what was sent; when it is away, the next try or the sweep does."""
    try:
        storage.abort(writing.key, writing.upload_id)
    except Unavailable:
        log.warning("the unfinished export %s is let go of later", writing.claim.subject_id)
