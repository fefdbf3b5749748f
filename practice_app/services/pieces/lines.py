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
