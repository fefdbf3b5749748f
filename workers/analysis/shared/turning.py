"""Where a series turns; pure numpy."""

import numpy as np
from numpy.typing import NDArray


def extremes(way: NDArray[np.float64], least: float) -> list[int]:
    """Where a series turns, when it goes back by more than `least`."""
    found: list[int] = []
    up, low, high = 0, 0, 0
    for now in range(1, len(way)):
        high, low = (now if way[now] > way[high] else high), (now if way[now] < way[low] else low)
        if up >= 0 and way[high] - way[now] > least:
            found += [high] if high else []
            up, low, high = -1, now, now
        elif up <= 0 and way[now] - way[low] > least:
            found += [low] if low else []
            up, low, high = 1, now, now
    return found
