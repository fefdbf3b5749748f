"""A tempo that fits what was played in two ways, read as its player counts it. Pure."""

import math
from collections.abc import Sequence
from typing import Any

TEMPO, DRIFT = "tempo_bpm", "tempo_drift_bpm_per_min"
ALIKE = 1.25
"""So much faster or slower a piece is still counted as it was."""
Document = dict[str, Any]


def nearest(metrics: Sequence[Document], bpm: float) -> Document | None:
    """Of the two readings of a tempo the one that is counted so; nothing where neither is, or there is one only."""
    metric = next((one for one in metrics if one["key"] == TEMPO), None)
    read = (metric or {}).get("alternatives") or ()
    found = min(read, key=lambda one: abs(math.log(one["value"] / bpm)), default=None)
    return found if found and abs(math.log(found["value"] / bpm)) <= math.log(ALIKE) else None


def as_counted(
    metrics: list[Document], curves: list[Document], bpm: float
) -> tuple[list[Document], list[Document]] | None:
    """Figures and curves with the tempo as somebody counts it who counts this piece at about ``bpm``; nothing changes
    where it may not be read so. Both readings stay beside it, so that it can be read the other way again.
    """
    chosen = nearest(metrics, bpm)
    if chosen is None:
        return None
    before = next(one["value"] for one in metrics if one["key"] == TEMPO)
    times = chosen["value"] / before if before else 1.0
    return [_metric(one, chosen, times) for one in metrics], [_curve(one, times) for one in curves]


def _metric(one: Document, chosen: Document, times: float) -> Document:
    if one["key"] == TEMPO:
        sure = chosen.get("confidence", one["confidence"])
        return one | {"value": chosen["value"], "confidence": sure, "reason": None, "picked": True}
    if one["key"] == DRIFT and one["value"] is not None:
        return one | {"value": round(one["value"] * times, 3)}
    return one


def _curve(one: Document, times: float) -> Document:
    if one["key"] != TEMPO:
        return one
    return one | {"values": [None if value is None else round(value * times, 3) for value in one["values"]]}
