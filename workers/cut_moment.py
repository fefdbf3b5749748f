"""Seconds of somebody's practice that they show are cut out of the recording: fetched, cut, put into S3."""

import tempfile
from pathlib import Path

from practice_app.services import forum
from practice_app.services.forum import Cutting
from practice_app.services.shared import storage
from practice_app.services.shared.jobs import Claim
from practice_app.services.shared.storage import UploadGone
from workers import isolated
from workers.media import rendition
from workers.media.errors import MediaError
from workers.running import Pulse

M4A = "audio/mp4"


def cut(claim: Claim, _: Pulse) -> None:
    """Do the job: cut the sound and end the claim, or raise to have it tried again."""
    wanted = forum.begin_cutting(claim)
    if wanted is None:
        raise isolated.Unwanted
    try:
        _make(wanted)
    except UploadGone:
        forum.fail_cutting(claim, "gone")
    except MediaError as error:
        forum.fail_cutting(claim, error.code)
    else:
        if not forum.finish_cutting(claim):
            raise isolated.Unwanted


def _make(wanted: Cutting) -> None:
    with tempfile.TemporaryDirectory(prefix="woodshed-moment-") as folder:
        source, target = Path(folder) / "came", Path(folder) / "moment.m4a"
        storage.download(wanted.source, source)
        rendition.render(source, target, wanted.from_s, wanted.length_s)
        storage.put_file(wanted.target, target, M4A)
