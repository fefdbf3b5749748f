"""How what lies about a straight line moves along it, from frame to frame, and how the whole picture does."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, irfft2, rfft, rfft2
from scipy.ndimage import map_coordinates, uniform_filter1d

from workers.analysis.bow_lines import Floats, Line

_ROWS = np.arange(-9.0, 9.1, 1.5)  # pixels to either side of the line: stick, frog and hand
_FURTHEST = 24  # pixels that a bow moves in a fifteenth of a second
_NOISE = 4.0  # times the median of what changes: less is noise, or what an encoder leaves
_WHILE = 11  # frames: what stays as long is taken for still
_EDGE = 4  # pixels a camera's shake may bring into the picture
_REFINED = 2  # times
_LARGE = 8.0  # grey levels: what differs by more from the middle frame moves on its own account


def shifts(frames: NDArray[np.uint8]) -> NDArray[np.float64]:
    """By how much (x, y), in pixels, each frame is shifted against the middle one; what a camera in a hand does.

    Phase correlation (C. D. Kuglin, D. C. Hines, 1975) at half the size, then least squares on what is not moving
    (B. D. Lucas, T. Kanade, *An iterative image registration technique*, 1981).
    """
    height, width = (side // 2 * 2 for side in frames.shape[1:])
    half = frames[:, :height, :width].astype(np.float32)
    half = half[:, ::2] + half[:, 1::2]
    half = (half[:, :, ::2] + half[:, :, 1::2]) * np.float32(0.25)
    window = (np.hanning(half.shape[1])[:, None] * np.hanning(half.shape[2])).astype(np.float32)
    spectra = rfft2((half - half.mean((1, 2), keepdims=True)) * window)
    cross = spectra * spectra[len(frames) // 2].conj()
    cross /= np.sqrt(np.abs(cross)) + np.float32(1e-3)
    rough = [_peak(surface) for surface in irfft2(cross, half.shape[1:])]
    return 2.0 * np.array([_refined(one, half[len(half) // 2], *by) for one, by in zip(half, rough, strict=True)])


def _refined(frame: Floats, reference: Floats, x: float, y: float) -> tuple[float, float]:
    """The shift made exact; one that would move the picture out of itself is none."""
    inner = reference[_EDGE + 1 : -_EDGE - 1, _EDGE + 1 : -_EDGE - 1]
    right = (
        reference[_EDGE + 1 : -_EDGE - 1, _EDGE + 2 : -_EDGE] - reference[_EDGE + 1 : -_EDGE - 1, _EDGE : -_EDGE - 2]
    )
    down = reference[_EDGE + 2 : -_EDGE, _EDGE + 1 : -_EDGE - 1] - reference[_EDGE : -_EDGE - 2, _EDGE + 1 : -_EDGE - 1]
    for _ in range(_REFINED):
        if max(abs(x), abs(y)) >= _EDGE:
            return 0.0, 0.0
        apart = _at(frame, x, y) - inner
        apart -= np.median(apart[::4, ::4])
        still = np.abs(apart) < _LARGE
        gx, gy, late = right[still] / 2, down[still] / 2, apart[still]
        xx, yy, xy = float(gx @ gx) + 1, float(gy @ gy) + 1, float(gx @ gy)
        ex, ey = float(gx @ late), float(gy @ late)
        det = xx * yy - xy * xy
        x, y = x + (ex * yy - ey * xy) / det, y + (ey * xx - ex * xy) / det
    return x, y


def _at(frame: Floats, x: float, y: float) -> Floats:
    """A frame read at a shift of less than `_EDGE`, without its margin."""
    left, top = int(np.floor(x)), int(np.floor(y))
    fx, fy = np.float32(x - left), np.float32(y - top)
    rows, columns = frame.shape[0] - 2 * _EDGE - 2, frame.shape[1] - 2 * _EDGE - 2
    top, left = top + _EDGE + 1, left + _EDGE + 1
    part = frame[top : top + rows + 1, left : left + columns + 1]
    part = part[:, :-1] * (1 - fx) + part[:, 1:] * fx
    return part[:-1] * (1 - fy) + part[1:] * fy


def _peak(surface: Floats) -> tuple[float, float]:
    """The highest point of a cyclic surface (x, y), between its pixels."""
    rows, columns = surface.shape
    y, x = divmod(int(surface.argmax()), columns)
    top = float(surface[y, x])
    down = _between(float(surface[y - 1, x]), top, float(surface[(y + 1) % rows, x]))
    right = _between(float(surface[y, x - 1]), top, float(surface[y, (x + 1) % columns]))
    return (x + right + columns / 2) % columns - columns / 2, (y + down + rows / 2) % rows - rows / 2


def _between(before: float, top: float, after: float) -> float:
    """Where a parabola through three neighbours is highest, from the middle one."""
    bend = before + after - 2 * top
    return 0.0 if bend >= 0 else float(np.clip(0.5 * (before - after) / bend, -0.5, 0.5))


def strips(frames: NDArray[np.uint8], line: Line, origin: NDArray[np.float64], moved: NDArray[np.float64]) -> Floats:
    """What lies along a line in each frame: (frame, row, place), from one side of the line to the other.

    Places are counted in pixels from the point of the line next to `origin` (x, y).
    """
    height, width = frames.shape[1:]
    reach = int(np.hypot(height, width)) // 2
    places = np.arange(-reach, reach + 1)
    from_line = float((origin - np.array([width / 2, height / 2])) @ line.across) - line.rho
    start = origin - from_line * line.across
    x = start[0] + places * line.along[0] + _ROWS[:, None] * line.across[0]
    y = start[1] + places * line.along[1] + _ROWS[:, None] * line.across[1]
    seen = ((x > -1).any(0) & (x < width).any(0) & (y > -1).any(0) & (y < height).any(0)).nonzero()[0]
    x, y = x[:, seen[0] : seen[-1] + 1], y[:, seen[0] : seen[-1] + 1]
    out = np.empty((len(frames), *x.shape), np.float32)
    for number, frame in enumerate(frames):
        by = moved[number]
        map_coordinates(frame, [y + by[1], x + by[0]], output=out[number], order=1, mode="nearest")
    return out


def steps(strip: Floats) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """How fast what moves goes along the line, in pixels a frame, and how alike it stays.

    From the frame before to the frame after, so for all but the first and the last. What stands still in a row is
    taken out first: it is the mean over a third of a second.
    """
    rows = strip[:, :-2:2] + strip[:, 1:-1:2] + strip[:, 2::2]
    edges = rows[:, :, 4:] + 2 * rows[:, :, 3:-1] - 2 * rows[:, :, 1:-3] - rows[:, :, :-4]
    edges = edges - uniform_filter1d(edges, _WHILE, axis=0)
    noise = np.float32(_NOISE * np.median(np.abs(edges[::5])))
    edges = np.clip(edges - noise, 0, None) + np.clip(edges + noise, None, 0)
    size = 1 << int(edges.shape[2] + _FURTHEST).bit_length()
    spectra = rfft(edges, size)
    cross = (spectra[2:] * spectra[:-2].conj()).sum(1)
    like = irfft(cross, size)[:, np.arange(-_FURTHEST, _FURTHEST + 1)]
    power = (edges.astype(np.float64) ** 2).sum((1, 2)) + 1.0
    like = like / np.sqrt(power[2:] * power[:-2])[:, None]
    best = like[:, 1:-1].argmax(1) + 1
    moved = [at + _between(*row[at - 1 : at + 2].tolist()) - _FURTHEST for at, row in zip(best, like, strict=True)]
    return np.array(moved) / 2, like[np.arange(len(like)), best]
