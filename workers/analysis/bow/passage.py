"""One look at a part of a film: block by block, joined to one series of steps along the bow."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason
from workers.analysis.bow.lines import Votes
from workers.analysis.bow.sight import BLOCK, HOP, Block, look, path
from workers.analysis.bow.turns import Series

Spans = tuple[tuple[float, float], ...]

_SMALLEST = 48  # pixels
_LEAST_REST = 10  # frames: fewer at the end say nothing
_NOTHING = -10.0  # log-odds where there is no line at all


@dataclass(frozen=True)
class Passage:
    """Frame by frame: its time in seconds, the step along the bow to the next frame in pixels, the bow's angle in
    degrees, the log-odds that it is one; and what that was put together from."""

    times: Series
    steps: Series
    angles: Series
    odds: Series
    blocks: tuple[Block, ...]


def look_at(frames: Iterable[tuple[float, NDArray[np.uint8]]]) -> Passage | Reason:
    """Look at frames with their times in seconds, a few seconds of them in memory."""
    times: list[float] = []
    waiting: list[NDArray[np.uint8]] = []
    before: list[NDArray[np.uint8]] = []
    blocks: list[Block] = []
    votes = None
    for at_s, frame in frames:
        if min(frame.shape) < _SMALLEST:
            return Reason.NO_BOW
        votes = votes or Votes((frame.shape[0], frame.shape[1]))
        waiting.append(frame)
        times.append(at_s)
        if len(waiting) == BLOCK:
            blocks.append(look(np.array(waiting), votes))
            before, waiting = waiting, waiting[HOP:]
    if votes is None:
        return Reason.NO_FILM
    if not blocks:
        return Reason.TOO_SHORT
    rest = len(waiting) - 2
    if rest >= _LEAST_REST:
        blocks.append(_end_of(look(np.array((before + waiting[2:])[-BLOCK:]), votes), rest))
    return _joined(blocks, np.array(times))


def _end_of(block: Block, frames: int) -> Block:
    """Of the last block only what the one before it has not seen."""
    kept = [replace(one, steps=one.steps[-frames:], angles=one.angles[-frames:]) for one in block.candidates]
    return replace(block, candidates=tuple(kept), length=frames)


def _joined(blocks: list[Block], times: Series) -> Passage:
    """The bow of each block, its direction along the line kept."""
    steps, angles, odds = [np.zeros(1)], [np.zeros(1)], [np.full(1, _NOTHING)]
    way, last = 1.0, None
    for block, one in zip(blocks, path(blocks), strict=True):
        if one is None:
            parts = np.zeros(block.length), np.zeros(block.length), np.full(block.length, _NOTHING)
        else:
            way = -way if last is not None and np.cos(np.radians(one.angles[0] - last)) < 0 else way
            last = one.angles[-1]
            parts = way * one.steps, one.angles, np.full(len(one.steps), one.odds)
        for series, part in zip((steps, angles, odds), parts, strict=True):
            series.append(part)
    every = np.concatenate(steps)
    return Passage(times[: len(every)], every, np.concatenate(angles), np.concatenate(odds), tuple(blocks))


def inside(times: Series, spans: Spans) -> NDArray[np.bool_]:
    """Which moments lie in any of the spans; all, when there are none."""
    if not spans:
        return np.ones(len(times), bool)
    return np.asarray(np.any([(times >= start) & (times <= end) for start, end in spans], 0), np.bool_)
