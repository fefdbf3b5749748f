"""Thin straight lines in a film that come and go or move: where a bow may be.

A pixel is on a thin line when it is darker, or brighter, than what lies on both sides of it; an edge is neither. Where
that changes between looks a fifth of a second apart something thin moves. Such pixels vote for the straight lines
through them (R. O. Duda, P. E. Hart, *Use of the Hough transformation to detect lines and curves in pictures*, CACM 15,
1972).
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

ANGLES = 90  # of a half turn: every two degrees
_RHO_STEP = 2.0  # pixels
_FLANKS = ((0, 3), (2, 2), (3, 0), (2, -2))  # rows and columns from a line of four orientations to either side of it
_TWICE = np.array([-1, -1j, 1, 1j])  # the line's own direction for each of these, its angle doubled (rows go down)
_WITHIN = 8  # of the angles to either side of an orientation: it is known no better
_LEAST = 5.0  # grey levels by which a line differs from both sides


@dataclass(frozen=True)
class Line:
    """A straight line: its direction in radians, and its distance from the middle of the picture, in pixels."""

    angle: float
    rho: float

    @property
    def along(self) -> NDArray[np.float64]:
        """The unit vector (x, y) along it."""
        return np.array([np.cos(self.angle), np.sin(self.angle)])

    @property
    def across(self) -> NDArray[np.float64]:
        """The unit vector (x, y) across it."""
        return np.array([-np.sin(self.angle), np.cos(self.angle)])


def smooth(picture: NDArray[np.float32]) -> Floats:
    """A picture with its noise halved: each pixel with its neighbours, 1–2–1 both ways."""
    wide = np.pad(picture, 1, mode="edge")
    rows = wide[:-2] + 2 * wide[1:-1] + wide[2:]
    return np.asarray((rows[:, :-2] + 2 * rows[:, 1:-1] + rows[:, 2:]) / np.float32(16), np.float32)


def thin(picture: Floats) -> Floats:
    """By how many grey levels a pixel stands out as part of a thin line, for four orientations: (4, height, width)."""
    height, width = picture.shape
    out = np.zeros((4, height, width), np.float32)
    inner = picture[3:-3, 3:-3]
    for number, (down, right) in enumerate(_FLANKS):
        one = picture[3 + down : height - 3 + down, 3 + right : width - 3 + right]
        other = picture[3 - down : height - 3 - down, 3 - right : width - 3 - right]
        least, most = np.minimum(one, other), np.maximum(one, other)
        out[number, 3:-3, 3:-3] = np.maximum(least - inner, inner - most)
    return np.maximum(out, 0)


class Votes:
    """The votes of a few looks at a film, for all straight lines."""

    def __init__(self, shape: tuple[int, int]) -> None:
        self.shape = shape
        reach = float(np.hypot(*shape)) / 2
        self._bins = int(2 * reach / _RHO_STEP) + 3
        self._angles = np.arange(ANGLES) * np.pi / ANGLES

    def count(self, strength: Floats) -> NDArray[np.float64]:
        """Votes (angle, rho) of the pixels of one look, given how thin-and-moving each is, by orientation."""
        most = strength.max(0)
        y, x = np.nonzero(most > _LEAST)
        if len(y) > 6000:  # a picture full of lines: the strongest of them
            kept = np.argsort(-most[y, x])[:6000]
            y, x = y[kept], x[kept]
        middle = np.angle(np.einsum("kn,k->n", strength[:, y, x], _TWICE)) / 2 * ANGLES / np.pi
        near = (np.rint(middle).astype(int)[:, None] + np.arange(-_WITHIN, _WITHIN + 1)) % ANGLES
        angle = self._angles[near]
        from_middle_x, from_middle_y = x - self.shape[1] / 2, y - self.shape[0] / 2
        rho = from_middle_y[:, None] * np.cos(angle) - from_middle_x[:, None] * np.sin(angle)
        cell = near * self._bins + np.rint(rho / _RHO_STEP).astype(int) + self._bins // 2
        weight = np.repeat(np.minimum(most[y, x], 25.0), near.shape[1])
        table = np.bincount(cell.ravel(), weight, ANGLES * self._bins)
        return np.asarray(table, np.float64).reshape(ANGLES, self._bins)

    def line(self, angle: float, rho: float) -> Line:
        """The line of a place in the table."""
        return Line(angle * np.pi / ANGLES, (rho - self._bins // 2) * _RHO_STEP)


def joined(table: NDArray[np.float64], angles: int, rhos: int) -> NDArray[np.float64]:
    """Votes joined with those of neighbours; a line turned by half a turn is itself, on the other side."""
    bins = table.shape[1]
    mirrored = table[:, ::-1]
    round_it = np.concatenate([mirrored[ANGLES - angles :], table, mirrored[:angles]]) if angles else table
    summed = np.cumsum(np.pad(round_it, ((1, 0), (0, 0))), 0)
    summed = summed[2 * angles + 1 :] - summed[: -2 * angles - 1]
    across = np.cumsum(np.pad(summed, ((0, 0), (rhos + 1, rhos))), 1)
    return np.asarray((across[:, 2 * rhos + 1 :] - across[:, : -2 * rhos - 1])[:, :bins])
