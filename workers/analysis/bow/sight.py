"""Which lines of a film may be a bow, two seconds at a time, and how what is on them moves.

Candidates are the thin straight lines with the most votes; of these the bow is the one on which something moves along
the line, smoothly and much, and which is near where the bow was before (R. Bellman, *Dynamic programming*, 1957).
"""

from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d, maximum_filter

from workers.analysis.bow import camera, motion
from workers.analysis.bow.following import Track, follow
from workers.analysis.bow.lines import Floats, Line, Votes, joined, smooth, thin

Series = NDArray[np.float64]

BLOCK = 64  # frames
HOP = BLOCK - 2  # speeds are known between a block's first and last frame
_LOOKS = np.arange(0, BLOCK, 5)
_CANDIDATES, _CLOSELY = 4, 3  # lines, and how many of them are looked at closely
_ODDS = np.array([1.76, 1.41, 4.43, 0.38, -7.3, -6.62])
_BEHIND, _SMOOTHEST = -0.3, 0.2  # that another line has more votes says so much against it; no bow is smoother
_SLOWEST, _LIES_STILL = 0.5, 8.0  # pixels a frame: no bow is slower; log-odds, each time it is slower by a factor of e
_FEW = 130.0  # votes for a line in the mean: fewer, and next to nothing has changed
_STATIC = 0.4  # of a line that stays may flicker
_ON_IT = 4.0  # pixels
_NEXT_TO_NONE = 1e-9


@dataclass(frozen=True)
class Candidate:
    """A line that may be the bow: where it lies in the middle of its block, a point (x, y) on it, its share of votes,
    and the most that another line of the block has; for each frame its angle in degrees and how far what is on it
    moves along it to the next, in pixels; how alike that stays (0–1)."""

    line: Line
    origin: Series
    votes: float
    beside: float
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
        """The log-odds that it is a bow and no arm, baton or shadow (logistic regression on films, drawn and real)."""
        stands_out = max(_BEHIND, np.log((self.votes + 1) / (self.beside + 1)))
        thin, moved, rough = np.log(self.votes + 1), np.log(self.moved + 0.05), max(_SMOOTHEST, self.rough)
        lies = _LIES_STILL * min(0.0, moved - np.log(_SLOWEST + 0.05))
        return float(_ODDS @ (thin, stands_out, self.alike, moved, rough, 1.0) + lies)


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
    steady = np.array([_steady(frames[at], moved[at]) for at in _LOOKS])
    change, still = _changes(steady), np.asarray(np.median(steady, 0), np.float32)
    tables = [joined(votes.count(one), 1, 1) for one in change]
    mean, tracks = float(np.sum(tables, 0).mean()) + _FEW, follow(tables, _CANDIDATES)
    found = []
    for track in tracks:
        lines = _lines(votes, track)
        origin = _middle(change.max(1), lines)
        beside = max((one.votes for one in tracks if one is not track), default=0.0)
        angles = np.degrees([line.angle for line in lines[1:-1]])
        candidate = Candidate(lines[BLOCK // 2], origin, track.votes / mean, beside / mean, angles)
        movement = motion.Movement(motion.strips(frames, still, lines, origin, moved))
        found.append((candidate.moving(movement), movement))
    best = sorted(found, key=lambda one: -one[0].worth)[:_CLOSELY]
    for _, movement in best:
        movement.tell_anew()
    kept = tuple(one.moving(movement) for one, movement in best)
    return Block(kept, float(np.abs(np.diff(moved, axis=0)).mean()), float(frames[::9].mean()))


def _changes(steady: Floats) -> Floats:
    """How thin and new each pixel is in each look, by orientation: (look, 4, height, width)."""
    shown = np.array([thin(smooth(one)) for one in steady])
    usual = _third(shown)
    return np.maximum(shown - usual - _STATIC * maximum_filter(usual, (1, 3, 3)), 0)


def _lines(votes: Votes, track: Track) -> list[Line]:
    """The line at each frame, between the looks as it goes from one to the next."""
    at = np.arange(BLOCK)
    places = (np.interp(at, _LOOKS, track.angles), np.interp(at, _LOOKS, track.rhos))
    return [votes.line(float(angle), float(rho)) for angle, rho in zip(*places, strict=True)]


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


def _middle(change: Floats, lines: list[Line]) -> Series:
    """The point (x, y) about which the changes on a line lie, look by look."""
    height, width = change.shape[1:]
    y, x = np.arange(height), np.arange(width)
    total = np.full((height, width), _NEXT_TO_NONE)
    for one, at in zip(change, _LOOKS, strict=True):
        line = lines[at]
        off = (y[:, None] - height / 2) * np.cos(line.angle) - (x - width / 2) * np.sin(line.angle) - line.rho
        total += np.where(np.abs(off) < _ON_IT, one, 0)
    return np.asarray(np.array([total.sum(0) @ x, total.sum(1) @ y]) / total.sum())


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
    turn = abs(before.angles[-1] - now.angles[0]) % 180
    far = abs(float((now.origin - before.origin) @ before.line.across))
    return float(min(2.0, min(turn, 180 - turn) / 15 + far / 25))
