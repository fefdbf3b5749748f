"""Moments at which a note may begin: the peaks of the novelty curve, and what speaks for each.

Definition: a candidate is where the curve is highest for 20 ms either way; its time is where the curve has risen by
30 % of that peak. Its features: its height, its contrast to what is about it, its share of the highest near, what came
just before, whether a note of the pitch track begins with it, by a step, after a gap, and its height beside that of
others. Its course: the curve from 0.2 s before the peak to 0.2 s after it, beside its mean. Each note of the pitch
track, which hears slurs and soft bows late but surely, speaks for the one peak that began it best.
Source: own. Unit: seconds; logarithms.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.pitch import Note
from workers.analysis.shared.frames import Values, centred_max, moving_mean, pieces, running_max
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span
from workers.analysis.shared.within import inside

Indices = NDArray[np.int64]
Levels = NDArray[np.floating]

FEATURES = 8
COURSE = (-40, -28, -20, -14, -9, -6, -3, 0, 3, 6, 9, 14, 20, 28, 40)  # frames from the peak
_FAINTEST = 0.25
_PEAK, _NEAR, _MEAN = 9, 57, 81  # frames
_BEFORE = (8, 40)  # frames
_RISE = 24  # frames within which an attack rises
_STEP_CENTS, _GAP_S, _RESTLESS_CENTS = 60.0, 0.12, 40.0
_OVERTONES_CENTS, _NEAR_OVERTONE_CENTS = (1200.0, 1902.0, 2400.0, 2786.0), 40.0
_CLAIMS_S, _LATE_S, _LATENESS_S = (0.16, 0.02), 0.03, 0.1  # before and after a note of the pitch track; how late it is
_USUAL_FEWEST = 4
_AROUND_S = (0.3, 0.1)  # before and after a playing span
_PIECE_FRAMES = 12_000  # a minute


@dataclass(frozen=True)
class Candidates:
    """Moments that may be onsets, in order: seconds, seconds to rise, features and course, (n, …)."""

    times_s: Values
    rise_s: Values
    features: Values
    course: Values


def candidates(novelty: Levels, notes: tuple[Note, ...], playing: tuple[Span, ...]) -> Candidates:
    """All that may be onsets, a minute at a time."""
    parts = []
    for around, piece in pieces(len(novelty), _PIECE_FRAMES, 100):
        parts.append(_in_piece(_Curve(novelty[around]), around.start, piece))
    if not parts:
        return Candidates(np.zeros(0), np.zeros(0), np.zeros((0, FEATURES)), np.zeros((0, len(COURSE))))
    times_s, rise_s, curve, course = (np.concatenate([part[n] for part in parts]) for n in range(4))
    order = np.argsort(times_s, kind="stable")
    order = order[inside(times_s[order], playing, _AROUND_S)]
    times_s, rise_s, curve, course = times_s[order], rise_s[order], curve[order], course[order]
    return Candidates(times_s, rise_s, _features(times_s, curve, _Starts.of(notes)), course)


@dataclass(frozen=True)
class _Starts:
    """Beginnings of notes: seconds, whether the pitch steps there, whether it was silent before."""

    times_s: Values
    steps: Values
    gaps: Values

    @classmethod
    def of(cls, notes: tuple[Note, ...]) -> "_Starts":
        still = [note for note in notes if note.unrest_cents < _RESTLESS_CENTS]
        start = np.asarray([note.start_s for note in still])
        end = np.asarray([note.end_s for note in still])
        cents = np.asarray([note.cents for note in still])
        gap_s, step = np.full(len(still), np.inf), np.zeros(len(still))
        gap_s[1:] = start[1:] - end[:-1]
        step[1:] = np.abs(np.diff(cents))
        mistaken = np.abs(step[:, None] - _OVERTONES_CENTS).min(axis=1) < _NEAR_OVERTONE_CENTS
        gaps = gap_s >= _GAP_S
        return cls(start, ((step > _STEP_CENTS) & ~mistaken & ~gaps).astype(float), gaps.astype(float))


class _Curve:
    """The novelty of a piece and what stands around each frame of it."""

    def __init__(self, novelty: Levels) -> None:
        self.values = moving_mean(novelty, 3)
        self.mean = moving_mean(self.values, _MEAN) + 0.05
        self.near = centred_max(self.values, _NEAR)
        before = running_max(self.values, _BEFORE[1] - _BEFORE[0])
        self.before = np.concatenate([np.full(_BEFORE[0], before[0]), before])[: len(before)]

    def peaks(self) -> Indices:
        """The frames at which it is highest for 20 ms either way."""
        top = self.values == centred_max(self.values, _PEAK)
        return np.flatnonzero(top & (self.values > _FAINTEST))


def _in_piece(curve: _Curve, first: int, within: slice) -> tuple[Values, Values, Values, Values]:
    """Times of the peaks within, how long they rise, the curve there (height, mean, near, before), and its course."""
    peaks = curve.peaks()
    peaks = peaks[(peaks >= within.start) & (peaks < within.stop)]
    times_s, rise_s = _rising_of(curve.values, peaks)
    about = np.stack([values[peaks] for values in (curve.values, curve.mean, curve.near, curve.before)], axis=1)
    near = np.clip(peaks[:, None] + np.asarray(COURSE), 0, len(curve.values) - 1)
    course = np.log((curve.values[near] + 0.05) / curve.mean[peaks][:, None])
    return times_s + first * FINE_STEP_S, rise_s, about, course


def _features(times_s: Values, curve: Values, starts: _Starts) -> Values:
    height, mean, near, before = curve.T
    begins = _claimed(times_s, height, starts)
    begun = height[begins[:, 0] > 0]
    usual = np.median(begun) if len(begun) >= _USUAL_FEWEST else 4 * np.median(height) if len(height) else 1.0
    shape = [
        np.log(height + 0.05),
        np.log((height + 1e-3) / mean),
        np.log(height / (near + 1e-6) + 0.01),
        np.log((before + 0.1) / (height + 0.1)),
    ]
    return np.column_stack([*shape, begins, np.log(height / usual + 0.02)])


def _claimed(times_s: Values, height: Values, starts: _Starts) -> Values:
    """Whether a note of the pitch track began with each candidate, by a step, after a gap: (n, 3)."""
    begins = np.zeros((len(times_s), 3))
    lows, highs = (np.searchsorted(times_s, starts.times_s + edge) for edge in (-_CLAIMS_S[0], _CLAIMS_S[1]))
    for at_s, low, high, step, gap in zip(starts.times_s, lows, highs, starts.steps, starts.gaps, strict=True):
        if low < high:
            early = (at_s - _LATE_S - times_s[low:high]) / _LATENESS_S
            best = low + int((np.log(height[low:high] + 0.05) - 0.5 * early**2).argmax())
            begins[best] = np.maximum(begins[best], (1.0, step, gap))
    return begins


def _rising_of(values: Values, frames: Indices) -> tuple[Values, Values]:
    """The seconds at which the curve has risen by 30 % of each peak, and how long it takes from there to 70 %."""
    padded = np.concatenate([np.full(_RISE, values[0]), values])
    windows = padded[frames[:, None] + np.arange(_RISE + 1)]
    low = windows.min(axis=1)
    height = windows[:, -1] - low
    third, most = (_crossing(windows, low + share * height) for share in (0.3, 0.7))
    return (frames - _RISE + third) * FINE_STEP_S, (most - third) * FINE_STEP_S


def _crossing(windows: Values, level: Values) -> Values:
    """Where in each row the curve last passes its level, between frames."""
    below = windows <= level[:, None]
    width = windows.shape[1]
    last = np.where(below.any(axis=1), width - 1 - below[:, ::-1].argmax(axis=1), 0)
    last = np.minimum(last, width - 2)
    rows = np.arange(len(windows))
    here, after = windows[rows, last], windows[rows, last + 1]
    return np.asarray(last + np.clip((level - here) / np.maximum(after - here, 1e-9), 0, 1))
