"""What a session's page says of the notes that were held long, as message ids and numbers: not how well.

Brightness is in harmonics (1: the bare note), as `tone_brightness` of the catalogue of metrics has it.
"""

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.locales import msg
from practice_app.metrics import METRICS
from practice_app.services import analysis
from practice_app.services.journal.words import sure
from practice_app.services.practice import SessionRow
from practice_app.services.shared.access import visible_sql

BRIGHTNESS, OVER_NOISE = "tone_brightness", "tone_over_noise_db"
SURE_ENOUGH = 0.5
FEWEST_BEFORE, MOST_BEFORE = 3, 10
LIKE_SEMITONES = 4.0
"""Sessions are laid beside each other whose long notes lay about as high: low notes are brighter by this measure."""
APART = 0.05
"""What lies outside of what was before by less is like it."""
FEWEST_STEPS = 8
"""In each half of the long notes, for a word on how they went."""
STEADIER = 0.7
Before = list[float]

_KEPT = msg("Their colour wavered as much at the end as at the beginning.")
_STEADIER = msg("Their colour grew steadier towards the end.")
_RESTLESS = msg("Their colour wavered more towards the end.")
_BRIGHTER = msg(
    "Brighter than in your {n} sessions before with notes about as high, where it lay between {low} and {high}."
)
_DARKER = msg(
    "Darker than in your {n} sessions before with notes about as high, where it lay between {low} and {high}."
)
_LIKE = msg("As bright as in your {n} sessions before with notes about as high, where it lay between {low} and {high}.")
_BEFORE = text(
    "SELECT s.id FROM practice_sessions s"
    f" WHERE {visible_sql('s')} AND s.deleted_at IS NULL AND s.instrument = :instrument AND s.started_at < :started_at"
    " AND EXISTS (SELECT 1 FROM practice_metrics p"
    f" WHERE {visible_sql('p')} AND p.local_day = s.local_day AND p.session_id = s.id"
    f" AND p.key = {METRICS[BRIGHTNESS].number} AND p.confidence >= {SURE_ENOUGH})"
    " ORDER BY s.started_at DESC LIMIT 30"
)


def told(metrics: Sequence[dict[str, Any]], curves: Sequence[dict[str, Any]], before: Before) -> dict[str, Any]:
    """The numbers, and a sentence on how it went and one on how it was before; nothing where no note was held long."""
    bright, noise = (_known(metrics, key) for key in (BRIGHTNESS, OVER_NOISE))
    if bright is None:
        return {}
    beside, values = _beside(bright["value"], before)
    return {
        "brightness": bright["value"],
        "over_noise": noise["value"] if noise else None,
        "under": sure(bright["confidence"]),
        "course": _course(curves),
        "beside": beside,
        "values": values,
    }


def _known(metrics: Sequence[dict[str, Any]], key: str) -> dict[str, Any] | None:
    """The figure, where it is known surely enough to be told, or laid beside another."""
    known = (one for one in metrics if one["key"] == key and one["value"] is not None)
    return next((one for one in known if (one["confidence"] or 0) >= SURE_ENOUGH), None)


def _course(curves: Sequence[dict[str, Any]]) -> str:
    """Whether the second half of the long notes wavered less than the first; nothing where there are too few."""
    values: Sequence[float | None] = next((one["values"] for one in curves if one["key"] == BRIGHTNESS), [])
    steps = [abs(math.log(b / a)) for a, b in pairwise(values) if a and b]
    half = len(steps) // 2
    if half < FEWEST_STEPS:
        return ""
    first, second = (sum(part) / len(part) for part in (steps[:half], steps[half:]))
    if second < STEADIER * first:
        return _STEADIER
    return _RESTLESS if first < STEADIER * second else _KEPT


def _beside(value: float, before: Before) -> tuple[str, dict[str, Any]]:
    if len(before) < FEWEST_BEFORE:
        return "", {}
    low, high = min(before), max(before)
    values = {"n": len(before), "low": f"{low:.1f}", "high": f"{high:.1f}"}
    if value > high * (1 + APART):
        return _BRIGHTER, values
    return (_DARKER if value < low * (1 - APART) else _LIKE), values


def before(db: Session, who: UUID, row: SessionRow, metrics: Sequence[dict[str, Any]]) -> Before:
    """How bright long notes about as high were in their owner's sessions before on this instrument, latest first."""
    bright = _known(metrics, BRIGHTNESS)
    if not row.instrument or bright is None or "pitch_hz" not in bright:
        return []
    asked = {"user_id": who, "instrument": row.instrument, "started_at": row.started_at}
    ids = list(db.scalars(_BEFORE, asked))
    found = analysis.figures_in(db, who, ids)
    figures = [one for session_id in ids if (one := _known(found.get(session_id, []), BRIGHTNESS))]
    alike = [one["value"] for one in figures if _as_high(one.get("pitch_hz"), bright["pitch_hz"])]
    return alike[:MOST_BEFORE]


def _as_high(hz: float | None, other_hz: float) -> bool:
    return hz is not None and abs(12 * math.log2(hz / other_hz)) <= LIKE_SEMITONES
