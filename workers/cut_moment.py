"""Seconds of somebody's practice that they show are cut out of the recording: fetched, cut, put into S3."""

from practice_app.services import forum
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated, sounds
from workers.media.errors import MediaError
from workers.running import Pulse


def cut(claim: Claim, _: Pulse) -> None:
    """Do the job: cut the sound and end the claim, or raise to have it tried again."""
    wanted = forum.begin_cutting(claim)
    if wanted is None:
        raise isolated.Unwanted
    try:
        sounds.make(wanted.source, wanted.target, wanted.from_s, wanted.length_s)
    except UploadGone:
        forum.fail_cutting(claim, "gone")
    except MediaError as error:
        forum.fail_cutting(claim, error.code)
    else:
        if not forum.finish_cutting(claim):
            raise isolated.Unwanted
