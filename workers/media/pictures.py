"""The pictures of a film, told from its packets without decoding one: how many, when, how large, how often a whole one.

`-f framecrc` writes a line a packet: https://ffmpeg.org/ffmpeg-formats.html#framecrc
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

from workers.media import ffmpeg, probe
from workers.media.errors import NoPictures, TooLong

MOST_PACKETS = 1_500_000
"""Six hours of film at 60 a second, and some more."""
_PATIENCE_S = 300.0
_DESCRIPTION_KEPT = 200_000
_SIZE = re.compile(r"(?<!\d)(\d{1,5})x(\d{1,5})(?!\d)")


@dataclass(frozen=True)
class Pictures:
    """Lengths in seconds on the file's own clock. ``rate_hz`` is 0 where it is not quite constant."""

    codec: str
    pixels: str
    width: int
    height: int
    turned: bool
    """Whether a player has to turn the pictures."""
    square: bool
    """Whether a pixel is as wide as it is high."""
    frames: int
    begins_s: float
    ends_s: float
    rate_hz: float
    farthest_s: float
    """The longest way from one whole picture to the next, or to the end."""


@dataclass
class _Packets:
    times: list[int]
    whole: list[int]
    base: Fraction = Fraction(1, 1000)


def look(path: Path) -> Pictures:
    """Look through the packets of the first film in a file; raises NoPictures where there is none, TooLong."""
    out = ["-v", "info", "-nostats", "-map", "0:V:0", "-c", "copy", "-f", "framecrc", "pipe:1"]
    process = ffmpeg.Process([*ffmpeg.reading(path), *out], kept=_DESCRIPTION_KEPT)
    try:
        packets = _packets(process)
        process.wait()
    except ffmpeg.TooSlow as slow:
        raise TooLong("This film could not be looked through in time.") from slow
    finally:
        process.kill()
    told = _first_film(process.errors)
    if not packets.times or told is None:
        raise NoPictures("There are no pictures in this file.")
    return _pictures(packets, *told)


def _pictures(packets: _Packets, line: str, turned: bool) -> Pictures:
    times, base = sorted(packets.times), packets.base
    steps = {after - before for before, after in pairwise(times)}
    step = steps.pop() if len(steps) == 1 else 0
    last = step or (times[-1] - times[0]) // max(1, len(times) - 1)
    ends = times[-1] + last
    marks = [*sorted(packets.whole), ends]
    codec, pixels = probe.coded_as(line)
    size = _SIZE.search(line)
    return Pictures(
        codec=codec,
        pixels=pixels,
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        turned=turned,
        square="[SAR" not in line or "[SAR 1:1" in line,
        frames=len(times),
        begins_s=float(times[0] * base),
        ends_s=float(ends * base),
        rate_hz=float(1 / (step * base)) if step else 0.0,
        farthest_s=float(max((b - a for a, b in pairwise(marks)), default=ends) * base),
    )


def _packets(process: ffmpeg.Process) -> _Packets:
    found = _Packets([], [])
    for line in process.lines(_PATIENCE_S):
        if line.startswith(b"#tb 0:"):
            found.base = Fraction(line.partition(b":")[2].strip().decode())
        fields = line.split(b",")
        if line.startswith(b"#") or len(fields) < 6:
            continue
        found.times.append(at := int(fields[2]))
        if not any(field.strip().startswith(b"F=") for field in fields):  # flags are told where it is no whole picture
            found.whole.append(at)
        if len(found.times) > MOST_PACKETS:
            raise TooLong("There are more pictures in this film than are looked at.")
    return found


def _first_film(description: str) -> tuple[str, bool] | None:
    """What ffmpeg says of the first film of its input, and whether that is turned; a cover is no film."""
    found, turned = "", False
    for line in description.splitlines():
        if line.startswith(("Output #", "Stream mapping")):
            break
        before, is_film, after = line.partition(": Video: ")
        if line.lstrip().startswith("Stream #") and found:
            break
        if is_film and before.lstrip().startswith("Stream #0:") and "(attached pic)" not in after:
            found = after
        turned = turned or (bool(found) and ("rotation of" in line or "Display Matrix" in line))
    return (found, turned) if found else None
