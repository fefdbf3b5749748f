"""A straight line followed as it turns, from look to look: a bow swings with the strings, and as the arm opens.

Of all ways through the tables of votes the one on which most lies and that turns and shifts least (R. Bellman, *Dynamic
programming*, 1957), about a place where many votes lie.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from workers.analysis.bow.lines import ANGLES

Series = NDArray[np.float64]
Place = tuple[int, int]  # in a table of votes: angle and rho

_TURNS, _SHIFTS = 16, 20  # cells to either side: by so much it may turn and shift within two seconds
_FARTHEST = 8  # cells from look to look
_COSTS = 0.06  # of a look's votes, each cell
_EXACTLY = 2  # cells about the place, of which the exact one is the mean
_CLEARED = (7, 5)  # cells about a line that was followed, in which there is no other
_SMOOTH = 0.7  # looks
_NEXT_TO_NONE = 1e-9


@dataclass(frozen=True)
class Track:
    """Where a line lies in the table of votes (angle, rho), look by look, exactly and by its cells; its votes there."""

    angles: Series
    rhos: Series
    cells: tuple[Place, ...]
    votes: float


def follow(tables: list[Series], count: int) -> list[Track]:
    """The tracks that have the most votes, each well apart from the others."""
    left, found = [table.copy() for table in tables], []
    for _ in range(count):
        total = np.sum(left, 0)
        angle, rho = np.unravel_index(int(total.argmax()), total.shape)
        if total[angle, rho] <= 0:
            break
        found.append(_track(left, (int(angle), int(rho))))
        for table, cell in zip(left, found[-1].cells, strict=True):
            _clear(table, cell)
    return found


def _track(tables: list[Series], start: Place) -> Track:
    """The line as it lies in each look, near a place."""
    near = [_about(table, start) for table in tables]
    most = max(float(one.max()) for one in near)
    way = _way([one / (0.5 * float(one.max()) + 0.5 * most + _NEXT_TO_NONE) for one in near])
    exact = np.array([_exactly(one, cell) for one, cell in zip(near, way, strict=True)])
    smoothly = gaussian_filter1d(exact, _SMOOTH, axis=0, mode="nearest") + np.array(start) - (_TURNS, _SHIFTS)
    cells = tuple((start[0] + turn - _TURNS, start[1] + shift - _SHIFTS) for turn, shift in way)
    return Track(smoothly[:, 0], smoothly[:, 1], cells, sum(float(one[at]) for one, at in zip(near, way, strict=True)))


def _about(table: Series, place: Place) -> Series:
    """The part of a table about a place; a line turned by half a turn is itself, on the other side."""
    angle, rho = place
    rows = np.arange(angle - _TURNS, angle + _TURNS + 1)
    columns = np.arange(rho - _SHIFTS, rho + _SHIFTS + 1)
    mirrored = (rows < 0) | (rows >= ANGLES)
    at = np.where(mirrored[:, None], table.shape[1] - 1 - columns, columns)
    inside = (at >= 0) & (at < table.shape[1])
    return np.asarray(np.where(inside, table[rows[:, None] % ANGLES, np.clip(at, 0, table.shape[1] - 1)], 0.0))


def _way(likely: list[Series]) -> list[Place]:
    """The best way through cells that are so likely, look by look."""
    total, back = likely[0], []
    for now in likely[1:]:
        shifted, shifts = _best_near(total, 1)
        turned, turns = _best_near(shifted, 0)
        back.append((turns, shifts))
        total = turned + now
    turn, shift = (int(at) for at in np.unravel_index(int(total.argmax()), total.shape))
    way = [(turn, shift)]
    for turns, shifts in back[::-1]:
        turn += int(turns[turn, shift])
        shift += int(shifts[turn, shift])
        way.append((turn, shift))
    return way[::-1]


def _best_near(total: Series, axis: int) -> tuple[Series, NDArray[np.intp]]:
    """The best of the cells on either side along an axis, and how far off that is."""
    far = np.arange(-_FARTHEST, _FARTHEST + 1)
    ends = [(0, 0), (0, 0)]
    ends[axis] = (_FARTHEST, _FARTHEST)
    wide = np.moveaxis(np.pad(total, ends, constant_values=-np.inf), axis, 0)
    length = total.shape[axis]
    several = np.stack([wide[by + _FARTHEST : by + _FARTHEST + length] - _COSTS * abs(by) for by in far])
    best = several.argmax(0)
    return np.moveaxis(several.max(0), 0, axis), np.moveaxis(far[best], 0, axis)


def _exactly(near: Series, cell: Place) -> Place:
    """The place between cells."""
    rows, columns = (slice(max(0, at - _EXACTLY), at + _EXACTLY + 1) for at in cell)
    weight = near[rows, columns] ** 3 + _NEXT_TO_NONE
    turn = rows.start + weight.sum(1) @ np.arange(weight.shape[0]) / weight.sum()
    return turn, columns.start + weight.sum(0) @ np.arange(weight.shape[1]) / weight.sum()


def _clear(table: Series, cell: Place) -> None:
    """Take the votes about a place out of a table."""
    turns, shifts = _CLEARED
    for angle in range(cell[0] - turns, cell[0] + turns + 1):
        centre = cell[1] if 0 <= angle < ANGLES else table.shape[1] - 1 - cell[1]
        table[angle % ANGLES, max(0, centre - shifts) : max(0, centre + shifts + 1)] = 0
