"""How the figures went, day by day, of what was measured with some confidence."""

from dataclasses import replace
from typing import Any

from sqlalchemy import RowMapping, text
from sqlmodel import Session

from practice_app.metrics import summing
from practice_app.services.progress import fitting
from practice_app.services.progress.days_sql import SURE_ENOUGH
from practice_app.services.progress.rows import TrendPoint, TrendRow
from practice_app.services.progress.sums import IN_RANGE, Span

PLENTY_S = 600.0
"""Seconds of playing, times how sure they are, after which more make a day no surer."""
_DAYS = text(
    "SELECT d.local_day AS day, n AS key, d.weights[n] AS weight, d.x_sums[n] AS x, d.y_sums[n] AS y,"
    " d.confidences[n] AS confidence FROM practice_days d, generate_subscripts(d.weights, 1) AS n"
    f" WHERE {IN_RANGE} AND d.weights[n] > 0 ORDER BY n, d.local_day"
)
_OF_A_PIECE = text(
    "SELECT day, key, sum(weight) AS weight, sum(weight * confidence) AS confidence,"
    f" sum(weight * ({summing.sql('x')})) AS x, sum(weight * ({summing.sql('y')})) AS y"
    " FROM (SELECT d.local_day AS day, d.key, d.value::float8, d.weight::float8, d.confidence::float8"
    f" FROM practice_metrics d WHERE {IN_RANGE} AND d.piece_id = :piece_id AND d.confidence >= {SURE_ENOUGH}) AS sure"
    " GROUP BY key, day ORDER BY key, day"
)


def of_days(db: Session, span: Span) -> list[TrendRow]:
    """Tell how each figure went over a person's days."""
    return _trends(db.execute(_DAYS, span).mappings())


def of_piece(db: Session, span: Span) -> list[TrendRow]:
    """Tell the same of the recordings that were mostly of ``piece_id``."""
    return _trends(db.execute(_OF_A_PIECE, span).mappings())


def _trends(found: Any) -> list[TrendRow]:
    rows: dict[int, list[RowMapping]] = {}
    for row in found:
        rows.setdefault(row["key"], []).append(row)
    return [_trend(number, told) for number, told in rows.items()]


def _trend(number: int, rows: list[RowMapping]) -> TrendRow:
    kind, points = summing.BY_NUMBER[number], [_point(row) for row in rows]
    weights = [min(row["confidence"], PLENTY_S) for row in rows]
    fitted = fitting.fit([point.day.toordinal() for point in points], [point.value for point in points], weights)
    pairs = zip(points, fitted.band, strict=False)  # no band at all where there is no trend
    bands = [replace(point, low=round(low, 3), high=round(high, 3)) for point, (low, high) in pairs]
    return TrendRow(kind.key, kind.unit, bands or points, fitted.says)


def _point(row: RowMapping) -> TrendPoint:
    """Make one value of a day's recordings, as the catalogue has it."""
    back = summing.summed(summing.BY_NUMBER[row["key"]]).back
    value = back(row["x"] / row["weight"], row["y"] / row["weight"])
    return TrendPoint(row["day"], round(value, 3), round(row["confidence"] / row["weight"], 3))
