"""What a click leaves in the novelty curve, learnt from the recording itself and taken out.

Definition: what the novelty of each region is about a click where nobody plays (the 70th percentile of the clicks), or
where too few are alone, what it is at least (the 30th); a fifth more is taken out, for clicks differ. Source: own.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.frames import Mask, Values, pieces
from workers.analysis.result import Span
from workers.analysis.series import Series
from workers.analysis.spectrum import FINE_STEP_S

Levels = NDArray[np.floating]

_LONGEST, _LAGS = 14, range(-6, 14)  # frames
_MOST_BEATS = 3000
_PIECE_FRAMES = 12_000  # a minute


@dataclass(frozen=True)
class Trace:
    """What each click adds to the novelty: the frames at which it clicks, and how much by lag, (lags, regions)."""

    frames: NDArray[np.int64]
    by_lag: Values


def learn(novelty: Series, beats_s: Values, playing: tuple[Span, ...]) -> Trace | None:
    """What every click adds to the novelty, learnt where nobody plays, or where few do."""
    at = np.round(beats_s / FINE_STEP_S).astype(int)
    at = at[(at > _LONGEST) & (at < len(novelty) - _LONGEST)]
    alone = at[~inside(at * FINE_STEP_S, playing, 0.3)][:_MOST_BEATS]
    learnt, rank = (alone, 70) if len(alone) >= 4 else (at[:_MOST_BEATS], 30)
    if not len(learnt):
        return None
    seen = np.stack([novelty[frame + _LAGS[0] : frame + _LAGS[-1] + 1] for frame in learnt])
    return Trace(at, np.asarray(1.2 * np.percentile(seen.astype(np.float32), rank, axis=0)))


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
    for lag, more in zip(_LAGS, trace.by_lag, strict=True):
        at = trace.frames + lag - first
        at = at[(at >= 0) & (at < len(novelty))]
        novelty[at] = np.maximum(novelty[at] - more, 0)


def inside(times_s: Levels, spans: tuple[Span, ...], margin_s: float) -> Mask:
    """Which moments lie within the spans or so near to one."""
    found = np.zeros(len(times_s), bool)
    for span in spans:
        found |= (times_s > span.start_s - margin_s) & (times_s < span.end_s + margin_s)
    return found
