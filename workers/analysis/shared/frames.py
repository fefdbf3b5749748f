"""Small tools over frame series: moving sums, percentiles, runs. All pure, all in frames."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Values = NDArray[np.float64]


def decibels(power: NDArray[np.floating], floor_db: float = -120.0) -> Values:
    """Power as level in dB, never below `floor_db`."""
    return 10 * np.log10(np.maximum(power.astype(np.float64), 10 ** (floor_db / 10)))


def pieces(frames: int, size: int, margin: int) -> Iterator[tuple[slice, slice]]:
    """Long series by pieces: where each lies with its margins, and the piece itself within that."""
    for start in range(0, frames, size):
        low, end = max(0, start - margin), min(frames, start + size)
        yield slice(low, min(frames, end + margin)), slice(start - low, end - low)


def moving_sum(values: NDArray[np.generic], width: int) -> Values:
    """The sum over a centred window of odd `width` frames; shorter at the ends."""
    half, count = width // 2, len(values)
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    total = np.full(count, sums[-1])
    total[: max(0, count - half)] = sums[half + 1 :]
    total[half:] -= sums[: max(0, count - half)]
    return total


def moving_mean(values: NDArray[np.generic], width: int) -> Values:
    """The mean over a centred window of odd `width` frames."""
    return moving_sum(values, width) / moving_sum(np.ones(len(values), np.int8), width)


def running_max(values: Values, width: int) -> Values:
    """The largest of the last `width` frames, by doubling."""
    best, span = values.copy(), 1
    while span < width:
        step = min(span, width - span)
        best[step:] = np.maximum(best[step:], best[:-step].copy())
        span += step
    return best


def centred_max(values: Values, width: int) -> Values:
    """The largest of the `width` (odd) frames about each."""
    half = width // 2
    return running_max(np.concatenate([values, np.full(half, -np.inf)]), width)[half:]


def runs(mask: Mask) -> list[tuple[int, int]]:
    """The runs of true frames as (first, one past the last)."""
    edges = np.diff(np.concatenate([[0], mask.astype(np.int8), [0]]))
    return [(int(a), int(b)) for a, b in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True)]


def bridged(mask: Mask, frames: int) -> Mask:
    """The mask with inner gaps of up to `frames` filled."""
    filled = mask.copy()
    for start, end in runs(~mask):
        if end - start <= frames and start > 0 and end < len(mask):
            filled[start:end] = True
    return filled


def without_short(mask: Mask, frames: int) -> Mask:
    """The mask without runs shorter than `frames`."""
    kept = mask.copy()
    for start, end in runs(mask):
        if end - start < frames:
            kept[start:end] = False
    return kept


def hysteresis(values: Values, on: Values | float, off: Values | float) -> Mask:
    """True from where `values` pass `on` back and forth to where they fall below `off`."""
    above, sure = values > off, values > on
    kept = np.zeros(len(values), bool)
    for start, end in runs(above):
        kept[start:end] = bool(sure[start:end].any())
    return kept
