"""Sound that every browser plays, made of a stretch of what somebody sent: fetched, made, put into S3."""

import tempfile
from pathlib import Path

from practice_app.services.shared import storage
from workers.media import probe, rendition

M4A = "audio/mp4"


def make(came: str, goes: str, from_s: float, length_s: float) -> float | None:
    """Make it of what lies at ``came`` and put it to ``goes``; tell its length in seconds.

    Raises MediaError and UploadGone.
    """
    with tempfile.TemporaryDirectory(prefix="woodshed-sound-") as folder:
        source, target = Path(folder) / "came", Path(folder) / "made.m4a"
        storage.download(came, source)
        rendition.render(source, target, from_s, length_s)
        made_s = probe.look(target).length_s
        storage.put_file(goes, target, M4A)
    return made_s
