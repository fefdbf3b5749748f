"""A figure over time as a line, drawn in a box of 100 × 28. Pure."""

from collections.abc import Sequence

LEAST_SHARE = 0.2
Corner = tuple[float, float]


def corners(points: Sequence[Corner]) -> list[Corner]:
    """Turn points of (moment from 0 to 1, value) into corners: x to the right, y downwards, both from 0 to 1.

    A difference smaller than a fifth of the figure does not fill the height, or chance would look like a mountain.
    """
    values = [value for _, value in points]
    middle = (min(values) + max(values)) / 2
    height = max(max(values) - min(values), abs(middle) * LEAST_SHARE) or 1
    return [(x, 0.5 - (value - middle) / height) for x, value in points]


def paths(points: Sequence[Corner]) -> tuple[str, str]:
    """The line through them, and a dot at each, as SVG's paths."""
    drawn = [f"{100 * x:.1f},{2 + 24 * y:.1f}" for x, y in corners(points)]
    return "M" + "L".join(drawn), "".join(f"M{corner}h0" for corner in drawn)


def against(points: Sequence[Corner], target: float) -> tuple[str, str, float]:
    """The same of a tempo with its ``target`` in the picture (0: none): line, dots, and how high the target is (-1)."""
    values = [value for _, value in points] + ([target] if target else [])
    low, high = min(values), max(values)
    room = max(high - low, high * LEAST_SHARE) or 1
    middle = (low + high) / 2
    drawn = [f"{100 * x:.1f},{14 - 24 * (value - middle) / room:.1f}" for x, value in points]
    height = round(14 - 24 * (target - middle) / room, 1) if target else -1.0
    return "M" + "L".join(drawn), "".join(f"M{corner}h0" for corner in drawn), height
