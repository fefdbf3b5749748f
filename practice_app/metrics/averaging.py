"""How figures of several recordings become one: each by what it is, weighted by how long was played."""

import cmath
import math
from collections.abc import Callable, Sequence

Average = Callable[[Sequence[float], Sequence[float]], float]
"""From the values and their weights to one value, of the same unit."""
SEMITONE_CENTS = 100.0


def total(values: Sequence[float], weights: Sequence[float]) -> float:
    """Add what was counted in each."""
    del weights
    return sum(values)


def mean(values: Sequence[float], weights: Sequence[float]) -> float:
    """Average plainly."""
    return sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)


def mean_power(values: Sequence[float], weights: Sequence[float]) -> float:
    """Average levels in dB by their energy."""
    return 10 * math.log10(mean([10 ** (v / 10) for v in values], weights))


def mean_in_the_semitone(values: Sequence[float], weights: Sequence[float]) -> float:
    """Average what is told round the semitone, so that 49 and −49 cents are 50 and not 0."""
    turned = sum(w * cmath.exp(2j * math.pi * v / SEMITONE_CENTS) for v, w in zip(values, weights, strict=True))
    return cmath.phase(turned) / (2 * math.pi) * SEMITONE_CENTS


def pooled_spread(values: Sequence[float], weights: Sequence[float]) -> float:
    """Average standard deviations by their variance."""
    return math.sqrt(mean([v * v for v in values], weights))
