"""A trend as paths in a box of 100 × 40: a dot for each day, and the band in which the line through them lies. Pure."""

from collections.abc import Sequence
from datetime import date

from practice_app.services.progress import TrendPoint

WIDTH, HEIGHT, EDGE = 100.0, 40.0, 3.0
LEAST_SHARE = 0.1
"""A difference smaller than a tenth of the figure does not fill the height, or chance would look like a mountain."""


def trend(points: Sequence[TrendPoint], since: date, until: date) -> tuple[str, str, str]:
    """Draw the dots, the band and the line in its middle, as SVG's paths; the days are the width."""
    days = max((until - since).days, 1)
    values = [edge for point in points for edge in (point.value, point.low, point.high) if edge is not None]
    middle = (min(values) + max(values)) / 2
    height = max(max(values) - min(values), abs(middle) * LEAST_SHARE) or 1

    def corner(day: date, value: float) -> str:
        y = HEIGHT / 2 - (value - middle) / height * (HEIGHT - 2 * EDGE)
        return f"{WIDTH * (day - since).days / days:.1f},{y:.1f}"

    dots = "".join(f"M{corner(point.day, point.value)}h0" for point in points)
    edges = [(point.day, point.low, point.high) for point in points if point.low is not None and point.high is not None]
    above = [corner(day, high) for day, _, high in edges]
    below = [corner(day, low) for day, low, _ in reversed(edges)]
    line = [corner(day, (low + high) / 2) for day, low, high in edges]
    return dots, f"M{'L'.join(above + below)}Z", f"M{'L'.join(line)}"
