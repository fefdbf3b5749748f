"""What is different between two takes laid side by side: pace, steadiness, loudness, intonation, stretch by stretch.

Times are seconds on the first take's clock. Pace comes from the path alone and needs no beat; the rest from what was
heard in each take, and only where the ear was sure of it in both. Loudness is against each take's own usual, for how
far away the microphone stood says nothing about playing.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from workers.comparing.align import Path, Stretch

Doubles = NDArray[np.float64]
STEPS_S = (5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0)
MOST_STRETCHES, MOST_POINTS = 8, 240
SHORTEST_S, SHORTEST_SHARE = 3.0, 0.5
PACE, LOUDER_DB, IN_TUNE_CENTS = 0.03, 2.0, 4.0
STEADIER_POINTS, STEADIER_TIMES = 1.0, 1.35
SURE, KNOWN = 0.6, 0.6
"""How confident the ear must have been of a figure, and of how much of a stretch it must tell something."""
MEAN_S = 4.0


@dataclass(frozen=True)
class Difference:
    """One thing that is different in a stretch: ``a`` and ``b`` in its unit, ``change`` what that is called."""

    key: str
    change: str
    a: float
    b: float
    unit: str
    from_s: float
    to_s: float
    b_from_s: float
    b_to_s: float
    bars: tuple[int, int] | None = None


@dataclass(frozen=True)
class Part:
    """A stretch to tell of, in both takes."""

    a: tuple[float, float]
    b: tuple[float, float]
    bars: tuple[int, int] | None = None


class Heard:
    """What an analysis tells of a take, as curves that can be asked at any moment."""

    def __init__(self, analysis: dict[str, Any] | None) -> None:
        told = analysis or {}
        self._curves = {curve["key"]: curve for curve in told.get("curves", ())}
        self._sure = {metric["key"]: metric.get("confidence") or 0.0 for metric in told.get("metrics", ())}

    def sure(self, key: str) -> bool:
        """Whether the ear was sure of this figure."""
        return float(self._sure.get(key, 0.0)) >= SURE

    def at(self, key: str, seconds: Doubles) -> Doubles:
        """The curve's values then; NaN where it says nothing."""
        curve = self._curves.get(key)
        if not curve or not curve["values"]:
            return np.full(len(seconds), np.nan)
        values = np.array([np.nan if value is None else value for value in curve["values"]], float)
        index = np.floor(seconds / curve["step_s"]).astype(int)
        return np.where((index >= 0) & (index < len(values)), values[np.clip(index, 0, len(values) - 1)], np.nan)

    def within(self, key: str, start_s: float, end_s: float) -> Doubles:
        """The curve's values of a stretch, those that are known; none where too little of it is."""
        curve = self._curves.get(key)
        step = curve["step_s"] if curve else 1.0
        values = self.at(key, np.arange(start_s + step / 2, end_s, step))
        known = values[~np.isnan(values)]
        return known if len(known) >= KNOWN * max(1, len(values)) else known[:0]

    def usual(self, key: str, stretches: Sequence[tuple[float, float]]) -> float:
        """The median of what a curve says in all these stretches together."""
        values = [self.within(key, start, end) for start, end in stretches]
        whole = np.concatenate(values) if values else np.zeros(0)
        return float(np.median(whole)) if len(whole) else float("nan")


def parts(stretches: Sequence[Stretch], bars: tuple[int, int] | None) -> list[Part]:
    """Stretches of equal length to tell of: of bars, where the whole is known to be these, else of time."""
    if bars and len(stretches) == 1 and bars[1] > bars[0]:
        return _by_bars(stretches[0].path, bars)
    begin, end = stretches[0].path[0, 0], stretches[-1].path[-1, 0]
    step = next((size for size in STEPS_S if (end - begin) / size <= MOST_STRETCHES), STEPS_S[-1])
    edges = np.arange(np.floor(begin / step) * step, end + step, step)
    return [part for one in stretches for part in _cut(one.path, edges, step)]


def _cut(path: Path, edges: Doubles, step: float) -> list[Part]:
    out = []
    for low, high in pairwise(edges):
        start, end = max(low, path[0, 0]), min(high, path[-1, 0])
        if end - start >= max(SHORTEST_S, SHORTEST_SHARE * step):
            out.append(Part((float(start), float(end)), _there(path, start, end)))
    return out


def _by_bars(path: Path, bars: tuple[int, int]) -> list[Part]:
    count = bars[1] - bars[0] + 1
    size = next(n for n in (1, 2, 4, 8, 16, 32, 10_000) if count / n <= MOST_STRETCHES)
    first, length = float(path[0, 0]), float(path[-1, 0] - path[0, 0]) / count
    out = []
    for bar in range(0, count, size):
        until = min(bar + size, count)
        start, end = first + bar * length, first + until * length
        out.append(Part((start, end), _there(path, start, end), (bars[0] + bar, bars[0] + until - 1)))
    return out


def _there(path: Path, start: float, end: float) -> tuple[float, float]:
    return float(np.interp(start, *path.T)), float(np.interp(end, *path.T))


def told(some: Sequence[Part], a: Heard, b: Heard) -> list[Difference]:
    """What is different, part by part; nothing is said where it is the same or not known."""
    tellers: tuple[Callable[[Part], tuple[str, str, float, float, str] | None], ...] = (
        _pace,
        lambda part: _steadiness(part, a, b),
        _loudness(some, a, b),
        lambda part: _intonation(part, a, b),
    )
    found = ((part, teller(part)) for part in some for teller in tellers)
    return [_difference(part, *one) for part, one in found if one]


def _difference(part: Part, key: str, change: str, a: float, b: float, unit: str) -> Difference:
    (from_s, to_s), (b_from_s, b_to_s) = part.a, part.b
    places = (round(from_s, 2), round(to_s, 2), round(b_from_s, 2), round(b_to_s, 2))
    return Difference(key, change, round(a, 2), round(b, 2), unit, *places, part.bars)


def _pace(part: Part) -> tuple[str, str, float, float, str] | None:
    long_a, long_b = part.a[1] - part.a[0], part.b[1] - part.b[0]
    faster = long_a / max(long_b, 1e-6) - 1
    if abs(faster) < PACE:
        return None
    return "tempo", "faster" if faster > 0 else "slower", long_a, long_b, "s"


def _steadiness(part: Part, a: Heard, b: Heard) -> tuple[str, str, float, float, str] | None:
    key = "tempo_stability_pct"
    if not (a.sure(key) and b.sure(key)):
        return None
    sway_a, sway_b = (_sway(heard.within("tempo_bpm", *at)) for heard, at in ((a, part.a), (b, part.b)))
    if sway_a is None or sway_b is None or abs(sway_a - sway_b) < STEADIER_POINTS:
        return None
    if max(sway_a, sway_b) < STEADIER_TIMES * max(min(sway_a, sway_b), 0.5):
        return None
    return key, "steadier" if sway_b < sway_a else "less_steady", sway_a, sway_b, "%"


def _sway(bpm: Doubles) -> float | None:
    """How far the tempo strays from its own line within a stretch, in percent."""
    if len(bpm) < 8:
        return None
    at = np.arange(len(bpm))
    slope, offset = np.polyfit(at, bpm, 1)
    return float(np.std(bpm - (slope * at + offset)) / bpm.mean() * 100)


def _loudness(some: Sequence[Part], a: Heard, b: Heard) -> Callable[[Part], tuple[str, str, float, float, str] | None]:
    key = "loudness_lufs"
    usual_a, usual_b = a.usual(key, [part.a for part in some]), b.usual(key, [part.b for part in some])

    def tell(part: Part) -> tuple[str, str, float, float, str] | None:
        level_a, level_b = _level(a.within(key, *part.a)) - usual_a, _level(b.within(key, *part.b)) - usual_b
        if not abs(level_b - level_a) >= LOUDER_DB:  # nothing to say where one is not known, either
            return None
        return key, "louder" if level_b > level_a else "softer", level_a, level_b, "dB"

    return tell


def _level(values: Doubles) -> float:
    return float(10 * np.log10(np.mean(10 ** (values / 10)))) if len(values) else float("nan")


def _intonation(part: Part, a: Heard, b: Heard) -> tuple[str, str, float, float, str] | None:
    key = "intonation_spread_cents"
    if not (a.sure(key) and b.sure(key)):
        return None
    cents_a, cents_b = (heard.within("intonation_cents", *at) for heard, at in ((a, part.a), (b, part.b)))
    if min(len(cents_a), len(cents_b)) < 4:
        return None
    off_a, off_b = float(np.abs(cents_a).mean()), float(np.abs(cents_b).mean())
    if abs(off_b - off_a) < IN_TUNE_CENTS:
        return None
    return key, "more_in_tune" if off_b < off_a else "less_in_tune", off_a, off_b, "cents"


def drawn(stretches: Sequence[Stretch], seconds: float, a: Heard, b: Heard) -> dict[str, Any]:
    """What is drawn over the first take's time: both loudnesses against their usual, and how much faster the second is.

    ``None`` where there is nothing to say.
    """
    step = max(0.5, seconds / MOST_POINTS)
    at = np.arange(step / 2, seconds, step)
    there, pace = np.full(len(at), np.nan), np.full(len(at), np.nan)
    for one in stretches:
        inside = (at >= one.path[0, 0]) & (at <= one.path[-1, 0])
        there[inside] = np.interp(at[inside], *one.path.T)
        low, high = (np.clip(at[inside] + off, one.path[0, 0], one.path[-1, 0]) for off in (-MEAN_S / 2, MEAN_S / 2))
        long_b = np.interp(high, *one.path.T) - np.interp(low, *one.path.T)
        pace[inside] = ((high - low) / np.maximum(long_b, 0.1) - 1) * 100
    key = "loudness_lufs"
    loud_a, loud_b = a.at(key, at), np.where(np.isnan(there), np.nan, b.at(key, np.nan_to_num(there)))
    usual = [float(np.nanmedian(values)) if not np.isnan(values).all() else 0.0 for values in (loud_a, loud_b)]
    return {
        "step_s": round(step, 3),
        "loudness_a": _written(loud_a - usual[0]),
        "loudness_b": _written(loud_b - usual[1]),
        "faster_pct": _written(np.clip(pace, -100, 100)),
    }


def _written(values: Doubles) -> list[float | None]:
    return [None if np.isnan(value) else round(float(value), 1) for value in values]


def document(differences: Sequence[Difference]) -> list[dict[str, Any]]:
    """As it is stored."""
    return [asdict(one) for one in differences]
