"""What a click leaves in the novelty curve, learnt from the recording itself and taken out.

Definition: what the novelty of each region is about a click where nobody plays (the 70th percentile of the clicks), or
where too few are alone, about clicks with which no note of the pitch track begins (the median, for notes without pitch
are among them); a fifth more is taken out, for clicks differ. Accents sound otherwise: where every second, third,
fourth… click is unlike the others, each place in the bar has a trace of its own. Source: own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.pitch import Note
from workers.analysis.shared.frames import Mask, Values, pieces
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S
from workers.analysis.shared.values import Span
from workers.analysis.shared.within import inside

Levels = NDArray[np.floating]
Indices = NDArray[np.int64]

_LONGEST, _LAGS = 14, range(-6, 14)  # frames
_BARS, _FEWEST, _WORTH = (2, 3, 4, 6), 3, 0.9  # clicks; of each place at least; of what one trace for all leaves
_ALONE, _FREE, _FEWEST_ALONE, _MORE = 70, 50, 4, 1.2  # percentiles; clicks; how much of it is taken out
_NOTE_S = (0.06, 0.15)  # before and after a beat
_MOST_BEATS = 3000
_PIECE_FRAMES = 12_000  # a minute


@dataclass(frozen=True)
class Trace:
    """What each click adds to the novelty: the frames at which it clicks, its place in the bar, and how much it is by
    place and lag, (places, lags, regions)."""

    frames: Indices
    places: Indices
    by_lag: Values


def learn(novelty: Series, beats_s: Values, playing: tuple[Span, ...], notes: tuple[Note, ...]) -> Trace | None:
    """What every click adds to the novelty, learnt where nobody plays, or where no note begins; None: nowhere."""
    at = np.round(beats_s / FINE_STEP_S).astype(int)
    count = np.arange(len(at))[(at > _LONGEST) & (at < len(novelty) - _LONGEST)]
    alone = count[~inside(at[count] * FINE_STEP_S, playing, (0.3, 0.3))]
    free = count[~_begun(at[count] * FINE_STEP_S, notes)]
    learnt, rank = (alone, _ALONE) if len(alone) >= _FEWEST_ALONE else (free, _FREE)
    learnt = learnt[:_MOST_BEATS]
    if len(learnt) < min(_FEWEST_ALONE, len(count)) or not len(count):
        return None
    seen = np.stack([novelty[at[one] + _LAGS[0] : at[one] + _LAGS[-1] + 1] for one in learnt]).astype(np.float32)
    by_lag = _by_place(seen, learnt, rank)
    return Trace(at[count], count % len(by_lag), _MORE * by_lag)


def _begun(beats_s: Values, notes: tuple[Note, ...]) -> Mask:
    """With which of the beats a note of the pitch track begins."""
    starts_s = np.asarray([note.start_s for note in notes])
    first = np.searchsorted(starts_s, beats_s - _NOTE_S[0])
    return np.asarray(np.searchsorted(starts_s, beats_s + _NOTE_S[1]) > first)


def _by_place(seen: Levels, count: Indices, rank: int) -> Values:
    """The percentile of what is seen, by place in the bar that explains it best; one place when none does."""
    best = np.percentile(seen, rank, axis=0)[None]
    least = _WORTH * float(np.abs(seen - best).mean())
    for bar in _BARS:
        places = count % bar
        if np.bincount(places, minlength=bar).min() < _FEWEST:
            continue
        traces = np.stack([np.percentile(seen[places == place], rank, axis=0) for place in range(bar)])
        left = float(np.abs(seen - traces[places]).mean()) * (1 + bar / len(seen))
        if left < least:
            best, least = traces, _WORTH * left
    return np.asarray(best)


def without(novelty: Series, trace: Trace | None) -> Levels:
    """The novelty of all regions together, what clicks add taken out."""
    curve = np.empty(len(novelty), np.float32)
    for piece, _ in pieces(len(novelty), _PIECE_FRAMES, 0):
        clean = novelty[piece].astype(np.float32)
        if trace is not None:
            _take_out(clean, trace, piece.start)
        curve[piece] = clean.sum(axis=1)
    return curve


def _take_out(novelty: Levels, trace: Trace, first: int) -> None:
    """Take the clicks out of a piece of the novelty that begins at that frame."""
    for number, lag in enumerate(_LAGS):
        at = trace.frames + lag - first
        here = (at >= 0) & (at < len(novelty))
        more = trace.by_lag[trace.places[here], number]
        novelty[at[here]] = np.maximum(novelty[at[here]] - more, 0)
