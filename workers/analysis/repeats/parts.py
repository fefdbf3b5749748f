"""Whether the rounds of a drill are alike in length: several that were taken for one are told apart.

Definition: a part's length is its moments times its pace: what it would last at the usual tempo. Where every part lasts
a whole number of times as long as the shortest, pauses end near most shares of it, and the shares sound alike, each
share is a round. Source: own.
Confidence: rounds of one passage are as long as each other; one that is not was broken off, or begins elsewhere.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Moments = NDArray[np.int64]
Hear = Callable[[int, int], NDArray[np.floating]]  # the chroma of moments from one to before another

_OFF_COUNT, _OFF_PAUSE = 0.2, 0.15  # of the shortest part: by how much several may miss; how near a pause must be
_MOST, _ALIKE = 4, 0.45  # rounds in one; correlation of their chroma
_EVEN, _UNEVEN = (0.6, 0.8), 0.3  # the shortest to the longest: uneven, even; how sure at least


@dataclass(frozen=True)
class Part:
    """A stretch of moments (`end`: one past the last), how like what it repeats it is, how fast about (1: usual)."""

    start: int
    end: int
    like: float
    pace: float

    @property
    def length(self) -> float:
        """Moments it would last at the usual pace."""
        return (self.end - self.start) * self.pace


def split(parts: list[Part], begins: Moments, hear: Hear) -> list[Part]:
    """The parts in order, each that holds several rounds as these; `begins`: moments at which a pause has ended."""
    least = min(part.length for part in parts)
    counts = [round(part.length / least) for part in parts]
    off = [abs(part.length / least - count) / count for part, count in zip(parts, counts, strict=True)]
    if max(counts) == 1 or max(counts) > _MOST or max(off) > _OFF_COUNT:
        return parts
    cuts = [_cuts(part, count, begins) for part, count in zip(parts, counts, strict=True)]
    pieces = [list(pairwise(cut)) for cut, _ in cuts]
    alike = [_alike(hear, one, other) for piece in pieces for one, other in pairwise(piece)]
    if 2 * sum(pauses for _, pauses in cuts) <= len(alike) or np.mean(alike) < _ALIKE:
        return parts
    return [
        replace(part, start=start, end=end, pace=part.length / len(piece) / (end - start))
        for part, piece in zip(parts, pieces, strict=True)
        for start, end in piece
    ]


def _cuts(part: Part, count: int, begins: Moments) -> tuple[list[int], int]:
    """Where so many rounds in a part begin, after a pause if there is one near, and its end; how many pauses."""
    cuts, found = [part.start], 0
    whole = part.end - part.start
    for number in range(1, count):
        due = part.start + round(whole * number / count)
        near = begins[np.abs(begins - due) <= _OFF_PAUSE * whole / count]
        found += len(near) > 0
        cuts.append(int(near[np.abs(near - due).argmin()]) if len(near) else due)
    return [*cuts, part.end], found


def _alike(hear: Hear, one: tuple[int, int], other: tuple[int, int]) -> float:
    """How alike two stretches of moments sound, the longer played as fast as the shorter."""
    count = min(one[1] - one[0], other[1] - other[0])
    rows = [hear(start, end)[np.linspace(0, end - start - 1, count).round().astype(int)] for start, end in (one, other)]
    return float((rows[0] * rows[1]).sum(axis=1).mean())


def evenness(parts: list[Part]) -> float:
    """How far the parts are alike in length, from 0.3 to 1: of the uneven ones half were not counted right."""
    lengths = [part.length for part in parts]
    even = (min(lengths) / max(lengths) - _EVEN[0]) / (_EVEN[1] - _EVEN[0])
    return float(np.clip(even, _UNEVEN, 1))
