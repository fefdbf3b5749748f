"""When the strokes of a bow turn, between frames, and how evenly they are drawn; from its way along itself."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.polynomial import legendre
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from workers.analysis.shared.turning import extremes

Series = NDArray[np.float64]

_LEAST_SWING = 2.0  # pixels: bodies sway by less
_SMOOTH = 1.2  # frames
_NEAR, _NEAR_PART = 0.6, 0.04  # pixels, and of a stroke: so near its end it has not yet turned
_LEFT_OUT, _LEAST_FRAMES, _DEGREE = 0.1, 4, 5  # of a stroke at either end; frames; of a polynomial through its way
_MIDDLE = np.linspace(-0.6, 0.6, 41)  # the middle three fifths of a stroke, which goes from −1 to 1


@dataclass(frozen=True)
class Turn:
    """After which step a stroke turns; the same between frames; for how many frames the bow is near where it turns."""

    at: int
    place: float
    lingers: float


def strokes(steps: Series) -> list[Turn]:
    """When strokes turn, of which the steps are known (in pixels, from frame to frame).

    A turn is an extreme of the way along the bow from which it swings back by a fifth of what is usual, or more than a
    body sways; where the bow rests there, the middle of the rest.
    """
    way = np.cumsum(gaussian_filter1d(steps, _SMOOTH))
    least = _LEAST_SWING / 2
    turns = extremes(way, least)
    for _ in range(4):
        swings = np.abs(np.diff(way[turns]))
        if len(swings) < 2:
            break
        least = max(_LEAST_SWING / 2, 0.2 * float(np.percentile(swings, 60)))
        turns = extremes(way, least)
    swings = np.abs(np.diff(way[turns]))
    if len(swings) == 0 or np.median(swings) < _LEAST_SWING:
        return []
    exact = np.cumsum(steps)
    sharp = [_sharp(exact, at) for at in turns]
    return [Turn(at, *_exactly(exact, sharp, number)) for number, at in enumerate(turns)]


def _sharp(way: Series, at: int) -> int:
    """The turn of a smoothed way as that of the way itself: the outermost frame within two."""
    first, near = max(0, at - 2), way[max(0, at - 2) : at + 3]
    top = 2 * way[at] > way[max(0, at - 4)] + way[min(len(way) - 1, at + 4)]
    return first + int(near.argmax() if top else near.argmin())


def _exactly(way: Series, turns: list[int], number: int) -> tuple[float, float]:
    """The place of a turn between frames, or the middle of a rest there: half way between where the bow would have come
    to its outermost place, had it gone on as it came, and where it would have set out from there as it goes on."""
    at, ends = turns[number], (0, *turns, len(way) - 1)
    gone = np.abs(way - way[at])
    came, goes = gone[min(ends[number], at) : at + 1][::-1], gone[at : max(at, ends[number + 2]) + 1]
    near = max(_NEAR, _NEAR_PART * float(min(came.max(), goes.max())))
    (left, set_out), (reached, came_in) = _set_out(goes, near), _set_out(came, near)
    return at + (set_out - came_in) / 2, left + reached


def _set_out(gone: Series, near: float) -> tuple[float, float]:
    """After how many frames something is gone that far, and set out, by the straight line through two early moments."""
    times = []
    for level in (near, 2.5 * near):
        past = int((gone > level).argmax())
        if not past:
            return float(len(gone)), 0.0
        times.append(past - (gone[past] - level) / (gone[past] - gone[past - 1]))
    return float(times[0]), float(max(0.0, times[0] - (times[1] - times[0]) / 1.5))


def unevenness(steps: Series, turns: list[Turn]) -> list[float]:
    """The spread of the speed within each stroke, as a share of its mean; NaN of one too short to tell."""
    way = np.cumsum(steps)
    return [_unevenness(way, one.place, other.place) for one, other in pairwise(turns)]


def _unevenness(way: Series, start: float, end: float) -> float:
    """That of the middle three fifths of a stroke, by a polynomial through its way; what noise adds is taken away."""
    first, last = int(np.ceil(start + _LEFT_OUT * (end - start))), int(end - _LEFT_OUT * (end - start))
    at = np.arange(max(0, first), min(last, len(way) - 1) + 1)
    degree = min(_DEGREE, len(at) - 2)
    if degree < 1 or len(at) < _LEAST_FRAMES:
        return float("nan")
    fit = legendre.legvander((at - start) / (end - start) * 2 - 1, degree)
    found, *_ = np.linalg.lstsq(fit, way[at], rcond=None)
    noise = float(np.sum((way[at] - fit @ found) ** 2)) / (len(at) - degree - 1)
    slope = np.stack([legendre.legval(_MIDDLE, legendre.legder(one)) for one in np.eye(degree + 1)], 1)
    speed, away = slope @ found, slope - slope.mean(0)
    by_noise = noise * np.einsum("ij,jk,ik->i", away, np.linalg.inv(fit.T @ fit), away).mean()
    return float(np.sqrt(max(0.0, speed.var() - by_noise)) / (np.abs(speed.mean()) + 1e-9))
