"""What a file holds, without decoding it: how long it sounds, and as what its pictures are coded.

Packets are only counted through, at some thousand times their own speed, so that a file that is too long is known
before anybody has listened to it. What a file says of its own length is not asked: recorders write none, some lie.
"""

from dataclasses import dataclass
from pathlib import Path

from workers.media import ffmpeg

LONGEST_S = 6 * 3600.0  # of a recording; more is not listened to
_BEYOND_S = 60.0  # looked at past the longest, to be sure that it is longer
_PATIENCE_S = 120.0
_DESCRIPTION_KEPT = 200_000  # characters of what ffmpeg says of a file; some carry long texts


@dataclass(frozen=True)
class Contents:
    """`length_s` of the sound, `None` when there is none to be found; `pictures` as ffmpeg names their codec, or ""."""

    length_s: float | None
    pictures: str = ""
    pixels: str = ""

    @property
    def too_long(self) -> bool:
        """Whether it is longer than is listened to."""
        return self.length_s is not None and self.length_s > LONGEST_S


def look(path: Path) -> Contents:
    """Look through a file; raises OSError when it cannot be read. One that takes for ever counts as the longest."""
    out = ["-v", "info", "-nostats", "-progress", "pipe:1", "-map", "0:a:0", "-c", "copy"]
    command = [*ffmpeg.reading(path), *out, "-t", str(LONGEST_S + _BEYOND_S), "-f", "null", "-"]
    process = ffmpeg.Process(command, kept=_DESCRIPTION_KEPT)
    try:
        length_s, ended = _reached(process)
        if ended:
            process.wait()
    finally:
        process.kill()
    return Contents(length_s if ended else LONGEST_S, *_pictures(process.errors))


def _reached(process: ffmpeg.Process) -> tuple[float | None, bool]:
    """The last time that ffmpeg tells of, and whether it came to an end."""
    reached = None
    try:
        for line in process.lines(_PATIENCE_S):
            at_s = ffmpeg.reached_s(line)
            reached = reached if at_s is None else at_s
    except ffmpeg.TooSlow:
        return reached, False
    return reached, True


def _pictures(description: str) -> tuple[str, str]:
    """The codec and the form of the pixels of the first pictures in ffmpeg's words; a cover is no film."""
    for line in description.splitlines():
        before, found, after = line.partition(": Video: ")
        if found and before.lstrip().startswith("Stream #0:") and "(attached pic)" not in after:
            return coded_as(after)
    return "", ""


def coded_as(description: str) -> tuple[str, str]:
    """The codec and the form of the pixels, of what ffmpeg says of a film behind `Video:`."""
    parts = description.split(", ")
    pixels = parts[1].partition("(")[0].strip() if len(parts) > 1 else ""
    return parts[0].partition(" ")[0].strip(), pixels
