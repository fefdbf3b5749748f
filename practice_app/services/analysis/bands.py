"""How long somebody played where the analysis isn't sure: a band instead of a number. Pure."""

from collections.abc import Sequence
from typing import Any

from practice_app.metrics import SURE, wide

PLAYED = "played_s"


def unsure(metrics: Sequence[dict[str, Any]]) -> tuple[float, float] | None:
    """Give the band of the played time if it isn't sure; nothing where it is, or where no band was told of it."""
    metric = next((one for one in metrics if one["key"] == PLAYED), None)
    if metric is None or metric["value"] is None or (metric.get("confidence") or 0) >= SURE:
        return None
    low, high = metric.get("low"), metric.get("high")
    if low is None or high is None or not wide(low, high):
        return None
    return low, high


def together(metrics: Sequence[dict[str, Any]]) -> dict[str, float | None]:
    """Add the bands of several takes; a take of which none is told adds its number to both ends."""
    if all(metric.get("low") is None for metric in metrics):
        return {"low": None, "high": None}
    ends = {name: sum(_end(metric, name) for metric in metrics) for name in ("low", "high")}
    return {name: round(end, 3) for name, end in ends.items()}


def _end(metric: dict[str, Any], name: str) -> float:
    found = metric.get(name)
    return float(metric["value"] if found is None else found)
