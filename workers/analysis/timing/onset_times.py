"""Onsets: the moments at which notes begin.

Definition: an onset is where a note begins to sound, in seconds of the recording. Notes within 80 ms of each other (a
chord, a flam) have one.
Method: candidates are the peaks of the novelty curve. How likely each is one is a logistic function of its height, its
contrast to the second about it and to what came just before, its height beside that of others, and of what the pitch
does: each note of the pitch track, which hears slurs and soft bows late but surely, speaks for the one peak that began
it best. For percussion the weights are others, and one more thing counts: how far the level of the differenced samples
jumps, for cymbals stand above the bands of the curve. An onset's time is where the curve has risen by 30 % of its peak,
moved by one constant for the whole recording: the slower its attacks rise, the later that point lies after the note's
beginning.
Source: fusion of energy and pitch after J. P. Bello et al., "A tutorial on onset detection in music signals", IEEE TSAP
2005; weights fitted by `python -m benchmarks.analysis.timing.fit_onsets`. Unit: seconds.
Confidence: for plucked and struck notes nearly all are right within 5 ms; bowed and blown ones within 10 to 20.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.pitch import Note
from workers.analysis.shared.frames import Values, moving_mean, pieces, running_max
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span
from workers.analysis.shared.within import inside
from workers.analysis.timing import onsets

Indices = NDArray[np.int64]
Levels = NDArray[np.floating]

# Height, contrast, share of the highest near, what came before; a note begins, by a step, after a gap; beside others.
WEIGHTS = (3.45, 1.56, 0.29, 0.65, 0.93, 2.49, 0.89, 0.46)
BIAS = -7.36
# The same and, last, how far the level jumps: of percussion.
STRUCK_WEIGHTS = (3.96, 0.35, 0.08, 0.05, 0.79, 0.7, -0.56, 0.0, 1.97)
STRUCK_BIAS = -8.83
_LIKELY, _SURE = 0.4, 0.5
_FAINTEST = 0.25
_APART_S, _FLAM_S = 0.08, 0.03
_PEAK, _NEAR, _MEAN = 9, 57, 81  # frames
_BEFORE = (8, 40)  # frames
_RISE = 24  # frames within which an attack rises
_STEP_CENTS, _GAP_S, _RESTLESS_CENTS = 60.0, 0.12, 40.0
_OVERTONES_CENTS, _NEAR_OVERTONE_CENTS = (1200.0, 1902.0, 2400.0, 2786.0), 40.0
_CLAIMS_S, _LATE_S, _LATENESS_S = (0.16, 0.02), 0.03, 0.1  # before and after a note of the pitch track; how late it is
_USUAL_FEWEST = 4
_TOUCHED_S, _FEWEST_APART = 0.09, 8
_AROUND_S = (0.3, 0.1)  # before and after a playing span
_PIECE_FRAMES = 12_000  # a minute
_SHARP_RISE_S, _SHARP_LAG_S, _LAG_PER_RISE, _SOFT_LAG_S = 0.0073, -0.0105, 5.0, 0.003


@dataclass(frozen=True)
class Candidates:
    """Moments that may be onsets, in order: seconds, seconds to rise, and features of shape (n, len(WEIGHTS))."""

    times_s: Values
    rise_s: Values
    features: Values


@dataclass(frozen=True)
class Begun:
    """The onsets of a recording in order, in seconds, and how long its attacks take to rise (median)."""

    times_s: Values
    rise_s: float


def find(
    novelty: Levels,
    notes: tuple[Note, ...],
    playing: tuple[Span, ...],
    clicks_s: Values | None = None,
    struck_db: Levels | None = None,
) -> Begun:
    """The onsets within playing; where clicks were taken out of the curve, attacks look sharper than they are.

    `struck_db`: the level of the differenced samples by frame, if the instrument is percussion.
    """
    found = candidates(novelty, notes, playing)
    near_click = touched(found.times_s, clicks_s if clicks_s is not None else np.zeros(0))
    likely = _likely(found.features, WEIGHTS, BIAS)
    if struck_db is not None:  # a click jumps too
        struck = _likely(
            np.column_stack([found.features, onsets.jumps(struck_db, found.times_s)]), STRUCK_WEIGHTS, STRUCK_BIAS
        )
        likely = np.where(near_click, likely, struck)
    kept = _apart(found.times_s, likely)
    typical_s = _typical(found.rise_s[kept], near_click[kept])
    return Begun(np.maximum(found.times_s[kept] - _lag(typical_s), 0.0), typical_s)


def _likely(features: Values, weights: tuple[float, ...], bias: float) -> Values:
    return np.asarray(1 / (1 + np.exp(-(features @ np.asarray(weights) + bias))))


def touched(times_s: Values, clicks_s: Values) -> NDArray[np.bool_]:
    """Which moments lie so near to a click that it changes how a note there seems to begin."""
    if not len(clicks_s):
        return np.zeros(len(times_s), bool)
    edges = np.concatenate([[-np.inf], clicks_s, [np.inf]])
    after = np.searchsorted(clicks_s, times_s) + 1
    return np.asarray(np.minimum(times_s - edges[after - 1], edges[after] - times_s) <= _TOUCHED_S)


def _typical(rise_s: Values, near_click: NDArray[np.bool_]) -> float:
    """How long attacks take to rise, of those that no click touches if there are some."""
    rise_s = rise_s[~near_click] if (~near_click).sum() >= _FEWEST_APART else rise_s
    return float(np.median(rise_s)) if len(rise_s) else _SHARP_RISE_S


def candidates(novelty: Levels, notes: tuple[Note, ...], playing: tuple[Span, ...]) -> Candidates:
    """All that may be onsets, a minute at a time."""
    parts = []
    for around, piece in pieces(len(novelty), _PIECE_FRAMES, 100):
        parts.append(_in_piece(_Curve(novelty[around]), around.start, piece))
    if not parts:
        return Candidates(np.zeros(0), np.zeros(0), np.zeros((0, len(WEIGHTS))))
    times_s, rise_s, curve = (np.concatenate([part[n] for part in parts]) for n in range(3))
    order = np.argsort(times_s, kind="stable")
    order = order[inside(times_s[order], playing, _AROUND_S)]
    times_s, rise_s, curve = times_s[order], rise_s[order], curve[order]
    return Candidates(times_s, rise_s, _features(times_s, curve, _Starts.of(notes)))


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
        self.near = _centred_max(self.values, _NEAR)
        before = running_max(self.values, _BEFORE[1] - _BEFORE[0])
        self.before = np.concatenate([np.full(_BEFORE[0], before[0]), before])[: len(before)]

    def peaks(self) -> Indices:
        """The frames at which it is highest for 20 ms either way."""
        top = self.values == _centred_max(self.values, _PEAK)
        return np.flatnonzero(top & (self.values > _FAINTEST))


def _in_piece(curve: _Curve, first: int, within: slice) -> tuple[Values, Values, Values]:
    """Times of the peaks within, how long they rise, and the curve there: height, mean, near, before."""
    peaks = curve.peaks()
    peaks = peaks[(peaks >= within.start) & (peaks < within.stop)]
    times_s, rise_s = _rising_of(curve.values, peaks)
    about = np.stack([values[peaks] for values in (curve.values, curve.mean, curve.near, curve.before)], axis=1)
    return times_s + first * FINE_STEP_S, rise_s, about


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


def _lag(rise_s: float) -> float:
    """How long after a note begins the curve has risen by 30 %: before a sharp one, for the window hears it coming."""
    return min(_SHARP_LAG_S + _LAG_PER_RISE * max(0.0, rise_s - _SHARP_RISE_S), _SOFT_LAG_S)


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
    """The likely ones; of several within 80 ms the likeliest, but the first where it is likely enough by itself."""
    kept: list[int] = []
    for at in np.flatnonzero(likely > _LIKELY):
        if kept and times_s[at] - times_s[kept[-1]] < _APART_S:
            swells = times_s[at] - times_s[kept[-1]] >= _FLAM_S and likely[kept[-1]] > _SURE
            if likely[at] > likely[kept[-1]] and not swells:
                kept[-1] = int(at)
            continue
        kept.append(int(at))
    return np.asarray(kept, np.int64)


def _centred_max(values: Values, width: int) -> Values:
    """The largest of the `width` (odd) frames about each."""
    half = width // 2
    return running_max(np.concatenate([values, np.full(half, -np.inf)]), width)[half:]
