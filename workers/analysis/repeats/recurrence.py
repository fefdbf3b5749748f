"""Where a recording comes back to what was played before: paths through its likeness to itself.

Definition: a path leads from moments to earlier ones that sound the same, in order, each step between half and twice
as fast; at most a minute of playing back. Its sum is that of its moments' correlations, each less what two moments
must have in common to speak for a repeat. Unit: moments of `chroma.STEP_S` with pauses left out.
Method and source: local alignment (T. F. Smith, M. S. Waterman, J. Mol. Biol. 147, 1981) of the chroma with itself,
warped as in M. Müller, "Information Retrieval for Music and Motion", 2007, chapter 4.
Confidence: the mean of a path's correlations.
"""

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.floating]
Path = NDArray[np.int64]  # (later, earlier) moments, in order

FARTHEST = 300  # moments between a moment and what it repeats: 60 s
SHORTEST = 12  # moments: 2.4 s
ALIKE = 0.64  # correlation from which two moments speak for a repeat
_HEALTH = 6.0  # what unlike moments may cost before a path ends
_WARP = 0.1  # what a step off the diagonal costs
_WORTH = 4.0  # the least sum of a path


def alignments(heard: Rows) -> tuple[Rows, NDArray[np.int8]]:
    """Sums of the best path that ends in each (moment, lag), and the step by which it came (0: it begins there)."""
    count, lags = len(heard), FARTHEST + 1
    total, step = np.zeros((count, lags), np.float32), np.zeros((count, lags), np.int8)
    sums, health = np.zeros((3, lags), np.float32), np.zeros((3, lags), np.float32)  # of the last rows, modulo 3
    every = np.arange(lags)
    for now in range(SHORTEST, count):
        one, two = (now - 1) % 3, (now - 2) % 3
        options = np.stack([sums[one], _shifted(sums[two], 1) - _WARP, _shifted(sums[one], -1) - _WARP])
        healths = np.stack([health[one], _shifted(health[two], 1), _shifted(health[one], -1)])
        choice = options.argmax(axis=0)
        goes_on = options[choice, every] > 0
        speaks = _speaks(heard, now)
        well = np.minimum(np.where(goes_on, healths[choice, every], 0) + speaks, _HEALTH)
        row = np.where(well > 0, np.where(goes_on, options[choice, every], 0) + speaks, 0)
        total[now], step[now] = row, np.where((well > 0) & goes_on, choice + 1, 0)
        sums[now % 3], health[now % 3] = row, np.maximum(well, 0)
    return total, step


def _speaks(heard: Rows, now: int) -> Rows:
    """By lag, how much likeness to what was then speaks for a repeat; where there is nothing to compare, against."""
    reach = min(FARTHEST, now)
    out = np.full(FARTHEST + 1, -1.0, np.float32)
    out[SHORTEST : reach + 1] = (heard[now - reach : now - SHORTEST + 1] @ heard[now])[::-1] - ALIKE
    return out


def _shifted(row: Rows, by: int) -> Rows:
    """The row moved to higher (or lower) lags; 0 comes in."""
    out = np.zeros_like(row)
    if by > 0:
        out[by:] = row[:-by]
    else:
        out[:by] = row[-by:]
    return out


def paths(heard: Rows, first: int) -> list[tuple[Path, Rows]]:
    """The best paths whose ends lie from row `first` on, each moment explained by one of them; the strongest first.

    Beside each the sum up to each of its moments.
    """
    total, step = alignments(heard)
    ends = np.zeros_like(total)
    ends[first:] = total[first:]
    taken = np.zeros(len(heard), bool)
    found: list[tuple[Path, Rows]] = []
    while True:
        now, lag = np.unravel_index(int(ends.argmax()), ends.shape)
        if ends[now, lag] < _WORTH:
            return found
        path = np.asarray(_followed(step, int(now), int(lag), taken))
        begun, ended = int(path[0, 0]), int(path[-1, 0])
        ends[begun : ended + 1] = 0
        taken[begun : ended + 1] = True
        if ended - begun >= SHORTEST:
            found.append((path, total[path[:, 0], path[:, 0] - path[:, 1]]))


def _followed(step: NDArray[np.int8], now: int, lag: int, taken: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Back along the steps to where the path begins, or another has been."""
    path = [(now, now - lag)]
    while came := int(step[now, lag]):
        now, lag = ((now - 1, lag), (now - 2, lag - 1), (now - 1, lag + 1))[came - 1]
        if taken[now]:
            break
        path.append((now, now - lag))
    return path[::-1]
