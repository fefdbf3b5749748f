"""Pictures to choose by, of a film that can be stepped through: a poster, small ones to look through, six seconds."""

import math
from dataclasses import dataclass
from pathlib import Path

from workers.media import ffmpeg
from workers.media.pictures import Pictures

POSTER_SIDE = 640
SMALL_SIDE = 160
MOST_SMALL = 100
PREVIEW_S = 6.0
PREVIEW_SIDE = 480
GLANCE_SIDE = 480
GLANCE_ROWS = 3
_COLUMNS = 10
_PATIENCE_S = 120.0
_QUIET = ["-map", "0:V:0", "-an", "-sn", "-dn", "-map_metadata", "-1", "-y"]
_WEBP = ["-c:v", "libwebp", "-quality", "75", "-f", "webp"]
_PREVIEW = "-c:v libx264 -preset veryfast -crf 27 -threads 2 -pix_fmt yuv420p -movflags +faststart -bitexact -f mp4"


@dataclass(frozen=True)
class Sheet:
    """Small pictures in rows, each ``every_s`` seconds later than the one before it; sizes in pixels."""

    columns: int
    count: int
    every_s: float
    width: int
    height: int


def poster(path: Path, seen: Pictures, target: Path) -> None:
    """Write one picture of the film, from a little after its beginning; raises MediaError."""
    at_s = min(2.0, seen.ends_s / 4)
    fit = _within(seen, POSTER_SIDE)
    command = [*ffmpeg.reading(path, at_s), *_QUIET, "-vf", f"scale={fit[0]}:{fit[1]}", "-frames:v", "1", *_WEBP]
    ffmpeg.run([*command, str(target)], _PATIENCE_S)


def sprite(path: Path, seen: Pictures, target: Path) -> Sheet:
    """Write the small pictures, of whole pictures of the film alone, which there are every two seconds."""
    every_s = 2.0 * max(1, math.ceil(seen.ends_s / 2 / MOST_SMALL))
    count = max(1, math.ceil(seen.ends_s / every_s))
    columns = min(_COLUMNS, count)
    width, height = _within(seen, SMALL_SIDE)
    rows = math.ceil(count / columns)
    each = f"fps=1/{every_s:g}:start_time=0:round=up,scale={width}:{height}"
    command = ffmpeg.reading(path)
    at = command.index("-i")
    whole = [*command[:at], "-skip_frame", "nokey", *command[at:]]
    out = [*_QUIET, "-vf", f"{each},tile={columns}x{rows}", "-frames:v", "1", *_WEBP]
    ffmpeg.run([*whole, *out, str(target)], _PATIENCE_S)
    return Sheet(columns, count, every_s, width, height)


def glance(path: Path, seen: Pictures, target: Path) -> None:
    """Write nine pictures from all of the film as one, for who looks at it without playing it; raises MediaError."""
    width, height = _within(seen, GLANCE_SIDE)
    rate = f"{GLANCE_ROWS**2}/{max(seen.ends_s, 0.1):.6f}"
    each = f"fps={rate}:start_time=0:round=near,scale={width}:{height},tile={GLANCE_ROWS}x{GLANCE_ROWS}"
    command = [*ffmpeg.reading(path), *_QUIET, "-vf", each, "-frames:v", "1", *_WEBP]
    ffmpeg.run([*command, str(target)], _PATIENCE_S)


def preview(path: Path, seen: Pictures, target: Path) -> None:
    """Write six seconds without sound, from the middle of what there is; raises MediaError."""
    from_s = max(0.0, (seen.ends_s - PREVIEW_S) / 3)
    width, height = _within(seen, PREVIEW_SIDE)
    length = ["-t", f"{PREVIEW_S:g}", "-vf", f"scale={width}:{height}"]
    ffmpeg.run([*ffmpeg.reading(path, round(from_s, 3)), *_QUIET, *length, *_PREVIEW.split(), str(target)], _PATIENCE_S)


def _within(seen: Pictures, side: int) -> tuple[int, int]:
    """Width and height, both even, so that neither is larger than ``side`` nor than it was."""
    scale = min(1.0, side / max(seen.width, seen.height, 1))
    return max(2, round(seen.width * scale / 2) * 2), max(2, round(seen.height * scale / 2) * 2)
