"""What the course of the pitch tells: whether it rests, or swings about a centre, as on an instrument, or glides.

Definition: a frame is steady when its pitch is clear and within 50 cents of that 100 ms before, or when the last 125 ms
repeat, within 40 cents, what was 125–225 ms earlier (vibrato of 4.4–8 Hz, however wide). Unit: none. Source: own.
Confidence: that of the pitch; talking in a monotone looks steady.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.frames import Mask, runs, without_short

_CLEAR, _VOICED, _SAME_CENTS, _AGAIN_CENTS = 0.5, 0.35, 50, 40
_LAG, _PERIODS, _AGAIN_FRAMES = 4, range(5, 10), 5
_LEAP_CENTS = 150  # between neighbouring frames: no vibrato does that


def steady_pitch(cents: NDArray[np.floating], confidence: NDArray[np.floating]) -> Mask:
    """Which wide frames rest on a pitch or swing about one."""
    clear = confidence > _CLEAR
    steady = np.zeros(len(cents), bool)
    steady[_LAG:] = (np.abs(cents[_LAG:] - cents[:-_LAG]) < _SAME_CENTS) & clear[_LAG:] & clear[:-_LAG]
    whole = np.asarray(confidence > _VOICED)
    whole[1:] &= np.abs(np.diff(cents)) < _LEAP_CENTS
    for period in _PERIODS:
        again = np.zeros(len(cents), bool)
        again[period:] = np.abs(cents[period:] - cents[:-period]) < _AGAIN_CENTS
        again &= _unbroken(whole, period + _AGAIN_FRAMES)
        for start, end in runs(without_short(again, _AGAIN_FRAMES)):
            steady[max(0, start - period) : end] = True
    return steady


def _unbroken(mask: Mask, frames: int) -> Mask:
    """Frames that end a run of at least that many."""
    kept = np.zeros(len(mask), bool)
    for start, end in runs(mask):
        kept[start + frames - 1 : end] = True
    return kept
