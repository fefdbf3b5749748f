"""Whether a figure rises or falls, and how sure that is: a straight line through its days, with the band it lies in.

Weighted least squares; the band is the 95 % confidence band of the line itself (Draper and Smith, *Applied Regression
Analysis*, ch. 1), widened where one day resembles the day before it (effective number of observations by the lag-one
correlation of the residuals, Bayley and Hammersley 1946). Nothing is told from few days, or beyond the first and last.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from operator import mul
from statistics import NormalDist

FEWEST, SHORTEST_DAYS = 8, 14
"""So many days with a value, spread over so many, make a trend; fewer make none."""
SURE = 0.95
MOST_ALIKE = 0.8


class Says(StrEnum):
    """What a trend says of its figure."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "steady"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Fit:
    """What is said, and the band at each of the days given; no band where there is no trend to tell."""

    says: Says
    band: list[tuple[float, float]]


@dataclass(frozen=True)
class _Line:
    middle: float
    level: float
    slope: float
    slope_error: float
    level_error: float
    spread: float
    t: float

    def band(self, x: float) -> tuple[float, float]:
        at = self.level + self.slope * (x - self.middle)
        half = self.t * math.hypot(self.level_error, self.slope_error * (x - self.middle))
        return at - half, at + half


def fit(days: list[int], values: list[float], weights: list[float]) -> Fit:
    """Fit a line to values on days (numbers that rise); ``weights`` say how much each rests on."""
    if len(days) < FEWEST or days[-1] - days[0] + 1 < SHORTEST_DAYS:
        return Fit(Says.UNKNOWN, [])
    line = _line([float(day) for day in days], values, weights)
    return Fit(_said(line, days[-1] - days[0]), [line.band(day) for day in days])


def _said(line: _Line, length: float) -> Says:
    change, error = line.slope * length, line.t * line.slope_error * length
    if abs(change) > error:
        return Says.RISING if change > 0 else Says.FALLING
    # What it may have changed by in all is less than what days differ by anyway.
    return Says.STEADY if abs(change) + error <= line.spread else Says.UNKNOWN


def _line(x: list[float], y: list[float], weights: list[float]) -> _Line:
    total = sum(weights)
    w = [weight / total for weight in weights]
    middle, mean = _dot(w, x), _dot(w, y)
    from_x, from_y = [it - middle for it in x], [it - mean for it in y]
    weighted = list(map(mul, w, from_x))
    of_x = _dot(weighted, from_x)
    slope = _dot(weighted, from_y) / of_x
    left = [b - slope * a for a, b in zip(from_x, from_y, strict=True)]
    count = max(3.0, _effective(w, left))
    variance = _dot(map(mul, w, left), left) * count / (count - 2)
    return _Line(
        middle=middle,
        level=mean,
        slope=slope,
        slope_error=math.sqrt(variance / count / of_x),
        level_error=math.sqrt(variance / count),
        spread=math.sqrt(variance),
        t=_t(count - 2),
    )


def _effective(w: list[float], left: list[float]) -> float:
    """How many independent days these are worth: uneven weights and likeness of neighbours make them fewer."""
    squares = _dot(left, left)
    alike = _dot(left, left[1:]) / squares if squares > 0 else 0.0
    alike = min(max(alike, 0.0), MOST_ALIKE)
    return 1 / _dot(w, w) * (1 - alike) / (1 + alike)


def _t(freedom: float) -> float:
    """Give Student's two-sided quantile (Abramowitz and Stegun 26.7.5): within .005 from 5 degrees of freedom on."""
    z, v = NormalDist().inv_cdf(1 - (1 - SURE) / 2), max(freedom, 1.0)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / v**n for n, term in enumerate(terms, 1))


def _dot(a: Iterable[float], b: Iterable[float]) -> float:
    total: float = sum(map(mul, a, b))
    return total
