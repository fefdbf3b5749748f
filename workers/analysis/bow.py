"""The bow in a film: when a stroke turns, how evenly it is drawn, at what angle.

`bow_steadiness` (0–1) is the mean of two shares, neither less than 0. How straight the bow is kept: 1 − spread / 20°,
where the spread is 1.4826 times the median deviation of its angle in the picture from the median. How evenly it is
drawn: 1 − unevenness, where that is the standard deviation of the speed within the middle three fifths of a stroke as a
share of its mean, the median over all strokes. Lengths and speeds depend on the camera's place, so none are told.
The definition is Woodshed's own.

Only of instruments known to be bowed: arms and batons may pass for a bow. Only what is clearly seen counts: two seconds
at a time, in which something moves along a thin straight line, enough, smoothly, and stays alike while it does. It is a
bow when that is so for two fifths of the film and it turns four times.
*Confidence* grows with the strokes and the part that is seen, and stays below 0.65: it is not calibrated.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter1d

from workers.analysis.bow_lines import Votes
from workers.analysis.bow_sight import BLOCK, HOP, Block, Candidate, Series, look, path
from workers.analysis.result import Bowing, Metric, Reason
from workers.media.errors import MediaError
from workers.media.frames import RATE_HZ, Frames

KEY = "bow_steadiness"
BOWED = frozenset({"violin", "viola", "cello", "double bass", "viola da gamba", "erhu", "haegeum", "fiddle"})
_SMALLEST = 48  # pixels
_LEAST_REST = 10  # frames: fewer at the end say nothing
_ALIKE, _ROUGH, _MOVED = 0.45, 0.42, 0.45  # a bow is seen: at least, at most, at least (pixels a frame)
_LEAST_PART, _LEAST_BLOCKS, _LEAST_TURNS = 0.4, 2, 4
_LEAST_SWING = 5.0  # pixels: bodies sway by less
_DARK, _SHAKEN = 25.0, 1.2  # grey levels; pixels between frames


def measure(film: Path, instrument: str | None) -> tuple[Metric, Bowing | None]:
    """What the pictures of a file show of a bow; that they can't be read spoils nothing of what is heard."""
    if instrument is None:
        return _unknown(Reason.INSTRUMENT_UNKNOWN), None
    if instrument.lower() not in BOWED:
        return _unknown(Reason.NOT_BOWED), None
    try:
        found = watch(Frames(film))
    except (MediaError, OSError, ValueError, IndexError, ArithmeticError, np.linalg.LinAlgError):
        found = Reason.NO_BOW
    if isinstance(found, Reason):
        return _unknown(found), None
    return Metric(KEY, found.steadiness, found.confidence, evidence=found.seen), found


def _unknown(reason: Reason) -> Metric:
    return Metric(KEY, None, 0.0, reason)


def watch(frames: Iterable[NDArray[np.uint8]]) -> Bowing | Reason:
    """What a film's frames, `RATE_HZ` of them a second, show of a bow; or why there is nothing to say."""
    waiting: list[NDArray[np.uint8]] = []
    before: list[NDArray[np.uint8]] = []
    blocks: list[Block] = []
    votes = None
    for frame in frames:
        if min(frame.shape) < _SMALLEST:
            return Reason.NO_BOW
        votes = votes or Votes((frame.shape[0], frame.shape[1]))
        waiting.append(frame)
        if len(waiting) == BLOCK:
            blocks.append(look(np.array(waiting), votes))
            before, waiting = waiting, waiting[HOP:]
    if votes is None:
        return Reason.NO_FILM
    if not blocks:
        return Reason.TOO_SHORT
    rest = len(waiting) - 2
    if rest >= _LEAST_REST:
        blocks.append(_end_of(look(np.array((before + waiting[2:])[-BLOCK:]), votes), rest))
    return _judge(blocks)


def _end_of(block: Block, frames: int) -> Block:
    """Of the last block only what the one before it has not seen."""
    kept = [replace(one, speed=one.speed[-frames:], angles=one.angles[-frames:]) for one in block.candidates]
    return replace(block, candidates=tuple(kept))


def _judge(blocks: list[Block]) -> Bowing | Reason:
    """Whether there is a bow, and how it moves."""
    chosen = path(blocks)
    clear = np.array([one is not None and _clear(one) for one in chosen])
    speed, angle, seen = _joined(chosen, clear)
    part = float(clear.mean())
    turns, places = strokes(speed, seen)
    enough = part >= _LEAST_PART and clear.sum() >= _LEAST_BLOCKS
    if enough and len(turns) >= _LEAST_TURNS:
        middle = float(np.degrees(np.angle(np.exp(2j * np.radians(angle[seen])).mean())) / 2)
        away = np.abs((angle[seen] - middle + 90) % 180 - 90)
        times = tuple(float((place + 0.5) / RATE_HZ) for place in places)
        return Bowing(times, _spans(seen), middle, 1.4826 * float(np.median(away)), unevenness(speed, turns), part)
    if np.median([block.light for block in blocks]) < _DARK:
        return Reason.TOO_DARK
    if np.median([block.shaken for block in blocks]) > _SHAKEN:
        return Reason.CAMERA_MOVES
    return Reason.TOO_FEW_STROKES if enough else Reason.NO_BOW


def _clear(one: Candidate) -> bool:
    return one.alike >= _ALIKE and one.rough <= _ROUGH and one.moved >= _MOVED


def _joined(chosen: list[Candidate | None], clear: NDArray[np.bool_]) -> tuple[Series, Series, NDArray[np.bool_]]:
    """Speed and angle at each frame, the direction along the line kept, and whether the bow is seen there."""
    speeds, angles, seen = [np.zeros(1)], [np.zeros(1)], [np.zeros(1, bool)]
    way, last = 1.0, None
    for one, good in zip(chosen, clear, strict=True):
        if one is None:
            count = HOP
            speeds, angles = [*speeds, np.zeros(count)], [*angles, np.zeros(count)]
        else:
            way = -way if last is not None and np.cos(one.line.angle - last) < 0 else way
            last, count = one.line.angle, len(one.speed)
            speeds, angles = [*speeds, way * one.speed], [*angles, one.angles]
        seen.append(np.full(count, good))
    return np.concatenate(speeds), np.concatenate(angles), np.concatenate(seen)


def strokes(speed: Series, seen: NDArray[np.bool_]) -> tuple[list[int], list[float]]:
    """The frames at which strokes turn where the bow is seen, and the same between frames.

    A turn is an extreme of the way along the bow from which it swings back by a fifth of what is usual, or more than a
    body sways; where the bow rests there, the middle of the rest.
    """
    way = np.cumsum(gaussian_filter1d(speed, 1.2))
    least = _LEAST_SWING / 4
    turns = extremes(way, least)
    for _ in range(4):
        swings = np.abs(np.diff(way[turns]))
        if len(swings) < 2:
            break
        least = max(_LEAST_SWING / 4, 0.2 * float(np.percentile(swings, 60)))
        turns = extremes(way, least)
    swings = np.abs(np.diff(way[turns]))
    if len(swings) == 0 or np.median(swings) < _LEAST_SWING:
        return [], []
    kept = [number for number, at in enumerate(turns) if seen[at]]
    return [turns[number] for number in kept], [_exactly(way, turns, number) for number in kept]


def extremes(way: Series, least: float) -> list[int]:
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


def _exactly(way: Series, turns: list[int], number: int) -> float:
    """The place of a turn between frames."""
    at = turns[number]
    near = [abs(way[at] - way[turns[other]]) for other in (number - 1, number + 1) if 0 <= other < len(turns)]
    within, first, last = 0.04 * (min(near) if near else 1.0), at, at
    while first > 0 and abs(way[first - 1] - way[at]) < within:
        first -= 1
    while last < len(way) - 1 and abs(way[last + 1] - way[at]) < within:
        last += 1
    if last - first > 5 or not 0 < at < len(way) - 1:
        return (first + last) / 2
    bend = way[at - 1] + way[at + 1] - 2 * way[at]
    return float(at + (0.5 * (way[at - 1] - way[at + 1]) / bend if bend else 0.0))


def unevenness(speed: Series, turns: list[int]) -> float:
    """The spread of the speed within strokes, as a share of it; the median over the strokes."""
    smooth, found = np.abs(gaussian_filter1d(speed, 1.2)), []
    for first, last in pairwise(turns):
        edge = (last - first) // 5
        part = smooth[first + edge : last - edge + 1]
        if len(part) >= 3 and part.mean() > 0:
            found.append(float(part.std() / part.mean()))
    return float(np.median(found)) if found else 0.0


def _spans(seen: NDArray[np.bool_]) -> tuple[tuple[float, float], ...]:
    """Where the bow is seen, in seconds; the longest dozen of them."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], seen.astype(int), [0]]))) / RATE_HZ
    spans = sorted(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True), key=lambda span: span[0] - span[1])
    return tuple(sorted(spans[:12]))
