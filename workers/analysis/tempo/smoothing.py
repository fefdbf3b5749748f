"""A curve without the noise of its measure: at each second the line through as much about it as one line explains.

Definition: lines through 2, 4, 8, 16 and 32 seconds either way; the longest whose value agrees, within its own error,
with those of all shorter ones. What is steady is averaged over a minute, a push within seconds stays as it was heard.
Source: intersection of confidence intervals, A. Goldenshluger, A. Nemirovski, "On spatially adaptive estimation of
nonparametric regression", 1997. Unit: that of the curve.
Confidence: as the curve's.
"""

import numpy as np

from workers.analysis.shared.frames import Mask, Values, moving_sum

_HALVES = (2, 4, 8, 16, 32)  # frames
_TRUST = 1.0  # standard errors


def smoothed(values: Values, known: Mask, noise: float, shared: float) -> Values:
    """The curve where it is known; each value has this standard error, and shares it with so many neighbours."""
    centre = np.arange(len(values), dtype=np.float64) - len(values) / 2
    there = known.astype(np.float64)
    heard = np.where(known, values, 0.0)
    best = heard.copy()
    low, high = heard - 2 * _TRUST * noise, heard + 2 * _TRUST * noise
    going_on = known.copy()
    for half in _HALVES:
        line, share = _line(heard * there, there, centre, 2 * half + 1)
        error = _TRUST * noise * np.sqrt(np.minimum(share * shared, 1.0))
        low_too, high_too = np.maximum(low, line - error), np.minimum(high, line + error)
        going_on = going_on & np.isfinite(line) & (low_too <= high_too)
        best[going_on] = line[going_on]
        low[going_on], high[going_on] = low_too[going_on], high_too[going_on]
    return best


def _line(heard: Values, there: Values, at: Values, width: int) -> tuple[Values, Values]:
    """The line through the values about each, and the share of one value's variance that is left in it."""
    count, first, second = (moving_sum(there * at**power, width) for power in range(3))
    total, moment = moving_sum(heard, width), moving_sum(heard * at, width)
    lean, spread = first - at * count, second - 2 * at * first + at**2 * count
    whole = count * spread - lean**2
    usable = (count >= 3) & (whole > 1e-6)
    divisor = np.where(usable, whole, 1.0)
    line = (spread * total - lean * (moment - at * total)) / divisor
    return np.where(usable, line, np.nan), spread / divisor
