"""Which second of one recording is which of another: dynamic time warping on two scales, then at the attacks.

1. *Coarse.* What sounds, a few times a second, warped with `librosa.sequence.dtw`. What has no match in the other is
   stepped over at a fixed price, so that an opening left out or bars played twice stay without a partner instead of
   bending what is about them. That leaves a list of stretches, or nothing: then it is not the same music.
2. *Fine.* Each stretch fifty times a second on chroma and attacks, a quarter of a minute after the other, so that
   memory does not grow with length.
3. *At the attacks.* Where both have a clear beginning of a note near the path, the path goes through both.

Source: M. Müller, *Fundamentals of Music Processing*, chapter 3; gaps as in T. Smith, M. Waterman 1981.
"""

from dataclasses import dataclass

import librosa.sequence
import numpy as np
from numpy.typing import NDArray

from workers.comparing.sound import FINE_FPS, FPS, Floats, Sound

Path = NDArray[np.float64]
"""Of shape (n, 2): seconds of the one and of the other, both growing."""

COARSE_FPS, MOST_CELLS = 5.0, 4_000_000
COMPRESS = 3.0
GAP = 0.4
"""What a step over something without a partner costs, against 1 less the correlation of what sounds."""
SHORTEST_GAP_S, SHORTEST_S = 1.6, 5.0
BLOCK_S, AHEAD_S, BEYOND_S = 12.0, 5.0, 0.4
NEAR_S = 0.07
LIKE, UNEVEN = 0.65, 0.18
"""So much what sounds must correlate in the mean of a stretch, and so little its pace against the other may waver (a
typical deviation, as a logarithm), to be the same music. Laid on other music in its key, a path finds likenesses of
0.8, but only by running and waiting: it wavers by 0.3 and more, two performances by 0.13 at most (`benchmarks`)."""
LEAST_SHARE = 0.35
"""So much of the shorter recording must be found again in the other, or they don't match."""
_WINDOW_S = 2.0
ATTACK_WEIGHT = 0.5
_STEPS = np.array([[1, 1], [1, 2], [2, 1], [1, 0], [0, 1]])


@dataclass(frozen=True)
class Stretch:
    """Where both play the same; ``path`` from its first to its last moment, ``likeness`` the mean correlation."""

    path: Path
    likeness: float

    @property
    def seconds(self) -> float:
        """Its length on the first one's clock."""
        return float(self.path[-1, 0] - self.path[0, 0])


@dataclass(frozen=True)
class Alignment:
    """All stretches, in order; ``confidence`` from 0 to 1 that it is the same music, laid rightly side by side."""

    stretches: tuple[Stretch, ...]
    confidence: float


def align(a: Sound, b: Sound) -> Alignment:
    """Lay two recordings side by side; without stretches they don't match."""
    fps = min(COARSE_FPS, float(np.sqrt(MOST_CELLS / max(1.0, a.seconds * b.seconds))))
    rough = _stretches(alike(a, b, fps), fps)
    if not _enough(rough, a, b):
        return Alignment((), 0.0)
    fine = [Stretch(_at_attacks(a, b, _fine(a, b, one.path)), one.likeness) for one in rough]
    stretches = [one for one in fine if wavering(one.path) <= UNEVEN]
    if not _enough(stretches, a, b):
        return Alignment((), 0.0)
    return Alignment(tuple(stretches), _confidence(stretches))


def _enough(stretches: list[Stretch], a: Sound, b: Sound) -> bool:
    seconds = sum(one.seconds for one in stretches)
    return seconds > 0 and seconds >= LEAST_SHARE * min(a.seconds, b.seconds)


def coarse(rows: Floats, seconds: float, fps: float) -> Floats:
    """Rows so many times a second, without what all have in common, each of length 1; silence stays 0."""
    count = max(1, round(seconds * fps))
    edges = np.minimum(np.linspace(0, len(rows), count + 1).astype(int), len(rows) - 1)
    means = np.add.reduceat(rows, edges[:-1], axis=0) / np.maximum(np.diff(edges), 1)[:, None]
    smooth = (np.roll(means, 1, axis=0) + 2 * means + np.roll(means, -1, axis=0)) / 4
    return unit(np.log1p(COMPRESS * smooth / (float(smooth.mean()) + 1e-9)), 0.05)


def alike(a: Sound, b: Sound, fps: float) -> Floats:
    """How much what sounds correlates, by pitch class and by pitch, every moment with every moment."""
    classes = coarse(a.chroma, a.seconds, fps) @ coarse(b.chroma, b.seconds, fps).T
    return np.asarray((classes + coarse(a.pitches, a.seconds, fps) @ coarse(b.pitches, b.seconds, fps).T) / 2)


def unit(rows: Floats, floor: float) -> Floats:
    """Rows less their mean, of length 1 where they are longer than a part of the usual."""
    rows = rows - rows.mean(axis=1, keepdims=True)
    length = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    loud = floor * float(np.percentile(length, 90)) + 1e-9
    return np.asarray(rows / np.maximum(length, loud), np.float32)


def _stretches(alike: Floats, fps: float) -> list[Stretch]:
    """Where both play the same, by the path that costs least when what has no partner may be stepped over."""
    costs = (1 - alike).astype(np.float64)
    multiply, add = np.array([2.0, 3.0, 3.0, 0.0, 0.0]), np.array([0.0, 0.0, 0.0, GAP, GAP])
    _, backwards = librosa.sequence.dtw(C=costs, step_sizes_sigma=_STEPS, weights_mul=multiply, weights_add=add)
    path = np.asarray(backwards[::-1])
    out = []
    for part in _without_gaps(path, fps):
        likeness = 1 - float(costs[part[:, 0], part[:, 1]].mean())
        seconds = np.ptp(part, axis=0).min() / fps
        found = Stretch(np.asarray((part + 0.5) / fps, np.float64), likeness)
        if seconds >= SHORTEST_S and likeness >= LIKE and wavering(found.path) <= UNEVEN:
            out.append(found)
    return out


def _without_gaps(path: NDArray[np.int_], fps: float) -> list[NDArray[np.int_]]:
    """The parts of a path between steps over what has no partner; what is shorter than `SHORTEST_GAP_S` is kept."""
    matched = np.concatenate([[True], (np.diff(path, axis=0) > 0).all(axis=1)])
    points = path[matched]
    jumps = np.abs(np.diff(np.diff(points, axis=0), axis=1))[:, 0]
    wide = np.diff(points, axis=0).max(axis=1)
    cuts = np.flatnonzero((wide > SHORTEST_GAP_S * fps) & (jumps > 0.5 * SHORTEST_GAP_S * fps)) + 1
    return np.split(points, cuts)


def _fine(a: Sound, b: Sound, rough: Path) -> Path:
    """The same stretch fifty times a second, block by block; each begins where the one before came out."""
    whole: list[NDArray[np.int_]] = []
    start, end = _ends(a, b, rough)
    while True:
        until_a = min(end[0], start[0] + round((BLOCK_S + AHEAD_S) * FPS))
        last = until_a >= end[0]
        until_b = end[1] if last else round(float(np.interp(until_a / FPS, *rough.T)) * FPS)
        until_b = int(np.clip(until_b, start[1] + 1, end[1]))
        part = _block(a, b, start, (until_a, until_b))
        if last or until_b >= end[1]:
            return np.asarray(np.concatenate([*whole, part]) / FPS, np.float64)
        kept = part[part[:, 0] < start[0] + BLOCK_S * FPS]
        whole.append(kept[:-1])
        start = kept[-1]


def _ends(a: Sound, b: Sound, rough: Path) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """The first and the last rows of a stretch; a little beyond the rough path, which can't see its own ends."""
    last = np.array([len(a.chroma) - 1, len(b.chroma) - 1])
    first, final = np.round(rough[0] * FPS).astype(int), np.minimum(np.round(rough[-1] * FPS).astype(int), last)
    beyond = round(BEYOND_S * FPS)
    return first - min(beyond, int(first.min())), final + min(beyond, int((last - final).min()))


def _block(a: Sound, b: Sound, start: NDArray[np.int_], until: tuple[int, int]) -> NDArray[np.int_]:
    rows_a, rows_b = slice(start[0], until[0] + 1), slice(start[1], until[1] + 1)
    costs = 1 - _unit_rows(a.chroma[rows_a]) @ _unit_rows(b.chroma[rows_b]).T
    costs += ATTACK_WEIGHT * _apart(a.attacks[rows_a], b.attacks[rows_b])
    multiply = np.array([2.0, 1.5, 1.5])
    _, backwards = librosa.sequence.dtw(
        C=costs.astype(np.float64), step_sizes_sigma=np.array([[1, 1], [1, 0], [0, 1]]), weights_mul=multiply
    )
    return np.asarray(backwards[::-1] + start)


def _unit_rows(chroma: Floats) -> Floats:
    return unit(np.log1p(50 * chroma), 0.1)


def _apart(a: Floats, b: Floats) -> Floats:
    """How far attacks lie apart, every row from every row."""
    a, b = np.minimum(a, 2), np.minimum(b, 2)
    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T
    return np.asarray(np.sqrt(np.maximum(squares, 0)), np.float32)


def _at_attacks(a: Sound, b: Sound, path: Path) -> Path:
    """The path through pairs of clear beginnings near it, in order; straight between them."""
    seconds_a, seconds_b = _mean_path(path)
    in_a, in_b = _beginnings(a.novelty), _beginnings(b.novelty)
    in_a = in_a[(in_a >= seconds_a[0]) & (in_a <= seconds_a[-1])]
    expected = np.interp(in_a, seconds_a, seconds_b)
    if not len(in_b) or not len(in_a):
        return _thinned(np.column_stack([seconds_a, seconds_b]))
    nearest = in_b[_nearest(in_b, expected)]
    back = in_a[_nearest(in_a, np.interp(nearest, seconds_b, seconds_a))]
    good = (np.abs(nearest - expected) < NEAR_S) & (back == in_a)
    pairs = _growing(np.column_stack([in_a, nearest])[good])
    return _thinned(_bent(np.column_stack([seconds_a, seconds_b]), pairs))


def _bent(path: Path, pairs: Path) -> Path:
    """The path moved so that it goes through the pairs; what lies between two moves with both, in proportion."""
    if not len(pairs):
        return path
    by = pairs[:, 1] - np.interp(pairs[:, 0], *path.T)
    at = np.union1d(path[:, 0], pairs[:, 0])
    moved = np.interp(at, *path.T) + np.interp(at, pairs[:, 0], by)
    return np.column_stack([at, np.maximum.accumulate(moved)])


def _mean_path(path: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One moment of the other recording for each of the first: the mean of those on the path."""
    seconds_a, index = np.unique(path[:, 0], return_inverse=True)
    seconds_b = np.bincount(index, path[:, 1]) / np.bincount(index)
    seconds_b = np.convolve(np.pad(seconds_b, 4, mode="reflect", reflect_type="odd"), np.ones(9) / 9, "valid")
    return seconds_a, np.maximum.accumulate(seconds_b)


def _beginnings(novelty: Floats) -> NDArray[np.float64]:
    """When notes clearly begin, in seconds: the peaks that stand out of half a second about them."""
    half = FINE_FPS // 4
    smooth = np.convolve(novelty, np.hanning(7) / np.hanning(7).sum(), "same")
    around = np.convolve(np.pad(smooth, half, mode="edge"), np.ones(2 * half + 1) / (2 * half + 1), "valid")
    spread = 0.1 * float(np.percentile(smooth, 95))
    peak = (smooth > np.roll(smooth, 1)) & (smooth >= np.roll(smooth, -1)) & (smooth > 1.5 * around + spread)
    at = np.flatnonzero(peak)
    return np.asarray(at / FINE_FPS, np.float64)


def _nearest(of: NDArray[np.float64], to: NDArray[np.float64]) -> NDArray[np.int_]:
    right = np.clip(np.searchsorted(of, to), 1, max(1, len(of) - 1))
    left = right - 1
    right = np.minimum(right, len(of) - 1)
    return np.where(np.abs(of[left] - to) <= np.abs(of[right] - to), left, right)


def _growing(pairs: Path) -> Path:
    """Without those that go back."""
    if not len(pairs):
        return pairs
    before = np.concatenate([[-np.inf], np.maximum.accumulate(pairs[:, 1])[:-1]])
    return pairs[pairs[:, 1] > before]


def _thinned(path: Path, tolerance_s: float = 0.008) -> Path:
    """Fewer points, none of those left out further from the line than so much (a step of at most 64 points)."""
    kept, at = [0], 0
    while at < len(path) - 1:
        step = min(64, len(path) - 1 - at)
        while step > 1 and not _straight(path[at : at + step + 1], tolerance_s):
            step //= 2
        at += step
        kept.append(at)
    return np.round(path[kept], 3)


def _straight(part: Path, tolerance_s: float) -> bool:
    (x0, y0), (x1, y1) = part[0], part[-1]
    line = y0 + (part[:, 0] - x0) * (y1 - y0) / max(x1 - x0, 1e-9)
    return bool(np.abs(part[:, 1] - line).max() <= tolerance_s)


def wavering(path: Path) -> float:
    """By how much the pace of the one against the other typically changes, as a logarithm; over two seconds each."""
    begins = np.arange(path[0, 0], path[-1, 0] - _WINDOW_S, _WINDOW_S / 4)
    if not len(begins):
        return 0.0
    there = np.interp(begins + _WINDOW_S, *path.T) - np.interp(begins, *path.T)
    pace = np.log(np.maximum(there / _WINDOW_S, 0.05))
    return float(np.median(np.abs(pace - np.median(pace))))


def _confidence(stretches: list[Stretch]) -> float:
    """How sure: by how alike it sounds where it is laid together, less how much the pace wavers; weighed by length."""
    seconds = sum(one.seconds for one in stretches)
    sure = sum(one.seconds * (one.likeness - wavering(one.path)) for one in stretches) / seconds
    return round(float(np.clip((sure - 0.4) / 0.4, 0, 1)), 2)
