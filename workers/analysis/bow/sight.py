"""Which lines of a film may be a bow, two seconds at a time, and how what is on them moves.

Candidates are the thin straight lines with the most votes; of these the bow is the one on which something moves along
the line, smoothly and much, and which is near where the bow was before (R. Bellman, *Dynamic programming*, 1957).
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter

from workers.analysis.bow import camera, motion
from workers.analysis.bow.lines import ANGLES, Floats, Line, Votes, joined, peaks, smooth, thin

Series = NDArray[np.float64]

BLOCK = 64  # frames
HOP = BLOCK - 2  # speeds are known between a block's first and last frame
_LOOKS = np.arange(0, BLOCK, 9)
_CANDIDATES, _CLOSELY = 4, 3  # lines, and how many of them are looked at closely
_ODDS = np.array([2.9, 7.9, 1.1, -4.3, -14.3])
_FEW = 80.0  # votes for a line in the mean: fewer, and next to nothing has changed
_STATIC = 0.4  # of a line that stays may flicker
_AROUND = np.arange(-6, 7)  # places in the table of votes about a line, in which it may turn within a block
_HILL = np.exp(-0.5 * (_AROUND[:, None] / 4) ** 2 - 0.5 * (_AROUND / 4) ** 2)
_NEXT_TO_NONE = 1e-9
_RIDGE = np.exp(-0.5 * (_AROUND[:, None] / 8) ** 2 - 0.5 * (_AROUND / 4) ** 2)  # of its angle alone


@dataclass(frozen=True)
class Candidate:
    """A line that may be the bow: where it lies, a point (x, y) on it, its share of votes, and for each frame how far
    what is on it moves along it to the next, in pixels, how alike that stays (0–1), and its angle in degrees."""

    line: Line
    origin: Series
    votes: float
    angles: Series
    steps: Series = field(default_factory=lambda: np.zeros(HOP))
    alike: float = 0.0

    def moving(self, how: motion.Movement) -> "Candidate":
        """The same, its movement told; that is known for all frames but the first and the last."""
        return replace(self, steps=np.diff(how.places)[1:], alike=float(how.alike.mean()))

    @property
    def moved(self) -> float:
        """Mean speed, in pixels a frame."""
        return float(np.abs(gaussian_filter1d(self.steps, 2.0)).mean())

    @property
    def rough(self) -> float:
        """Change of speed from frame to frame, as a share of the speed: what moves on its own account is smooth."""
        speed = gaussian_filter1d(self.steps, 1.2)
        return float(np.abs(np.diff(speed)).mean() / (np.abs(speed).mean() + 0.05))

    @property
    def worth(self) -> float:
        """How much it looks like a bow, beside the other lines of its block."""
        moved = 1.5 * np.log(self.moved + 0.05)
        return float(0.5 * np.log(self.votes + 1) + moved + 1.5 * np.log(self.alike + 0.1) - np.log(self.rough + 0.1))

    @property
    def odds(self) -> float:
        """The log-odds that it is a bow and no arm, baton or shadow (logistic regression on drawn films)."""
        thin, moved = np.log(self.votes + 1), np.log(self.moved + 0.05)
        return float(_ODDS @ (thin, self.alike, moved, self.rough, 1.0))


@dataclass(frozen=True)
class Block:
    """What was seen in two seconds: candidates, how far the camera moved between frames in pixels, how light it was,
    and of how many frames it tells."""

    candidates: tuple[Candidate, ...]
    shaken: float
    light: float
    length: int = HOP


def look(frames: NDArray[np.uint8], votes: Votes) -> Block:
    """Find the candidates in `BLOCK` frames."""
    moved = camera.shifts(frames)
    shown = np.array([thin(smooth(_steady(frames[at], moved[at]))) for at in _LOOKS])
    usual = _third(shown)
    wide = maximum_filter(usual, (1, 3, 3))
    change = np.maximum(shown - usual - _STATIC * wide, 0)
    tables = [joined(votes.count(one), 1, 1) for one in change]
    table = np.sum(tables, 0)
    where, mean = change.mean(0).max(0), float(table.mean()) + _FEW
    found = []
    for angle, rho in peaks(table, _CANDIDATES):
        line, angles = _turning(votes, tables, angle, rho)
        origin = _middle(where, line)
        movement = motion.Movement(motion.strips(frames, line, origin, moved))
        found.append((Candidate(line, origin, table[angle, rho] / mean, angles).moving(movement), movement))
    best = sorted(found, key=lambda one: -one[0].worth)[:_CLOSELY]
    for _, movement in best:
        movement.tell_anew()
    kept = tuple(one.moving(movement) for one, movement in best)
    return Block(kept, float(np.abs(np.diff(moved, axis=0)).mean()), float(frames[::9].mean()))


def _third(shown: Floats) -> Floats:
    """The third smallest: what stays may be hidden in two looks, and is not new when it is seen again."""
    one, two, three = (np.full(shown.shape[1:], np.inf, np.float32) for _ in range(3))
    for now in shown:
        one, up = np.minimum(one, now), np.maximum(one, now)
        two, up = np.minimum(two, up), np.maximum(two, up)
        three = np.minimum(three, up)
    return three


def _steady(frame: NDArray[np.uint8], moved: Series) -> Floats:
    """A frame without the camera's movement."""
    out = frame.astype(np.float32)
    if not moved.any():
        return out
    y, x = np.mgrid[: frame.shape[0], : frame.shape[1]]
    return camera.read(frame, x + moved[0], y + moved[1])


def _turning(votes: Votes, tables: list[Series], angle: int, rho: int) -> tuple[Line, Series]:
    """The line as it lies on the whole, and its angle at each frame, as it turns with the strings."""
    found = []
    for table in tables:
        near = _about(table, angle, rho)
        sharp, turning = (near * _HILL) ** 4 + _NEXT_TO_NONE, (near * _RIDGE) ** 4 + _NEXT_TO_NONE
        middle = (sharp.sum(1) @ _AROUND / sharp.sum(), sharp.sum(0) @ _AROUND / sharp.sum())
        found.append((*middle, turning.sum(1) @ _AROUND / turning.sum()))
    by_angle, by_rho, turned = np.array(found).T
    line = votes.line(angle + float(by_angle.mean()), rho + float(by_rho.mean()))
    smoothly = gaussian_filter1d(turned, 0.6, mode="nearest")
    return line, (angle + np.interp(np.arange(1, BLOCK - 1), _LOOKS, smoothly)) * 180 / ANGLES


def _about(table: Series, angle: int, rho: int) -> Series:
    """The part of a table about a place, 0–1; lines turned by half a turn are themselves, on the other side."""
    out = np.zeros((len(_AROUND), len(_AROUND)))
    for number, row in enumerate(angle + _AROUND):
        inside = 0 <= row < ANGLES
        centre = rho if inside else table.shape[1] - 1 - rho
        cut = table[row % ANGLES, max(0, centre - 6) : centre + 7]
        if len(cut) == len(_AROUND):
            out[number] = cut if inside else cut[::-1]
    return np.asarray(out / (out.max() + 1e-9))


def _middle(where: Floats, line: Line) -> Series:
    """The point (x, y) about which a line's changes lie."""
    height, width = where.shape
    y, x = np.arange(height), np.arange(width)
    off = (y[:, None] - height / 2) * np.cos(line.angle) - (x - width / 2) * np.sin(line.angle) - line.rho
    weight = np.where(np.abs(off) < 4, where, 0) + 1e-9
    return np.asarray(np.array([weight.sum(0) @ x, weight.sum(1) @ y]) / weight.sum())


def path(blocks: list[Block]) -> list[Candidate | None]:
    """The line of each block that is the bow, if any is."""
    if not blocks:
        return []
    choices: list[tuple[Candidate | None, ...]] = [block.candidates or (None,) for block in blocks]
    worths = [np.array([0.0 if one is None else one.worth for one in several]) for several in choices]
    best, back = [worths[0]], []
    for before, now, worth in zip(choices, choices[1:], worths[1:], strict=False):
        total = best[-1][None] - np.array([[_apart(a, b) for a in before] for b in now])
        back.append(total.argmax(1))
        best.append(total.max(1) + worth)
    at = int(best[-1].argmax())
    chosen = [choices[-1][at]]
    for several, came in zip(choices[-2::-1], back[::-1], strict=True):
        at = int(came[at])
        chosen.append(several[at])
    return chosen[::-1]


def _apart(before: Candidate | None, now: Candidate | None) -> float:
    """How unlikely it is that the bow went from one to the other within two seconds."""
    if before is None or now is None:
        return 1.0
    turn = abs(np.degrees(before.line.angle - now.line.angle)) % 180
    far = abs(float((now.origin - before.origin) @ before.line.across))
    return float(min(2.0, min(turn, 180 - turn) / 15 + far / 25))
