"""What a kept recording is played from and drawn with: one file every browser plays, and its outline.

The rendition is AAC in MP4 with its index in front, so it plays at once and seeks everywhere (WebM from a recorder has
neither duration nor index). The outline is JSON: `{"step_s", "peaks"}` with the largest amplitude of each step, 0–255.
"""

import json
from pathlib import Path

import numpy as np

from workers.media import ffmpeg
from workers.media.decode import Decoding

_MOST_PEAKS = 2000
_FINEST_S = 0.05
_RATE_HZ = 8000
_LONGEST_S = 30 * 60.0  # of work, not of music


def render(source: Path, target: Path) -> None:
    """Write the rendition; raises MediaError."""
    sound = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-map_metadata", "-1", "-c:a", "aac", "-b:a", "96k", "-ac", "1"]
    wrap = ["-ar", "48000", "-movflags", "+faststart", "-bitexact", "-f", "mp4", "-y", str(target)]
    ffmpeg.run(ffmpeg.reading(source) + sound + wrap, _LONGEST_S)


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
