"""How what lies about a straight line moves along it, from frame to frame."""

import numpy as np
from numpy.typing import NDArray
from scipy.fft import irfft, rfft
from scipy.ndimage import uniform_filter1d

from workers.analysis.bow.camera import read
from workers.analysis.bow.lines import Floats, Line

_ROWS = np.arange(-9.0, 9.1, 1.5)  # pixels to either side of the line: stick, frog and hand
_FURTHEST = 24  # pixels that a bow moves in a fifteenth of a second
_NOISE = 4.0  # times the median of what changes: less is noise, or what an encoder leaves
_WHILE = 15  # frames: what stays as long is taken for still at first
_NEAR = 4  # frames that are not asked how the thing looks: they know no better
_ASTRAY_JUMP = 1.0  # of likeness
_ASTRAY = 24  # pixels by which a first guess may be wrong
_TOLD_ANEW = 2  # times
_CHANGE, _JUMP = 0.02, 0.3  # of likeness: what it costs to change the speed by half a pixel a frame, and by any


def strips(
    frames: NDArray[np.uint8],
    still: Floats,
    lines: list[Line],
    origin: NDArray[np.float64],
    moved: NDArray[np.float64],
) -> Floats:
    """What comes and goes along a line that turns: (frame, row, place), from one side of the picture to the other.

    Places are counted in pixels from the point of the line next to `origin` (x, y); `still` is what the picture is
    without what moves: about a line that turns that would move, too.
    """
    height, width = frames.shape[1:]
    reach = int(np.hypot(height, width)) // 2
    places = np.arange(-reach, reach + 1)
    from_middle = origin - np.array([width / 2, height / 2])
    out = np.empty((len(frames), len(_ROWS), len(places)), np.float32)
    for number, (frame, line) in enumerate(zip(frames, lines, strict=True)):
        start = origin - (float(from_middle @ line.across) - line.rho) * line.across
        x = start[0] + places * line.along[0] + _ROWS[:, None] * line.across[0]
        y = start[1] + places * line.along[1] + _ROWS[:, None] * line.across[1]
        inside = (x > 0) & (x < width - 1) & (y > 0) & (y < height - 1)
        seen = read(frame, x + moved[number, 0], y + moved[number, 1])
        out[number] = np.where(inside, seen - read(still, x, y), 0)
    return out


class Movement:
    """What moves along a line in a strip.

    At first from frame to frame, what stands still for a while taken out. That tells what a thing looks like that moves
    so: the mean of all frames, each shifted back. What is left without it stands still; without that, where the thing
    is in each frame is told anew. So what rests is not taken for still.
    """

    def __init__(self, strip: Floats) -> None:
        rows = strip[:, :-2:2] + strip[:, 1:-1:2] + strip[:, 2::2]
        self._edges = rows[:, :, 4:] + 2 * rows[:, :, 3:-1] - 2 * rows[:, :, 1:-3] - rows[:, :, :-4]
        self._size = 1 << int(self._edges.shape[2] + 2 * _FURTHEST).bit_length()
        self._spectra = self._without(uniform_filter1d(self._edges, _WHILE, axis=0))
        self.places, self.alike = _rough(self._spectra, self._size)

    def tell_anew(self) -> None:
        """Where the thing is in each frame, and how alike that is, from all other frames."""
        for _ in range(_TOLD_ANEW):
            thing = _shifted(self._spectra, self.places, self._size).mean(0)
            there = irfft(_shifted(thing, -self.places, self._size), self._size)[:, :, : self._edges.shape[2]]
            self._spectra = self._without(uniform_filter1d(self._edges - there, _WHILE, axis=0))
            self.places, self.alike = _placed(self._spectra, self.places, self._size)

    def _without(self, still: Floats) -> NDArray[np.complex64]:
        """The spectra of what is not still, without noise or what an encoder leaves."""
        moves = self._edges - still
        noise = np.float32(_NOISE * np.median(np.abs(moves[::8, :, ::2])))
        return np.asarray(rfft(moves - np.clip(moves, -noise, noise), self._size))


def _shifted(spectra: NDArray[np.complex64], places: NDArray[np.float64], size: int) -> NDArray[np.complex64]:
    """What has these spectra, in each frame moved back by its place."""
    turn = np.exp(
        (2j * np.pi / size * np.arange(spectra.shape[-1])).astype(np.complex64) * places[:, None].astype("f4")
    )
    return np.asarray(spectra * turn[:, None], np.complex64)


def _rough(spectra: NDArray[np.complex64], size: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where what moves is in each frame, from the steps between the frames before and after each."""
    like = irfft((spectra[2:] * spectra[:-2].conj()).sum(1), size)[:, np.arange(-_FURTHEST, _FURTHEST + 1)]
    power = _power(spectra, size)
    like = like / np.sqrt(power[2:] * power[:-2] + 1.0)[:, None]
    steps, alike = _smoothest(like)
    between = np.cumsum(steps / 2)
    between = np.concatenate([[between[0]] * 2, between, [between[-1]]])
    return (between[1:] + between[:-1]) / 2, alike


def _placed(
    spectra: NDArray[np.complex64], places: NDArray[np.float64], size: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Where in each frame that is what all other frames show at their places, and how like it that is."""
    back = _shifted(spectra, places, size)
    near = np.cumsum(np.pad(back, ((_NEAR + 1, _NEAR), (0, 0), (0, 0))), 0)
    others = back.sum(0) - (near[2 * _NEAR + 1 :] - near[: -2 * _NEAR - 1])
    like = irfft((back * others.conj()).sum(1), size)[:, np.arange(-_ASTRAY, _ASTRAY + 1)]
    power = _power(back, size) * _power(others, size) + 1.0
    like = like / np.sqrt(power)[:, None]
    off, top = _smoothest(like, _ASTRAY_JUMP)
    return places + off, top


def _power(spectra: NDArray[np.complex64], size: int) -> NDArray[np.float64]:
    both = (spectra.real.astype(np.float64) ** 2 + spectra.imag.astype(np.float64) ** 2).sum(1)
    return np.asarray((2 * both.sum(1) - both[:, 0]) / size)


def _smoothest(like: NDArray[np.float64], jump: float = _JUMP) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Which shift each row takes, counted from the middle column, when likeness is wanted and changes cost; and how
    alike that is (R. Bellman, *Dynamic programming*, 1957)."""
    columns = np.arange(like.shape[1])
    cost = np.minimum(_CHANGE * np.abs(columns[:, None] - columns), jump)
    total, back = like[0], np.empty(like.shape, np.intp)
    for number in range(1, len(like)):
        several = total - cost
        back[number] = several.argmax(1)
        total = several[columns, back[number]] + like[number]
    best = np.empty(len(like), np.intp)
    best[-1] = total.argmax()
    for number in range(len(like) - 1, 0, -1):
        best[number - 1] = back[number, best[number]]
    rows, inside = np.arange(len(like)), np.clip(best, 1, like.shape[1] - 2)
    before, top, after = (like[rows, inside + by] for by in (-1, 0, 1))
    bend = np.minimum(before + after - 2 * top, -1e-9)
    between = np.clip(0.5 * (before - after) / bend, -0.5, 0.5)
    return inside + between - like.shape[1] // 2, like[rows, best]
