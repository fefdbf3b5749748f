"""Onsets: the moments at which notes begin.

Definition: an onset is where a note begins to sound, in seconds of the recording. Notes within 80 ms of each other (a
chord, a flam) have one.
Method: how likely each of the `candidates` is one, a logistic function of its features says, and small networks
(`onset_networks`) of these, its course, and what changes about it (`contrasts`): the mean of their log odds. Near a
click that is taken out of the curve, which changes all of these, and for percussion, logistic functions alone say it;
for percussion one more thing counts: how far the level of the differenced samples jumps, for cymbals stand above the
bands of the curve. An onset's time is the candidate's, moved by one constant for the whole recording: the slower its
attacks rise, the later that point lies after the note's beginning.
Source: fusion of energy and pitch after J. P. Bello et al., "A tutorial on onset detection in music signals", IEEE TSAP
2005; weights fitted by `python -m benchmarks.analysis.timing.fit_onsets`. Unit: seconds.
Confidence: for plucked and struck notes nearly all are right within 5 ms; bowed and blown ones within 10 to 20.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.pitch import Note
from workers.analysis.shared.frames import Values
from workers.analysis.shared.values import Span
from workers.analysis.timing import onset_networks, onsets
from workers.analysis.timing.candidates import Candidates, candidates
from workers.analysis.timing.contrasts import Sounding

Indices = NDArray[np.int64]
Levels = NDArray[np.floating]

# Height, contrast, share of the highest near, what came before; a note begins, by a step, after a gap; beside others.
WEIGHTS = (3.45, 1.56, 0.29, 0.65, 0.93, 2.49, 0.89, 0.46)
BIAS = -7.36
# The same and, last, how far the level jumps: of percussion.
STRUCK_WEIGHTS = (3.96, 0.35, 0.08, 0.05, 0.79, 0.7, -0.56, 0.0, 1.97)
STRUCK_BIAS = -8.83
_LIKELY, _SURE = 0.4, 0.5
_SOONER = 0.44  # log odds: what networks and features together hold 0.3 likely is kept
_APART_S, _FLAM_S = 0.08, 0.03
_TOUCHED_S, _FEWEST_APART = 0.09, 8
_SHARP_RISE_S, _SHARP_LAG_S, _LAG_PER_RISE, _SOFT_LAG_S = 0.0073, -0.0105, 3.0, 0.002


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
    sounding: Sounding | None = None,
    struck: bool = False,
) -> Begun:
    """The onsets within playing; where clicks were taken out of the curve, attacks look sharper than they are.

    `sounding`: what else is kept of the recording; without it the curve and the notes alone tell. `struck`: whether the
    instrument is percussion.
    """
    found = candidates(novelty, notes, playing)
    near_click = touched(found.times_s, clicks_s if clicks_s is not None else np.zeros(0))
    odds = _odds(found.features, WEIGHTS, BIAS)
    if sounding is not None:
        better = _struck(found, sounding) if struck else (odds + onset_networks.odds(found, sounding)) / 2 + _SOONER
        odds = np.where(near_click, odds, better)
    kept = _apart(found.times_s, 1 / (1 + np.exp(-odds)))
    typical_s = _typical(found.rise_s[kept], near_click[kept])
    return Begun(np.maximum(found.times_s[kept] - _lag(typical_s), 0.0), typical_s)


def _struck(found: Candidates, sounding: Sounding) -> Values:
    """The log odds that each is a stroke."""
    jumps = onsets.jumps(sounding.level_db, found.times_s)
    return _odds(np.column_stack([found.features, jumps]), STRUCK_WEIGHTS, STRUCK_BIAS)


def _odds(features: Values, weights: tuple[float, ...], bias: float) -> Values:
    return np.asarray(features @ np.asarray(weights) + bias)


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


def _lag(rise_s: float) -> float:
    """How long after a note begins the curve has risen by 30 %: before a sharp one, for the window hears it coming."""
    return min(_SHARP_LAG_S + _LAG_PER_RISE * max(0.0, rise_s - _SHARP_RISE_S), _SOFT_LAG_S)


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
