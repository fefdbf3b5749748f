"""What is drawn of a session: as few shapes as the eye can tell apart, so that a page stays light.

Pure: spans are ``{kind, start_s, end_s}``, a curve ``{step_s, values}`` with ``None`` where nothing is known.
"""

from collections.abc import Iterable
from typing import Any

Document = dict[str, Any]
PLAYING = "playing"
QUIETEST_SHOWN, LEAST_RANGE_DB = 0.05, 12.0


def drawable(spans: Iterable[Document], clock_s: float, columns: int) -> list[Document]:
    """Join playing stretches nearer than one of ``columns`` and drop what is narrower, in order of time."""
    if clock_s <= 0:
        return []
    grain = clock_s / columns
    out: list[Document] = []
    for span in sorted(spans, key=lambda s: float(s["start_s"])):
        start, end = max(0.0, float(span["start_s"])), min(clock_s, float(span["end_s"]))
        if span["kind"] != PLAYING and end - start < grain:
            continue
        last = out[-1] if out else None
        if last and last["kind"] == span["kind"] and start - last["end_s"] < grain:
            last["end_s"] = round(max(last["end_s"], end), 2)
        elif end > start:
            out.append({"kind": span["kind"], "start_s": round(start, 2), "end_s": round(end, 2)})
    return out


def thinned(curve: Document | None, points: int) -> Document:
    """Give a curve at most ``points`` values: of each stretch the mean of what is known."""
    values = list((curve or {}).get("values") or [])
    if not values or curve is None:
        return {}
    every = max(1, -(-len(values) // points))
    means = [_mean(values[n : n + every]) for n in range(0, len(values), every)]
    return {"step_s": round(float(curve["step_s"]) * every, 3), "values": means}


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return round(sum(known) / len(known), 1) if known else None


def bounds(curve: Document) -> tuple[float, float] | None:
    """Between which values a curve is drawn, lowest and highest; None when there is nothing to draw."""
    known = sorted(value for value in curve.get("values") or [] if value is not None)
    if len(known) < 2:
        return None
    low = known[int(QUIETEST_SHOWN * (len(known) - 1))]
    return low, low + max(LEAST_RANGE_DB, known[-1] - low)


def path(curve: Document, clock_s: float, width: int = 1000, height: int = 100) -> str:
    """Draw a curve as an SVG path in a box of ``width`` × ``height``; a new line begins after each unknown."""
    drawn = bounds(curve)
    if drawn is None or clock_s <= 0:
        return ""
    low, high = drawn
    out, pen_down = [], False
    for n, value in enumerate(curve["values"]):
        if value is None:
            pen_down = False
            continue
        x = min(width, (n + 0.5) * curve["step_s"] / clock_s * width)
        y = height * (1 - min(1.0, max(0.0, (value - low) / (high - low))))
        out.append(f"{'L' if pen_down else 'M'}{x:.0f} {y:.0f}")
        pen_down = True
    return "".join(out)
