"""The metronome's log: when each beat was due, in seconds on the recording's own clock."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

MOST_BEATS = 100_000
_ALIKE, _MOST = 0.1, 0.8  # of a beat; of the beats


@dataclass(frozen=True)
class ClickLog:
    """Beats in order, muted ones too; `latency_s`: how much later one that sounds in the room stands in the recording.

    The latency is None when the device doesn't know it; then only a click that is heard can tell where the beat is.
    """

    beats_s: NDArray[np.float64]
    latency_s: float | None = None

    def tempo_bpm(self, clock_s: float) -> float | None:
        """The metronome's tempo, if it kept to one and ran through half of a recording of that length at least."""
        apart_s = np.diff(self.beats_s)
        usual_s = float(np.median(apart_s)) if len(apart_s) else 0.0
        if len(self.beats_s) * usual_s < clock_s / 2 or np.mean(np.abs(apart_s - usual_s) < _ALIKE * usual_s) < _MOST:
            return None
        return 60 / usual_s


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
