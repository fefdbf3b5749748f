"""What was said aloud is made into what every browser plays: fetched, made, put into S3."""

from practice_app.services import recordings, teaching
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated, sounds
from workers.media.errors import MediaError
from workers.running import INTERNAL, Pulse


def render(claim: Claim, _: Pulse) -> None:
    """Do the job: make it playable and end the claim, or raise to have it tried again."""
    places = recordings.begin_voice(claim)
    if places is None:
        raise isolated.Unwanted
    try:
        length_s = sounds.make(*places, 0.0, recordings.LONGEST_VOICE_S)
    except UploadGone:
        recordings.fail_voice(claim, "gone")
    except MediaError as error:
        recordings.fail_voice(claim, error.code)
    else:
        if not recordings.finish_voice(claim, length_s):
            raise isolated.Unwanted
    teaching.voice_changed(claim.subject_id)


def give_up(claim: Claim) -> None:
    """End a job that went wrong too often."""
    recordings.fail_voice(claim, INTERNAL)
    teaching.voice_changed(claim.subject_id)
