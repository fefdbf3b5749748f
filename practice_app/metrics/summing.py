"""Averages from sums, so that a day's value is known without looking at each recording again.

Each way to average is the mean of one or two functions of the value, and a way back from them. The functions are SQL,
since the database adds them up; ``averaging`` says the same over values.
"""

import cmath
import math
from collections.abc import Callable
from dataclasses import dataclass

from practice_app.metrics.averaging import (
    SEMITONE_CENTS,
    Average,
    mean,
    mean_in_the_semitone,
    mean_power,
    pooled_spread,
)
from practice_app.metrics.catalogue import METRICS
from practice_app.metrics.kinds import MetricKind

_TURN = 2 * math.pi / SEMITONE_CENTS


@dataclass(frozen=True)
class Summed:
    """Two functions of ``value`` whose weighted means are kept, and the average made of these."""

    x: str
    y: str
    back: Callable[[float, float], float]


_PLAIN = Summed("value", "value * value", lambda x, _: x)
_WAYS: dict[Average, Summed] = {
    mean: _PLAIN,
    mean_power: Summed("10 ^ (value / 10)", "0", lambda x, _: 10 * math.log10(x)),
    pooled_spread: Summed("value * value", "0", lambda x, _: math.sqrt(x)),
    mean_in_the_semitone: Summed(
        f"cos(value * {_TURN!r})", f"sin(value * {_TURN!r})", lambda x, y: cmath.phase(complex(x, y)) / _TURN
    ),
}
BY_NUMBER = {kind.number: kind for kind in METRICS.values()}
COUNT = max(BY_NUMBER)
"""As many sums a day has at most."""


def summed(kind: MetricKind) -> Summed:
    """How this metric is summed; the plain mean where several recordings have no value in common."""
    return _WAYS.get(kind.average, _PLAIN) if kind.average else _PLAIN


def sql(part: str) -> str:
    """The first or the second function as one expression of ``key`` and ``value``."""
    whens = (f"WHEN {number} THEN {getattr(summed(kind), part)}" for number, kind in sorted(BY_NUMBER.items()))
    return f"CASE key {' '.join(whens)} END"
