"""The metronome: short, sharp sounds that come back exactly.

Definition: an event is sharp when the power of 16 ms is 12 dB above the 32 ms before it; it is short when 80 ms after
its peak it is 15 dB down. Short events are clicks when at least four in five of those within ten seconds have a
partner one and the same lag away (0.15–6.5 s, so a bar with accents fits), within 9 ms and 2 dB. Nobody plays that
evenly; a machine does nothing else. Unit: seconds. Source: own; hand-played hits spread by 10 ms and 3 dB
(S. Dahl, "The playing of an accent", JNMR 2000).
Confidence: high when the click is heard alone; below music it is not looked for, because nothing depends on it.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.frames import moving_mean
from workers.analysis.spectrum import FINE_STEP_S, Floats

Indices = NDArray[np.int64]

_RISE_DB, _SHORT_DB = 12.0, 15.0
_LENGTH_FRAMES = round(0.08 / FINE_STEP_S)
_DEAD_FRAMES = round(0.05 / FINE_STEP_S)
_TIME_TOLERANCE_S, _LEVEL_TOLERANCE_DB = 0.009, 2.0
_LAGS_S = (0.15, 6.5)
_NEIGHBOURHOOD_S = 10.0
_SHARE, _FEWEST = 0.8, 4
_QUIETEST = 1e-11


def sharp_events(power: Floats) -> Indices:
    """Fine frames at which something begins abruptly, in order."""
    if len(power) < 16:
        return np.zeros(0, np.int64)
    smooth = moving_mean(power, 3)
    before = np.roll(moving_mean(power, 7), 6)
    before[:8] = smooth[:8]
    rise = 10 * np.log10((smooth + 1e-13) / (before + 1e-13))
    candidate = (rise > _RISE_DB) & (smooth > max(_QUIETEST, 1e-4 * float(np.percentile(smooth, 99))))
    events: list[int] = []
    for frame in np.flatnonzero(candidate):
        if not events or frame - events[-1] > _DEAD_FRAMES:
            events.append(int(frame))
    return np.asarray(events, np.int64)


def clicks(power: Floats, events: Indices, longest_frames: int = _LENGTH_FRAMES) -> Indices:
    """Those of the sharp events that a machine made."""
    peaks = np.asarray([power[e : e + 6].max() for e in events])
    after = np.asarray([power[e + longest_frames : e + longest_frames + 4].mean() if
                        e + longest_frames + 4 <= len(power) else 0.0 for e in events])  # fmt: skip
    short = after < peaks * 10 ** (-_SHORT_DB / 10)
    events, peaks = events[short], peaks[short]
    times_s = np.asarray(events * FINE_STEP_S, np.float64)
    levels_db = np.asarray(10 * np.log10(peaks + 1e-13), np.float64)
    regular = np.zeros(len(events), bool)
    for first in range(len(events)):
        last = int(np.searchsorted(times_s, times_s[first] + _NEIGHBOURHOOD_S))
        group = slice(first, last)
        if not regular[group].all() and _machine_made(times_s[group], levels_db[group]):
            regular[group] = True
    return events[regular]


def _machine_made(times_s: NDArray[np.float64], levels_db: NDArray[np.float64]) -> bool:
    """Whether one lag explains nearly all of a group of short events."""
    if len(times_s) < _FEWEST:
        return False
    apart_s = times_s[None, :] - times_s[:, None]
    alike = np.abs(levels_db[None, :] - levels_db[:, None]) < _LEVEL_TOLERANCE_DB
    candidates = apart_s[:8][(apart_s[:8] > _LAGS_S[0]) & (apart_s[:8] < _LAGS_S[1]) & alike[:8]]
    for lag_s in np.unique(np.round(candidates, 3)):
        hit = (np.abs(apart_s - lag_s) < _TIME_TOLERANCE_S) & alike
        partnered = hit.any(axis=0) | hit.any(axis=1)
        reach = times_s[-1] - times_s[0]
        if reach > 1.5 * lag_s and partnered.mean() >= _SHARE:
            return True
    return False
