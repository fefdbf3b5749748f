"""Repeats: passages that are played again and again, so that drilling is visible.

Definition: a drill is a passage of at least 2.4 s of playing that comes three times or more, one time soon after the
other: at most a minute of playing lies between the beginnings of two rounds. What is written to be played twice is no
drill. Each round has its beginning and end in seconds, its `pace`, how fast it is beside the first round (1 is the
same; between half and twice), and its tempo in beats per minute (`pace`).
Method: a path through the likeness of the recording to itself (`recurrence`) leads from each round to the next;
following it from its beginning finds the rounds. A slip or a moment of hesitation does not end it, a pause between the
rounds is not seen by it. A round begins with the note nearest there. Rounds that were taken for one are told apart by
`parts`.
Source: own.
Confidence: how alike the rounds are, in sound and in length, and how many; never sure, for where all of that speaks
for it one count in seven is off by a round. Where no clear pitch is heard there are
none: drums repeat themselves by nature.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from workers.analysis.repeats import pace, recurrence
from workers.analysis.repeats.chroma import STEP_S
from workers.analysis.repeats.parts import Hear, Moments, Part, evenness, split
from workers.analysis.repeats.recurrence import ALIKE, FARTHEST, SHORTEST, Path, Rows
from workers.analysis.shared.series import Series
from workers.analysis.shared.values import Drill, Round, Span
from workers.analysis.tempo import Prepared

Times = NDArray[np.float64]

_PIECE = 3000  # moments, ten minutes of playing at a time
_FEWEST = 3
_SAME, _OTHER = 0.5, 0.3  # shares of the shorter of two stretches
_LEAST_OF_USUAL = 0.5
_SUREST, _THREE_SURE = 0.78, 0.8  # at most; of three rounds as a part of that, each more adds a tenth
_REACH_S = 0.5
_NEAR = 10  # moments, 2 s: a round that begins so near the end of a pause begins there
_LIKE, _VERY_LIKE = 0.58, 0.8


def find(
    chroma: Series, playing: tuple[Span, ...], onsets_s: Times, prepared: Prepared, target_bpm: float | None
) -> tuple[Drill, ...]:
    """The drills of a recording in order of time; `chroma` has a row every `STEP_S`, `prepared` is `tempo`'s."""
    at = _moments(len(chroma), playing)
    begins = np.flatnonzero(np.diff(at, prepend=-2) > 1)

    def hear(start: int, end: int) -> Rows:
        whole = chroma[int(at[start]) : int(at[end - 1]) + 1]
        return np.asarray(whole[at[start:end] - at[start]], np.float32)

    drills = []
    for group in _groups(len(at), begins, hear):
        parts = _usual(group)
        if len(parts) >= _FEWEST:
            parts = split(parts, begins, hear)
            stretches = _stretches(parts, at, onsets_s)
            paces, bpm = pace.measure(prepared, stretches, [part.pace for part in parts], target_bpm)
            rounds = tuple(Round(*part) for part in zip(*zip(*stretches, strict=True), bpm, paces, strict=True))
            drills.append(Drill(rounds, _confidence(group) * evenness(parts)))
    return tuple(sorted(drills, key=lambda drill: drill.rounds[0].start_s))


def _groups(count: int, begins: Moments, hear: Hear) -> list[list[Part]]:
    """Rounds of the same passage put together, of so many moments of playing, ten minutes at a time."""
    groups: list[list[Part]] = []
    for start in range(0, count, _PIECE):
        low = max(0, start - FARTHEST)
        for path, sums in recurrence.paths(hear(low, min(count, start + _PIECE)), start - low):
            for parts in _rounds(path + low, sums, begins):
                _join(groups, parts)
    return groups


def _moments(count: int, playing: tuple[Span, ...]) -> Moments:
    """The moments whose middle is playing."""
    middle_s = (np.arange(count) + 0.5) * STEP_S
    inside = np.zeros(count, bool)
    for span in playing:
        inside[np.searchsorted(middle_s, span.start_s) : np.searchsorted(middle_s, span.end_s)] = True
    return np.flatnonzero(inside)


def _rounds(path: Path, sums: Rows, begins: Moments) -> list[list[Part]]:
    """The rounds a path leads through: from the earlier beginning to the later one, and on from there.

    Where one is hardly like the last, something new begins.
    """
    later, earlier = path[:, 0], path[:, 1]
    edges = _edges(path, begins)
    ends = [*edges[1:], int(later[-1]) + 1]
    if earlier[-1] + _NEAR < edges[1]:  # something else lies between the two
        ends[0] = int(earlier[-1]) + 1
    chains = [[Part(edges[0], ends[0], 1.0, 1.0)]]
    for start, end in zip(edges[1:], ends[1:], strict=True):
        like, faster = _beside(path, sums, start, end)
        if end - start < SHORTEST:
            continue
        if like < _LIKE:
            chains.append([Part(start, end, 1.0, 1.0)])
        else:
            chains[-1].append(Part(start, end, like, chains[-1][-1].pace * faster))
    return [chain for chain in chains if len(chain) > 1]


def _edges(path: Path, begins: Moments) -> list[int]:
    """Where the rounds that a path leads through begin, each later than the one before.

    Of two that would begin at the same pause each begins where the path says: a round of no length is none.
    """
    later, earlier = path[:, 0], path[:, 1]
    edges = [_after_pause(int(moment), begins) for moment in (earlier[0], later[0])]
    if edges[1] <= edges[0]:
        edges = [int(earlier[0]), int(later[0])]
    edges[0] = min(edges[0], int(earlier[-1]))
    while edges[-1] <= earlier[-1]:
        moment = int(later[np.searchsorted(earlier, edges[-1])])
        snapped = _after_pause(moment, begins)
        edges.append(snapped if snapped > edges[-1] else moment)
    return edges


def _beside(path: Path, sums: Rows, start: int, end: int) -> tuple[float, float]:
    """How like what it repeats a stretch of later moments is, and how much faster."""
    inside = np.flatnonzero((path[:, 0] >= start) & (path[:, 0] < end))
    if len(inside) < SHORTEST // 2:
        return 0.0, 1.0
    first, last = inside[0], inside[-1]
    like = ALIKE + float(sums[last] - sums[first]) / (last - first)
    later, earlier = path[last] - path[first]
    return like, float(np.clip(earlier / max(1, later), 0.5, 2.0))


def _after_pause(moment: int, begins: Moments) -> int:
    """The moment itself, or the end of a pause near it."""
    near = begins[np.abs(begins - moment) <= _NEAR]
    return int(near[np.abs(near - moment).argmin()]) if len(near) else moment


def _join(groups: list[list[Part]], parts: list[Part]) -> None:
    """Put rounds with those they share a round with, else into a group of their own."""
    for group in groups:
        same = [(part, other) for part in parts for other in group if _shared(part, other) > _SAME]
        if same:
            usual = same[0][1].pace / same[0][0].pace
            new = [part for part in parts if all(_shared(part, other) < _OTHER for other in group)]
            group += [replace(part, pace=part.pace * usual) for part in new]
            return
    groups.append(parts)


def _shared(one: Part, other: Part) -> float:
    """How much of the shorter lies within the other."""
    both = min(one.end, other.end) - max(one.start, other.start)
    return max(0, both) / min(one.end - one.start, other.end - other.start)


def _usual(parts: list[Part]) -> list[Part]:
    """The rounds in order, without mere beginnings of one."""
    least = _LEAST_OF_USUAL * float(np.median([part.end - part.start for part in parts])) if parts else 0.0
    return sorted((part for part in parts if part.end - part.start >= least), key=lambda part: part.start)


def _stretches(parts: list[Part], at: Moments, onsets_s: Times) -> list[tuple[float, float]]:
    """The rounds as seconds, each from its first note to the last that is before the next one's."""
    starts = [_beginning(float(at[part.start]) * STEP_S, onsets_s) for part in parts]
    found = []
    for part, start, after in zip(parts, starts, [*starts[1:], np.inf], strict=True):
        inside = at[part.start : part.end]
        inside = inside[inside + 0.5 < after / STEP_S]
        end = min(after, float(inside[-1] + 1) * STEP_S) if len(inside) else start
        found.append((start, end))
    return found


def _beginning(about_s: float, onsets_s: Times) -> float:
    """The note nearest to where a round was found to begin."""
    near = onsets_s[np.abs(onsets_s - about_s) <= _REACH_S]
    return float(near[np.abs(near - about_s).argmin()]) if len(near) else about_s


def _confidence(parts: list[Part]) -> float:
    """From how alike the rounds are, and how many."""
    like = float(np.median([part.like for part in parts]))
    alike = float(np.clip((like - _LIKE) / (_VERY_LIKE - _LIKE), 0, 1))
    return _SUREST * alike * min(1.0, _THREE_SURE + 0.1 * (len(parts) - _FEWEST))
