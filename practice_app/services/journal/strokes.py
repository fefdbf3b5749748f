"""A stave for pages and pictures that have no script: the same shapes as `components/ui/stave_shapes.js` draws.

Both are held to `tests/stave_cases.json`. Pure: x goes from 0 to 1000 across, y from 0 (the top line) to 400.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

Document = dict[str, Any]
WIDE, HIGH, CAP, COLUMNS = 1000, 400, 14, 80
REST_FROM, JOIN = 2.5, 0.35
"""Percent of the width: a narrower rest would only be noise, and so would a narrower break."""
PLAYING, CLOCK, SILENCE = "playing", "clock", "silence"


@dataclass(frozen=True)
class Rest:
    """Where a rest stands: a whole rest hangs from the second line, a half rest sits on the third."""

    x: float
    y: float


@dataclass(frozen=True)
class Stave:
    """The paths of what sounded, of what only the clock saw, and the rests between."""

    ribbons: list[str] = field(default_factory=list)
    hollow: list[str] = field(default_factory=list)
    rests: list[Rest] = field(default_factory=list)


def stave(spans: list[Document], clock_s: float, levels: Document | None = None) -> Stave:
    """Draw a session; what nobody heard is one hollow ribbon as long as the clock."""
    if clock_s <= 0:
        return Stave()
    if not spans:
        return Stave(hollow=ribbons([{"kind": PLAYING, "start_s": 0, "end_s": clock_s}], clock_s, None))
    return Stave(ribbons=ribbons(spans, clock_s, levels), rests=rests(spans, clock_s))


def joined(spans: list[Document], clock_s: float) -> list[Document]:
    """Put neighbouring stretches of playing together that have hardly a breath between them."""
    out: list[Document] = []
    for span in spans:
        last = out[-1] if out else None
        near = last is not None and (span["start_s"] - last["end_s"]) / clock_s * 100 < JOIN
        if last is not None and near and span["kind"] == PLAYING == last["kind"]:
            last["end_s"] = span["end_s"]
        else:
            out.append(dict(span))
    return out


def rests(spans: list[Document], clock_s: float) -> list[Rest]:
    """Say where rests stand."""
    return [
        Rest(_round((one["start_s"] + one["end_s"]) / 2 * 100 / clock_s), 1 if one["kind"] == SILENCE else 1.5)
        for one in joined(spans, clock_s)
        if one["kind"] not in (PLAYING, CLOCK) and (one["end_s"] - one["start_s"]) / clock_s * 100 >= REST_FROM
    ]


def ribbons(spans: list[Document], clock_s: float, levels: Document | None) -> list[str]:
    """Draw a path for each stretch of playing; with loudness it rises and falls, without it lies in the middle."""
    played = joined([span for span in spans if span["kind"] == PLAYING], clock_s)
    loud = levels if levels and len(levels.get("values") or ()) > 1 else None
    height = _heights(loud, played) if loud else _middle
    return [_ribbon(one, clock_s, height, COLUMNS if levels else 0) for one in played]


def _ribbon(span: Document, clock_s: float, height: Callable[[float, float], float], columns: int) -> str:
    start_s, end_s = span["start_s"], span["end_s"]
    begin, end = start_s / clock_s * WIDE, min(end_s, clock_s) / clock_s * WIDE
    cap = min(CAP, (end - begin) / 2)
    count = max(2, _half_up((end - begin) / WIDE * columns)) if columns else 1
    step_s = (end_s - start_s) / count
    points = [
        (
            begin + cap + (end - begin - 2 * cap) * i / count,
            height(start_s + step_s * (i - 1), start_s + step_s * (i + 1)),
        )
        for i in range(count + 1)
    ]
    return _curve(points)


def _middle(_begin_s: float, _end_s: float) -> float:
    return HIGH / 2


def _heights(levels: Document, played: list[Document]) -> Callable[[float, float], float]:
    """Only what sounded counts: the silence beside a phrase says nothing about how loud it was."""
    step_s = levels["step_s"]

    def sounds(second: float) -> bool:
        return any(one["start_s"] <= second <= one["end_s"] for one in played)

    level = shares([value if sounds(i * step_s) else None for i, value in enumerate(levels["values"])])

    def height(begin_s: float, end_s: float) -> float:
        near = [v for v in level[max(0, math.floor(begin_s / step_s)) : math.ceil(end_s / step_s) + 1] if v is not None]
        return HIGH * (0.92 - 0.84 * (sum(near) / len(near) if near else 0.5))

    return height


def shares(values: list[float | None]) -> list[float | None]:
    """Give loudness as a share of this session's own range; None where it can't be known."""
    known = sorted(value for value in values if value is not None)
    if len(known) < 2:
        return [None] * len(values)
    low = _quantile(known, 0.1)
    span = max(6.0, _quantile(known, 0.97) - low)
    return [None if value is None else min(1.0, max(0.0, (value - low) / span)) for value in values]


def _quantile(ordered: list[float], q: float) -> float:
    return ordered[min(len(ordered) - 1, math.floor(q * len(ordered)))]


def _curve(points: list[tuple[float, float]]) -> str:
    """Draw a curve through all points without corners (Catmull-Rom written as Bézier)."""
    parts = []
    for i in range(len(points) - 1):
        before, here = points[max(0, i - 1)], points[i]
        there, after = points[i + 1], points[min(len(points) - 1, i + 2)]
        first = (here[0] + (there[0] - before[0]) / 6, here[1] + (there[1] - before[1]) / 6)
        second = (there[0] - (after[0] - here[0]) / 6, there[1] - (after[1] - here[1]) / 6)
        parts.append(f"C{_numbers(*first, *second, *there)}")
    return f"M{_numbers(*points[0])}{''.join(parts)}"


def _numbers(*values: float) -> str:
    return " ".join(f"{_round(value):g}" for value in values)


def _round(value: float) -> float:
    return _half_up(value * 10) / 10


def _half_up(value: float) -> int:
    return math.floor(value + 0.5)
