"""How the figures went, day by day or week by week, of what was measured with some confidence."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import groupby, repeat, zip_longest

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
_DAYS = text(
    "SELECT d.local_day AS day, d.weights, d.x_sums, d.y_sums, d.confidences"
    f" FROM practice_days d WHERE {IN_RANGE} AND d.weights <> '{{}}' ORDER BY d.local_day"
)
"""Whole rows: to take them apart costs the database more than it costs us."""
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
    days: list[_Days] = [(day, sums) for day, *sums in db.execute(_DAYS, span).all()]
    if span["until"] - span["since"] >= BY_DAY:
        days = _weeks(days)
    told: dict[int, list[_Told]] = defaultdict(list)
    for day, sums in days:
        for number, (weight, x, y, confidence) in enumerate(zip(*sums, strict=True), 1):
            if weight > 0:
                told[number].append((day, weight, x, y, confidence))
    return [_trend(number, told[number]) for number in sorted(told)]


_Days = tuple[date, list[list[float]]]
"""A day, and its four lists of sums: by metric weights, both functions, confidences."""


def _weeks(days: list[_Days]) -> list[_Days]:
    """Add up the days of each week of the calendar (ISO 8601); it stands at the first day that has anything.

    Metric by metric over whole lists: a daily player's year has 4,000 sums, and taken one by one they were
    a third of the answer's time.
    """
    weeks = (list(week) for _, week in groupby(days, lambda day: day[0].toordinal() - day[0].weekday()))
    return [
        (
            week[0][0],
            [
                list(map(sum, zip_longest(*lists, fillvalue=0.0)))
                for lists in zip(*(sums for _, sums in week), strict=True)
            ],
        )
        for week in weeks
    ]


def of_piece(db: Session, span: Span) -> list[TrendRow]:
    """Tell the same of the recordings that were mostly of ``piece_id``."""
    told: dict[int, list[_Told]] = defaultdict(list)
    for number, *sums in db.execute(_OF_A_PIECE, span).all():
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
