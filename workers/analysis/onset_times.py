"""Onsets: the moments at which notes begin.

Definition: an onset is where a note begins to sound, in seconds of the recording. Notes within 50 ms of each other (a
chord, a flam) have one.
Method: candidates are the peaks of the novelty curve and the beginnings of notes in the pitch track, which hear what
the other misses: struck and plucked notes, chords and drums the first, slurs and soft bows the second. How likely each
is one is a logistic function of its height, its contrast to the second about it and to what came just before, and of
what the pitch does. Its time is where the curve has risen by 30 % of its peak, moved by one constant for the whole
recording: the slower its attacks rise, the later that point lies after the note's beginning.
Source: fusion of energy and pitch after J. P. Bello et al., "A tutorial on onset detection in music signals", IEEE TSAP
2005; weights fitted by `python -m benchmarks.analysis.fit_onsets`. Unit: seconds.
Confidence: for plucked and struck notes nearly all are right within 5 ms; bowed and blown ones within 10 to 20.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.frames import Values, moving_mean, pieces, running_max
from workers.analysis.pitch_notes import Note
from workers.analysis.result import Span
from workers.analysis.spectrum import FINE_STEP_S

Indices = NDArray[np.int64]
Levels = NDArray[np.floating]

# Height, contrast, share of the highest near, what came before; a note begins, by a step, after a gap; pitch alone.
WEIGHTS = (2.28, 2.18, -0.07, 0.65, 0.29, 1.58, 0.7, -1.58)
BIAS = -6.44
_LIKELY = 0.4
_FAINTEST = 0.25
_APART_S = 0.05
_PEAK, _NEAR, _MEAN = 9, 57, 81  # frames
_BEFORE = (8, 40)  # frames
_RISE = 24  # frames within which an attack rises
_NOTE_NEAR_S, _STEP_CENTS, _GAP_S, _RESTLESS_CENTS = 0.07, 60.0, 0.12, 40.0
_NOTE_LATE_S = 0.02  # the pitch track's notes begin that late
_AROUND_S = (0.3, 0.1)  # before and after a playing span
_PIECE_FRAMES = 12_000  # a minute
_SHARP_RISE_S, _SHARP_LAG_S, _LAG_PER_RISE = 0.0124, -0.009, 1.6


@dataclass(frozen=True)
class Candidates:
    """Moments that may be onsets: fine frames in order, seconds, and features of shape (n, len(WEIGHTS))."""

    frames: Indices
    times_s: Values
    features: Values


@dataclass(frozen=True)
class Begun:
    """The onsets of a recording in order, in seconds, and how long its attacks take to rise (median)."""

    times_s: Values
    rise_s: float


def find(novelty: Levels, notes: tuple[Note, ...], playing: tuple[Span, ...]) -> Begun:
    """The onsets within playing."""
    found = candidates(novelty, notes, playing)
    likely = 1 / (1 + np.exp(-(found.features @ np.asarray(WEIGHTS) + BIAS)))
    kept = _apart(found.times_s, likely)
    by_pitch = found.features[kept, -1] > 0
    times_s, rise_s = _rising(novelty, found.frames[kept])
    typical_s = float(np.median(rise_s[~by_pitch])) if (~by_pitch).any() else _SHARP_RISE_S
    times_s -= _SHARP_LAG_S + _LAG_PER_RISE * max(0.0, typical_s - _SHARP_RISE_S)
    times_s[by_pitch] = found.times_s[kept][by_pitch]
    return Begun(np.maximum(np.sort(times_s), 0.0), typical_s)


def candidates(novelty: Levels, notes: tuple[Note, ...], playing: tuple[Span, ...]) -> Candidates:
    """All that may be onsets, a minute at a time."""
    starts = _Starts.of(notes)
    parts = []
    for around, piece in pieces(len(novelty), _PIECE_FRAMES, 100):
        low, high = around.start + piece.start, min(around.start + piece.stop, len(novelty))
        parts.append(_in_piece(_Curve(novelty[around]), around.start, (low, high), starts))
    if not parts:
        return Candidates(np.zeros(0, np.int64), np.zeros(0), np.zeros((0, len(WEIGHTS))))
    frames, times_s, features = (np.concatenate([part[n] for part in parts]) for n in range(3))
    inside = _inside(times_s, playing)
    return Candidates(frames[inside], times_s[inside], features[inside])


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
        gaps = gap_s >= _GAP_S
        return cls(start, ((step > _STEP_CENTS) & ~gaps).astype(float), gaps.astype(float))


class _Curve:
    """The novelty of a piece and what stands around each frame of it."""

    def __init__(self, novelty: Levels) -> None:
        self.values = moving_mean(novelty, 3)
        self.mean = moving_mean(self.values, _MEAN) + 0.05
        self.near = _centred_max(self.values, _NEAR)
        before = running_max(self.values, _BEFORE[1] - _BEFORE[0])
        self.before = np.concatenate([np.full(_BEFORE[0], before[0]), before])[: len(before)]

    def peaks(self) -> Indices:
        """The frames at which it is highest for 20 ms either way."""
        top = self.values == _centred_max(self.values, _PEAK)
        return np.flatnonzero(top & (self.values > _FAINTEST))


def _in_piece(curve: _Curve, first: int, within: tuple[int, int], starts: _Starts) -> tuple[Indices, Values, Values]:
    """Frames, times and features of the candidates whose frame lies within."""
    peaks = curve.peaks() + first
    peaks = peaks[(peaks >= within[0]) & (peaks < within[1])]
    peak_s = _rising_of(curve.values, peaks - first)[0] + first * FINE_STEP_S
    low, high = within[0] * FINE_STEP_S, within[1] * FINE_STEP_S
    alone = (starts.times_s >= low) & (starts.times_s < high) & (_distance(starts.times_s, peak_s) > 0.06)
    start_s = starts.times_s[alone]
    frames = np.concatenate([peaks, np.clip((start_s / FINE_STEP_S).astype(np.int64), within[0], within[1] - 1)])
    times_s = np.concatenate([peak_s, start_s])
    only_pitch = np.concatenate([np.zeros(len(peaks)), np.ones(len(start_s))])
    features = _features(curve, frames - first, times_s, starts, only_pitch)
    told_s = np.where(only_pitch > 0, times_s - _NOTE_LATE_S, times_s)
    order = np.argsort(told_s, kind="stable")
    return frames[order], told_s[order], features[order]


def _features(curve: _Curve, at: Indices, times_s: Values, starts: _Starts, only_pitch: Values) -> Values:
    height = curve.values[at]
    nearest = _nearest(starts.times_s, times_s)
    near = np.zeros(len(at))
    steps, gaps = near.copy(), near.copy()
    if len(starts.times_s):
        near = (np.abs(starts.times_s[nearest] - times_s) < _NOTE_NEAR_S).astype(float)
        steps, gaps = near * starts.steps[nearest], near * starts.gaps[nearest]
    return np.stack(
        [
            np.log(height + 0.05),
            np.log((height + 1e-3) / curve.mean[at]),
            np.log(height / (curve.near[at] + 1e-6) + 0.01),
            np.log((curve.before[at] + 0.1) / (height + 0.1)),
            near,
            steps,
            gaps,
            only_pitch,
        ],
        axis=1,
    )


def _rising(novelty: Levels, frames: Indices) -> tuple[Values, Values]:
    """Where the curve rises to each peak, and how long that takes, in seconds; a minute of it at a time."""
    times_s, rise_s = np.zeros(len(frames)), np.zeros(len(frames))
    for around, piece in pieces(len(novelty), _PIECE_FRAMES, 100):
        low, high = around.start + piece.start, around.start + piece.stop
        here = (frames >= low) & (frames < high)
        if here.any():
            found = _rising_of(moving_mean(novelty[around], 3), frames[here] - around.start)
            times_s[here], rise_s[here] = found[0] + around.start * FINE_STEP_S, found[1]
    return times_s, rise_s


def _rising_of(values: Values, frames: Indices) -> tuple[Values, Values]:
    """The seconds at which the curve has risen by 30 % of each peak, and from 10 % to 70 %."""
    padded = np.concatenate([np.full(_RISE, values[0]), values])
    windows = padded[frames[:, None] + np.arange(_RISE + 1)]
    low = windows.min(axis=1)
    height = windows[:, -1] - low
    tenth, third, most = (_crossing(windows, low + share * height) for share in (0.1, 0.3, 0.7))
    return (frames - _RISE + third) * FINE_STEP_S, (most - tenth) * FINE_STEP_S


def _crossing(windows: Values, level: Values) -> Values:
    """Where in each row the curve last passes its level, between frames."""
    below = windows <= level[:, None]
    width = windows.shape[1]
    last = np.where(below.any(axis=1), width - 1 - below[:, ::-1].argmax(axis=1), 0)
    last = np.minimum(last, width - 2)
    rows = np.arange(len(windows))
    here, after = windows[rows, last], windows[rows, last + 1]
    return np.asarray(last + np.clip((level - here) / np.maximum(after - here, 1e-9), 0, 1))


def _apart(times_s: Values, likely: Values) -> Indices:
    """The likely ones, of several within 50 ms the likeliest."""
    kept: list[int] = []
    for at in np.flatnonzero(likely > _LIKELY):
        if kept and times_s[at] - times_s[kept[-1]] < _APART_S:
            if likely[at] > likely[kept[-1]]:
                kept[-1] = int(at)
            continue
        kept.append(int(at))
    return np.asarray(kept, np.int64)


def _inside(times_s: Values, playing: tuple[Span, ...]) -> NDArray[np.bool_]:
    inside = np.zeros(len(times_s), bool)
    for span in playing:
        inside |= (times_s > span.start_s - _AROUND_S[0]) & (times_s < span.end_s + _AROUND_S[1])
    return inside


def _centred_max(values: Values, width: int) -> Values:
    """The largest of the `width` (odd) frames about each."""
    half = width // 2
    return running_max(np.concatenate([values, np.full(half, -np.inf)]), width)[half:]


def _nearest(sorted_s: Values, times_s: Values) -> Indices:
    """Which of the sorted moments is nearest to each; 0 when there are none."""
    if not len(sorted_s):
        return np.zeros(len(times_s), np.int64)
    right = np.clip(np.searchsorted(sorted_s, times_s), 1, max(1, len(sorted_s) - 1))
    left = right - 1
    right = np.minimum(right, len(sorted_s) - 1)
    return np.where(times_s - sorted_s[left] <= sorted_s[right] - times_s, left, right)


def _distance(times_s: Values, sorted_s: Values) -> Values:
    """How far each moment is from the nearest of the sorted ones."""
    if not len(sorted_s):
        return np.full(len(times_s), np.inf)
    return np.asarray(np.abs(sorted_s[_nearest(sorted_s, times_s)] - times_s))
