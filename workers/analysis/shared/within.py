"""What lies within spans of a recording; pure numpy."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.values import Span

Seconds = NDArray[np.float64]


def inside(
    times_s: NDArray[np.floating[Any]], spans: Sequence[Span], around_s: tuple[float, float] = (0.0, 0.0)
) -> NDArray[np.bool_]:
    """Which moments lie within a span, or so little before or after one."""
    found = np.zeros(len(times_s), bool)
    for span in spans:
        found |= (times_s > span.start_s - around_s[0]) & (times_s < span.end_s + around_s[1])
    return found


def shared_s(starts_s: Seconds, ends_s: Seconds, spans: Sequence[Span]) -> Seconds:
    """For how long each stretch lies within spans, which come in order and apart from each other."""
    if not spans:
        return np.zeros(len(starts_s))
    bounds = np.array([(span.start_s, span.end_s) for span in spans])
    lengths = bounds[:, 1] - bounds[:, 0]
    past = np.stack([np.cumsum(lengths) - lengths, np.cumsum(lengths)], 1)
    return np.asarray(
        np.interp(ends_s, bounds.ravel(), past.ravel()) - np.interp(starts_s, bounds.ravel(), past.ravel())
    )
