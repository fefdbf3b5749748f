"""Strokes of the arm: from where it sets out to where it comes to rest or turns."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from workers.analysis.arm.felt import Series
from workers.analysis.arm.moving import Moving
from workers.analysis.shared.turning import extremes

_LEAST_DEG = 1.5
_PART = 0.2  # of the usual way: what goes back by less is no stroke
_USUAL = 60  # percentile
_SHORTEST_S = 0.05
_STILL = 0.2  # of the speed of strokes
_MOVES, _MOVES_MORE = 0.1, 0.25  # of a stroke's speed: from there on the arm is on its way
_PEAK = 85  # percentile of the speeds of a stroke
_MIDDLE = (0.2, 0.8)  # of a stroke, in which its speed is to be even
_LEAST_SAMPLES = 5


@dataclass(frozen=True)
class ArmStroke:
    """One stroke, in seconds: to which side (+1 or −1, the same throughout), and how uneven the arm's speed is, as the
    spread of it in the middle three fifths as a share of its mean; None of one too short to tell."""

    start_s: float
    end_s: float
    side: int
    unevenness: float | None

    @property
    def length_s(self) -> float:
        """How long it is."""
        return self.end_s - self.start_s


def strokes(stretch: Moving) -> list[ArmStroke]:
    """The strokes of a stretch, not those that it cuts."""
    times, speed = stretch.times_s, stretch.speed
    way = np.concatenate([[0.0], np.cumsum(speed[:-1] * np.diff(times))])
    still = _STILL * float(np.percentile(np.abs(speed), _PEAK))
    ends = [at for at in (0, len(way) - 1) if abs(speed[at]) < still]  # who sets out from rest has turned nowhere
    found = (_stroke(times, speed, first, last) for first, last in pairwise(_turns(way, ends)))
    return [one for one in found if one.length_s >= _SHORTEST_S]


def _turns(way: Series, ends: list[int]) -> list[int]:
    """Where the arm turns: an extreme of its way from which it goes back by a fifth of what is usual; and such `ends`
    of it as are as far from the next turn."""
    least = _LEAST_DEG
    turns = extremes(way, least)
    for _ in range(4):
        swings = np.abs(np.diff(way[turns]))
        if len(swings) < 2:
            break
        least = max(_LEAST_DEG, _PART * float(np.percentile(swings, _USUAL)))
        turns = extremes(way, least)
    far = [end for end in ends if turns and abs(way[end] - way[turns[0 if end < turns[0] else -1]]) > least]
    return sorted({*turns, *far})


def _stroke(times: Series, speed: Series, first: int, last: int) -> ArmStroke:
    side = 1 if speed[first : last + 1].sum() > 0 else -1
    gone, at = side * speed[first : last + 1], times[first : last + 1]
    start_s, end_s = _sets_out(at, gone), -_sets_out(-at[::-1], gone[::-1])
    return ArmStroke(start_s, max(start_s, end_s), side, _unevenness(gone))


def _sets_out(at: Series, gone: Series) -> float:
    """When the arm sets out: where the straight line through two early speeds begins at none."""
    peak = max(float(np.percentile(gone, _PEAK)), 1e-9)
    (early, near), (later, far) = (_reaches(at, gone, part * peak) for part in (_MOVES, _MOVES_MORE))
    begins = early - (later - early) * near / (far - near) if far > near else early
    return float(max(begins, at[0]))


def _reaches(at: Series, gone: Series, level: float) -> tuple[float, float]:
    """When a speed is first reached, between samples, and that speed."""
    past = int((gone >= level).argmax())
    if not past:
        return float(at[0]), float(gone[0])
    part = (level - gone[past - 1]) / (gone[past] - gone[past - 1])
    return float(at[past - 1] + part * (at[past] - at[past - 1])), level


def _unevenness(gone: Series) -> float | None:
    first, last = (round(part * len(gone)) for part in _MIDDLE)
    middle = gone[first:last]
    if len(middle) < _LEAST_SAMPLES:
        return None
    return float(middle.std() / max(abs(float(middle.mean())), 1e-9))
