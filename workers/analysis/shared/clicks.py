"""The metronome: short, sharp sounds that come back exactly.

Definition: an event is sharp when the power of 16 ms is 12 dB above the 32 ms before it; it is short when 80 ms after
its peak it is 10 dB down. Short events are clicks when one period (0.15–2.6 s) explains them: of the pairs within
thirty seconds, up to eight beats apart and within 3 dB of each other (accents have other partners), at least four in
five lie within 7 ms of a multiple. Nobody plays that evenly; a machine does nothing else. Where the colour of each is
known, two in five of these pairs must be alike in it: a machine has a sound or two, a tune of pizzicati many. Unit:
seconds. Source: own.
Confidence: high when the click is heard alone; below music it is not looked for, because nothing depends on it.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.frames import Mask, moving_mean, pieces
from workers.analysis.shared.spectrum import FINE_STEP_S

Indices = NDArray[np.int64]
Seconds = NDArray[np.float64]
Rows = NDArray[np.float32]

_RISE_DB, _SHORT_DB = 12.0, 10.0
_LENGTH_FRAMES = round(0.08 / FINE_STEP_S)
_DEAD_FRAMES = round(0.05 / FINE_STEP_S)
_TOLERANCE_S, _LEVEL_TOLERANCE_DB = 0.007, 3.0
_PERIODS_S, _MOST_PERIODS = (0.15, 2.6), 40
_REACH = 8  # beats: pairs further apart say nothing about steadiness
_NEIGHBOURHOOD_S = 30.0
_SHARE, _FEWEST_PAIRS = 0.8, 6
_SAME_SOUND, _COLOUR_DB, _COLOUR_DEPTH_DB = 0.4, 5.0, 15.0  # of the pairs; of any band; below the strongest band
_QUIETEST_DB = -110.0
_PIECE_FRAMES = 12_000  # a minute


def sharp_events(level_db: NDArray[np.floating]) -> Indices:
    """Fine frames at which something begins abruptly, in order."""
    least_db = max(_QUIETEST_DB, float(np.percentile(level_db, 99)) - 40) if len(level_db) else 0.0
    events: list[int] = []
    for around, piece in pieces(len(level_db), _PIECE_FRAMES, 16):
        found = np.flatnonzero(_rises(level_db[around], least_db)[piece]) + around.start + piece.start
        for frame in found:
            if not events or frame - events[-1] > _DEAD_FRAMES:
                events.append(int(frame))
    return np.asarray(events, np.int64)


def _rises(level_db: NDArray[np.floating], least_db: float) -> Mask:
    """Where 16 ms are much louder than the 32 ms before them."""
    power = 10 ** (level_db.astype(np.float64) / 10)
    smooth = moving_mean(power, 3)
    before = np.roll(moving_mean(power, 7), 6)
    before[:8] = smooth[:8]
    return np.asarray((smooth > before * 10 ** (_RISE_DB / 10)) & (smooth > 10 ** (least_db / 10)))


def clicks(
    level_db: NDArray[np.floating],
    events: Indices,
    longest_frames: int = _LENGTH_FRAMES,
    bands_db: NDArray[np.floating] | None = None,
) -> Indices:
    """Those of the sharp events that a machine made; `bands_db`, if given, are the bands at each event."""
    loudest_db = np.asarray([level_db[e : e + 6].max() for e in events], np.float64)
    ends = events + longest_frames + 4
    later = [level_db[end - 4 : end].max() if end <= len(level_db) else -np.inf for end in ends]
    short = np.asarray(later, np.float64) < loudest_db - _SHORT_DB
    events, levels_db = events[short], loudest_db[short]
    colours = None if bands_db is None else _colours(bands_db[short])
    times_s = np.asarray(events * FINE_STEP_S, np.float64)
    regular = np.zeros(len(events), bool)
    end_s = float(times_s[-1]) if len(times_s) else 0.0
    for start_s in np.arange(0.0, end_s, _NEIGHBOURHOOD_S / 2):
        group = slice(*np.searchsorted(times_s, [start_s, start_s + _NEIGHBOURHOOD_S]))
        regular[group] |= _machine_made(times_s[group], levels_db[group], None if colours is None else colours[group])
    return events[regular]


def _colours(bands_db: NDArray[np.floating]) -> Rows:
    """The bands of each event against its strongest one, as far as they stand out."""
    bands = bands_db.astype(np.float32)
    return np.asarray(np.maximum(bands - bands.max(axis=1, keepdims=True), -_COLOUR_DEPTH_DB), np.float32)


def _same_sound(colours: Rows | None, pairs: Mask) -> bool:
    """Whether enough of these pairs sound the same."""
    if colours is None:
        return True
    first, second = np.nonzero(pairs)
    return bool(np.mean(np.abs(colours[first] - colours[second]).max(axis=1) < _COLOUR_DB) >= _SAME_SOUND)


def _machine_made(times_s: Seconds, levels_db: Seconds, colours: Rows | None) -> Mask:
    """Which of a group of short events a steady machine explains; none when people may have made them."""
    apart_s = times_s[None, :] - times_s[:, None]
    alike = (np.abs(levels_db[None, :] - levels_db[:, None]) < _LEVEL_TOLERANCE_DB) & (apart_s > _PERIODS_S[0])
    candidates = apart_s[alike & (apart_s < _PERIODS_S[1])]
    rough_s, counts = np.unique(np.round(candidates / 0.004) * 0.004, return_counts=True)
    for period_s in rough_s[np.argsort(-counts, kind="stable")][:_MOST_PERIODS]:
        exact_s = _exact(period_s, apart_s[alike])
        pairs = alike & (apart_s < _REACH * exact_s + _TOLERANCE_S)
        beats = np.maximum(np.round(np.abs(apart_s) / exact_s), 1)
        on_beat = (np.abs(np.abs(apart_s) - beats * exact_s) < _TOLERANCE_S) & (beats <= _REACH)
        hits = pairs & on_beat
        if hits.sum() >= max(_FEWEST_PAIRS, _SHARE * pairs.sum()) and _same_sound(colours, hits):
            sure = hits.any(axis=0) | hits.any(axis=1)
            return np.asarray(sure | on_beat[:, sure].any(axis=1))
    return np.zeros(len(times_s), bool)


def _exact(period_s: float, apart_s: Seconds) -> float:
    """The period refined on distances of up to so many of it."""
    for reach in (2, 4, _REACH):
        count = np.round(apart_s / period_s)
        good = (count >= 1) & (count <= reach) & (np.abs(apart_s - count * period_s) < 2 * _TOLERANCE_S)
        if good.any():
            period_s = float((apart_s[good] * count[good]).sum() / (count[good] ** 2).sum())
    return period_s
