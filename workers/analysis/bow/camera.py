"""How the whole picture moves: what a camera in a hand, or on a music stand that is touched, does."""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.bow.lines import Floats

_TILES = (6, 8)  # rows and columns of the picture, so that the camera's movement is not told by one corner
_MARKS = 30  # in each tile: where the picture is steepest
_LARGE = 8.0  # grey levels: what differs by more from the middle frame moves on its own account
_ROUNDS = 5
_STILL = 0.15  # pixels: shifts not worth undoing
_NOW_AND_THEN = 5  # frames: a camera that never moves is not asked oftener


def shifts(frames: NDArray[np.uint8]) -> NDArray[np.float64]:
    """By how much (x, y), in pixels, each frame is shifted against the middle one; what a camera in a hand does.

    Least squares on marks that are not moving themselves, each frame beginning where the one before it ended (B. D.
    Lucas, T. Kanade, *An iterative image registration technique*, 1981), at half the size.
    """
    middle, out = len(frames) // 2, np.zeros((len(frames), 2))
    marks = _Marks(_half(frames[middle]))
    if all(np.abs(2 * marks.follow(_half(one), np.zeros(2))).max() <= _STILL for one in frames[::_NOW_AND_THEN]):
        return out
    for way in (range(middle + 1, len(frames)), range(middle - 1, -1, -1)):
        by = np.zeros(2)
        for number in way:
            by = marks.follow(_half(frames[number]), by)
            out[number] = 2 * by
    return out if np.abs(out).max() > _STILL else np.zeros_like(out)


def _half(frame: NDArray[np.uint8]) -> Floats:
    """A frame at half the size, its noise halved too."""
    height, width = (side // 2 * 2 for side in frame.shape)
    rows = frame[0:height:2, :width].astype(np.uint16) + frame[1:height:2, :width]
    return np.asarray((rows[:, ::2] + rows[:, 1::2]) * np.float32(0.25))


class _Marks:
    """Pixels of a picture at which a shift shows."""

    def __init__(self, picture: Floats) -> None:
        self.shape = picture.shape
        down, right = np.gradient(picture)
        steep = np.abs(down) + np.abs(right)
        steep[:3], steep[-3:], steep[:, :3], steep[:, -3:] = 0, 0, 0, 0
        places = np.arange(picture.size).reshape(picture.shape)
        chosen = []
        for rows in np.array_split(np.arange(picture.shape[0]), _TILES[0]):
            for columns in np.array_split(np.arange(picture.shape[1]), _TILES[1]):
                tile = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
                chosen.append(places[tile].ravel()[np.argsort(-steep[tile].ravel(), kind="stable")[:_MARKS]])
        at = np.concatenate(chosen)
        self._y, self._x = at // picture.shape[1], at % picture.shape[1]
        self._grey, self._down, self._right = picture.ravel()[at], down.ravel()[at], right.ravel()[at]

    def follow(self, picture: Floats, by: NDArray[np.float64]) -> NDArray[np.float64]:
        """The shift (x, y) of a picture, looked for from `by` on."""
        for _ in range(_ROUNDS):
            late = read(picture, self._x + by[0], self._y + by[1]) - self._grey
            late -= np.float32(np.median(late[::3]))
            still = np.abs(late) < _LARGE
            gx, gy = self._right * still, self._down * still
            xx, yy, xy = float(gx @ gx) + 1, float(gy @ gy) + 1, float(gx @ gy)
            ex, ey = float(gx @ late), float(gy @ late)
            step = np.array([ex * yy - ey * xy, ey * xx - ex * xy]) / (xx * yy - xy * xy)
            by = by - np.clip(step, -1, 1)
            if np.abs(step).max() < 0.03:
                break
        return by


def read(pictures: NDArray[np.float32] | NDArray[np.uint8], x: NDArray[np.float64], y: NDArray[np.float64]) -> Floats:
    """Pictures (…, height, width) between their pixels, at the same places each."""
    *several, height, width = pictures.shape
    x = np.maximum(np.minimum(x.astype(np.float32), np.float32(width - 1.01)), 0)
    y = np.maximum(np.minimum(y.astype(np.float32), np.float32(height - 1.01)), 0)
    left, top = x.astype(np.int32), y.astype(np.int32)
    fx, fy = x - left.astype(np.float32), y - top.astype(np.float32)
    flat, at = pictures.reshape(*several, height * width), top * np.int32(width) + left
    one, two, three, four = (flat.take(at + by, -1) for by in (0, 1, width, width + 1))
    rest = 1 - fx
    return np.asarray((one * rest + two * fx) * (1 - fy) + (three * rest + four * fx) * fy, np.float32)
