"""How the figures went, day by day or week by week, of what was measured with some confidence."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import repeat
from typing import Any

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import summing
from practice_app.services.progress import fitting
from practice_app.services.progress.days_sql import SURE_ENOUGH
from practice_app.services.progress.rows import TrendPoint, TrendRow
from practice_app.services.progress.sums import IN_RANGE, Span

BY_DAY = timedelta(days=124)
"""In a longer time a point is a week: a year of days is more than a page can show, or a phone should fetch."""
PLENTY_S = 600.0
"""Seconds of playing, times how sure they are, after which more make a day no surer."""
_EACH = (
    "SELECT n, day, weight, x, y, confidence FROM (SELECT d.local_day AS day, generate_subscripts(d.weights, 1) AS n,"
    " unnest(d.weights) AS weight, unnest(d.x_sums) AS x, unnest(d.y_sums) AS y, unnest(d.confidences) AS confidence"
    f" FROM practice_days d WHERE {IN_RANGE}) AS told WHERE weight > 0"
)
_DAYS = text(f"{_EACH} ORDER BY n, day")
_WEEKS = text(
    "SELECT n, min(day), sum(weight), sum(x), sum(y), sum(confidence)"
    f" FROM ({_EACH}) AS told GROUP BY n, date_trunc('week', day) ORDER BY 1, 2"
)
"""Weeks of the calendar (ISO 8601), each at its first day that has anything, added up where they lie: to fetch a daily
player's 19,000 sums of a year and add them up here took half of the answer's time."""
_OF_A_PIECE = text(
    f"SELECT key, day, sum(weight), sum(weight * ({summing.sql('x')})), sum(weight * ({summing.sql('y')})),"
    " sum(weight * confidence)"
    " FROM (SELECT d.local_day AS day, d.key, d.value::float8, d.weight::float8, d.confidence::float8"
    f" FROM practice_metrics d WHERE {IN_RANGE} AND d.piece_id = :piece_id AND d.confidence >= {SURE_ENOUGH}) AS sure"
    " GROUP BY key, day ORDER BY key, day"
)


_Told = tuple[date, float, float, float, float]
"""Of a figure on a day the sums of weights, of its two functions, and of confidences, all weighted."""


def of_days(db: Session, span: Span) -> list[TrendRow]:
    """Tell how each figure went over a person's days."""
    return _trends(db.execute(_WEEKS if span["until"] - span["since"] >= BY_DAY else _DAYS, span).all())


def of_piece(db: Session, span: Span) -> list[TrendRow]:
    """Tell the same of the recordings that were mostly of ``piece_id``."""
    return _trends(db.execute(_OF_A_PIECE, span).all())


def _trends(rows: Iterable[Any]) -> list[TrendRow]:
    """Part rows (a metric's number, then what is told of it on a day) into one trend for each metric."""
    told: dict[int, list[_Told]] = defaultdict(list)
    for number, *sums in rows:
        told[number].append((*sums,))
    return [_trend(number, days) for number, days in told.items()]


def _trend(number: int, told: list[_Told]) -> TrendRow:
    kind = summing.BY_NUMBER[number]
    back = summing.summed(kind).back
    values = [_rounded(back(x / weight, y / weight)) for _, weight, x, y, _ in told]
    weights = [min(confidence, PLENTY_S) for *_, confidence in told]
    fitted = fitting.fit([day.toordinal() for day, *_ in told], values, weights)
    band = [(_rounded(low), _rounded(high)) for low, high in fitted.band] or repeat((None, None))
    points = [
        TrendPoint(day, value, _rounded(confidence / weight), low, high)
        for (day, weight, _, _, confidence), value, (low, high) in zip(told, values, band, strict=False)
    ]
    return TrendRow(kind.key, kind.unit, points, fitted.says)


def _rounded(value: float) -> float:
    """Round to three digits in half the time of ``round(value, 3)``: a year has 17,000 of them."""
    return round(value * 1000) / 1000
