"""Whether the beat was kept: of the beats at least 85 % within a tenth of a beat of the tempo, and that for sure.

It is worked out from what an analysis stores: the tempo curve says how the beat went on the whole, the onsets when
notes began. A beat is *kept* when the tempo around it lies within a tenth of the mean tempo and a note begins within a
tenth of a beat of where it falls. Where it falls is fitted to eight bars of two at a time: a curve that is half a
percent off would be wrong by a tenth of a beat after twenty. A beat on which no note begins (a long note, a rest, an
offbeat) says nothing; when most are like that, or the ear was not sure of the tempo, nobody can tell.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

TENTH: Final = 0.1
SHARE: Final = 0.85
NO_NOTE: Final = 0.4
"""Further from a beat than this, in beats, what begins is not meant for it: an eighth after it is half a beat away."""
SURE: Final = 0.5
"""Below this confidence of the tempo we are not sure; as for trends."""
WINDOW: Final = 16  # beats that are fitted at once, at most
SHORTEST: Final = 6
FEWEST_BEATS: Final = 16
FEWEST_SHARE: Final = 0.25
"""Of the beats looked at so many must have a note, or nobody can tell."""
MOST_WINDOWS: Final = 24
"""So many stretches are looked at, spread over the take, however long it is."""
_OFFSETS = tuple(n / 10 for n in range(10))
_FINER = (0.0, 0.03, -0.03, 0.06, -0.06)
_SLOPES = (0.0, 0.005, -0.005, 0.01, -0.01, 0.015, -0.015)


@dataclass(frozen=True)
class Take:
    """What is stored of one: its mean tempo, how sure that is, the curve every ``step_s``, and when notes began."""

    bpm: float
    confidence: float
    step_s: float
    curve: Sequence[float | None]
    onsets_s: Sequence[float]


@dataclass(frozen=True)
class Beats:
    """Of the beats that were looked at: how many there were, on how many a note began, how many were kept."""

    passed: int = 0
    counted: int = 0
    kept: int = 0

    def __add__(self, other: "Beats") -> "Beats":
        return Beats(self.passed + other.passed, self.counted + other.counted, self.kept + other.kept)


def steady(takes: Iterable[Take]) -> bool | None:
    """Tell whether the beat was kept over all takes; None: nobody can tell."""
    sure = [take for take in takes if take.confidence >= SURE and take.bpm > 0]
    beats = sum((beats_of(take) for take in sure), Beats())
    if beats.counted < FEWEST_BEATS or beats.counted < FEWEST_SHARE * beats.passed:
        return None
    return beats.kept >= SHARE * beats.counted


def take_of(analysis: dict[str, Any]) -> Take | None:
    """Read what an analysis tells (its ``metrics``, ``curves``, ``onsets``); None where it tells no tempo."""
    told = next((m for m in analysis["metrics"] if m["key"] == "tempo_bpm" and m.get("value") is not None), None)
    curve = next((c for c in analysis["curves"] if c["key"] == "tempo_bpm"), None)
    if told is None or curve is None:
        return None
    onsets = (analysis.get("onsets") or {}).get("times_s") or []
    return Take(told["value"], told.get("confidence") or 0, curve["step_s"], curve["values"], onsets)


def beats_of(take: Take) -> Beats:
    """Count the beats of one take."""
    windows = [window for stretch in _stretches(take) for window in _windows(stretch, take)]
    every = max(1, -(-len(windows) // MOST_WINDOWS))
    return sum((_fitted(window) for window in windows[::every]), Beats())


@dataclass(frozen=True)
class _Window:
    """Some beats in a row: whether the tempo around each is near the mean, and at which beats notes began."""

    near: Sequence[bool]
    phases: Sequence[float]


def _stretches(take: Take) -> Iterable[tuple[int, int]]:
    """Where the tempo is known without a gap, as places in the curve."""
    gaps = [-1, *(n for n, bpm in enumerate(take.curve) if not bpm), len(take.curve)]
    return ((before + 1, after) for before, after in pairwise(gaps) if after - before > 2)


def _windows(stretch: tuple[int, int], take: Take) -> Iterable[_Window]:
    """Cut a stretch into windows of beats; what is too short to tell where the beats fall is left out."""
    first, last = stretch
    passed = [0.0]
    for bpm in take.curve[first:last]:
        passed.append(passed[-1] + (bpm or 0) / 60 * take.step_s)
    begin = bisect_left(take.onsets_s, first * take.step_s)
    end = bisect_left(take.onsets_s, last * take.step_s)
    phases = [_phase(at_s / take.step_s - first, passed) for at_s in take.onsets_s[begin:end]]
    beats = int(passed[-1])
    parts = -(-beats // WINDOW)
    for start, stop in pairwise(beats * n // max(1, parts) for n in range(parts + 1)):
        if stop - start >= SHORTEST:
            inside = phases[bisect_left(phases, start) : bisect_left(phases, stop)]
            near = [_is_near(start + n + 0.5, passed, take, first) for n in range(stop - start)]
            yield _Window(near, [phase - start for phase in inside])


def _phase(place: float, passed: Sequence[float]) -> float:
    whole = min(int(place), len(passed) - 2)
    return passed[whole] + (place - whole) * (passed[whole + 1] - passed[whole])


def _is_near(beat: float, passed: Sequence[float], take: Take, first: int) -> bool:
    place = first + max(0, bisect_left(passed, beat) - 1)
    return abs((take.curve[min(place, len(take.curve) - 1)] or 0) / take.bpm - 1) <= TENTH


def _fitted(window: _Window) -> Beats:
    """Lay the beats where most notes begin on them."""
    begin = max(_OFFSETS, key=lambda offset: _on_the_beat(_laid(window.phases, offset, 0.0)))
    slopes = _SLOPES if len(window.near) > WINDOW / 2 else (0.0,)
    tries = (_laid(window.phases, begin + more, slope) for slope in slopes for more in _FINER)
    nearest = max(tries, key=_on_the_beat)
    last = len(window.near) - 1
    kept = sum(off <= TENTH and window.near[min(max(beat, 0), last)] for beat, off in nearest.items())
    return Beats(len(window.near), len(nearest), kept)


def _laid(phases: Sequence[float], offset: float, slope: float) -> dict[int, float]:
    """How far from each beat the nearest note begins, when the beats are laid so; only beats on which one does."""
    nearest: dict[int, float] = {}
    for phase in phases:
        at = phase * (1 + slope) - offset
        beat = round(at)
        off = abs(at - beat)
        if off <= NO_NOTE and off < nearest.get(beat, 1):
            nearest[beat] = off
    return nearest


def _on_the_beat(nearest: dict[int, float]) -> tuple[int, int]:
    return sum(off <= TENTH for off in nearest.values()), -len(nearest)
