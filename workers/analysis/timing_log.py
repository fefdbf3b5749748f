"""The metronome's log: when each beat was due, in seconds on the recording's own clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_BEATS = 100_000


@dataclass(frozen=True)
class ClickLog:
    """Beats in order, muted ones too; `latency_s`: how much later one that sounds in the room stands in the recording.

    The latency is None when the device doesn't know it; then only a click that is heard can tell where the beat is.
    """

    beats_s: NDArray[np.float64]
    latency_s: float | None = None


def read(log: Mapping[str, Any] | None) -> ClickLog | None:
    """The log as the API takes it (`grids`, `times_s`, `latency_s`); None when there is no beat in it."""
    if not log:
        return None
    beats = [np.asarray(log.get("times_s") or [], np.float64)]
    room = MOST_BEATS
    for grid in log.get("grids") or ():
        count = min(int(grid["beats"]), room)
        room -= count
        beats.append(float(grid["start_s"]) + np.arange(count) * 60 / float(grid["bpm"]))
    beats_s = np.unique(np.concatenate(beats))
    latency = log.get("latency_s")
    return ClickLog(beats_s, None if latency is None else float(latency)) if len(beats_s) else None
