"""What a kept recording is played from and drawn with: one file every browser plays, and its outline.

The rendition has its index in front, so it plays at once and seeks everywhere (what comes from a recorder has neither
duration nor index): AAC in MP4; of a film its pictures as they are, in MP4 or, where that can't hold them, in WebM. Its
sound is on the file's clock, as it was listened to: a second that was heard is the second that plays.
Of pictures that browsers don't show (HEVC of a phone, ProRes, ten bits) there is the sound, until the queue for films
has coded them anew.
The outline is JSON: `{"step_s", "peaks"}` with the largest amplitude of each step, 0–255.
"""

import json
from pathlib import Path

import numpy as np

from workers.media import ffmpeg, probe
from workers.media.decode import Decoding
from workers.media.errors import MediaError

_MOST_PEAKS = 2000
_FINEST_S = 0.05
_RATE_HZ = 8000
_PLAYED_HZ = 48_000
_LONGEST_S = 30 * 60.0  # of work, not of music
_BOTH = ["-map", "0:v:0", "-map", "0:a:0", "-map_metadata", "-1", "-af", ffmpeg.on_its_clock(_PLAYED_HZ)]
_MP4 = ["-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart", "-bitexact", "-f", "mp4", "-y"]

_SHOWN = {"h264", "vp8", "vp9", "av1"}  # codecs that browsers show, if not all of them all: the page says so where not
_SHOWN_PIXELS = {"yuv420p", "yuvj420p"}


def render(source: Path, target: Path, from_s: float = 0.0, length_s: float | None = None) -> None:
    """Write the rendition, of all of it or of a part; raises MediaError."""
    sound = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-c:a", "aac", "-b:a", "96k"]
    wrap = ["-af", ffmpeg.on_its_clock(_PLAYED_HZ), "-movflags", "+faststart", "-bitexact", "-f", "mp4", "-y"]
    part = [] if length_s is None else ["-t", f"{length_s:.6f}"]
    _whole([*ffmpeg.reading(source, from_s), *sound, *part, *wrap], target)


def film(source: Path, folder: Path) -> None:
    """Write `film.mp4`, or `film.webm` for pictures that MP4 can't hold (VP8), into the folder; raises MediaError."""
    contents = probe.look(source)
    if contents.pictures in _SHOWN and contents.pixels in _SHOWN_PIXELS:
        _as_it_is(source, folder)
    else:
        raise MediaError(f"{contents.pictures or 'no'} pictures are not shown")


def _as_it_is(source: Path, folder: Path) -> None:
    copied = [*_BOTH, "-c:v", "copy"]
    webm = ["-c:a", "libopus", "-b:a", "128k", "-cues_to_front", "1", "-bitexact", "-f", "webm", "-y"]
    try:
        _whole([*ffmpeg.reading(source), *copied, *_MP4], folder / "film.mp4")
    except MediaError:
        _whole([*ffmpeg.reading(source), *copied, *webm], folder / "film.webm")


def _whole(command: list[str], target: Path) -> None:
    """Let ffmpeg write the target, all of it or nothing."""
    try:
        ffmpeg.run([*command, str(target)], _LONGEST_S)
    except MediaError:
        target.unlink(missing_ok=True)
        raise


def outline(source: Path, target: Path) -> None:
    """Write the outline; raises MediaError."""
    step = int(_FINEST_S * _RATE_HZ)
    peaks: list[float] = []
    for block in Decoding(source, rate_hz=_RATE_HZ):
        padded = np.pad(np.abs(block), (0, -len(block) % step))
        peaks.extend(padded.reshape(-1, step).max(axis=1).tolist())
    every = max(1, -(-len(peaks) // _MOST_PEAKS))
    coarse = [max(peaks[at : at + every]) for at in range(0, len(peaks), every)]
    shown = [min(255, round(peak * 255)) for peak in coarse]
    target.write_text(json.dumps({"step_s": round(_FINEST_S * every, 3), "peaks": shown}, separators=(",", ":")))
