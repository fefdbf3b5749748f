"""A stretch of days as the page of statistics shows it: sums, bars, trends, and a chart of the time."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import band
from practice_app.services import accounts, analysis, progress
from practice_app.services.analysis import Leaning, Rightness
from practice_app.services.progress import Dash, PartRow, TrendRow, here, week_start
from practice_app.services.shared.access import visible_sql
from practice_app.services.statistics import chart, shapes

RANGES = {"28": 28, "91": 91, "365": 365}
"""Lengths one may choose, in days up to today; besides them all there is, and days of one's own."""
LONGEST = timedelta(days=3659)
KINDS = ("piece", "section", "focus", "instrument", "mode", "tag")
"""What time is told by, each a list of bars."""
FEWEST_SESSIONS = 5
"""Before so many sessions there is no hour at which one practises most."""


@dataclass(frozen=True)
class Bar:
    """Time put into one thing; lengths in seconds, and in percent of the longest by the clock."""

    key: str
    label: str
    seconds: float
    clock_s: float
    sessions: int
    filled: float
    outline: float


@dataclass(frozen=True)
class TrendShown:
    """How a figure went: paths in a box of 100 × 40, where its line begins and ends, and what is said of it.

    ``weekly``: a point is a week. ``rows`` is the same as a table: day, value, low, high (empty: no band).
    """

    key: str
    says: str
    first: float
    last: float
    points: int
    weekly: bool
    dots: str
    band: str
    middle: str
    rows: list[list[str]]


@dataclass(frozen=True)
class Overview:
    """Everything the page shows of some days; lengths in seconds. ``hour`` is -1 where none stands out."""

    since: str
    until: str
    today: str
    seconds: float
    clock_s: float
    played_s: float
    heard_clock_s: float
    sessions: int
    corrected: int
    days_practised: int
    days: int
    per_day_s: float
    per_session_s: float
    hour: int
    low_s: float = 0
    high_s: float = 0
    """Between what and what ``seconds`` lies where that isn't sure; 0 where it is a number."""
    per_day_low_s: float = 0
    per_day_high_s: float = 0
    per_session_low_s: float = 0
    per_session_high_s: float = 0
    """The same of the two means."""
    checked: int = 0
    right: float = 0
    missed_s: float = 0
    added_s: float = 0
    """Of the sessions they corrected, whatever the days: how many, how much of the clock was heard as they said, and
    how much of it was missed or counted too much; 0 sessions where these are too few, or another looks."""
    leanings: list[Leaning] = field(default_factory=list)
    """On which instruments they are heard more or less readily, as their corrections say; none where another looks."""
    bars: dict[str, list[Bar]] = field(default_factory=dict)
    trends: list[TrendShown] = field(default_factory=list)
    too_few: list[str] = field(default_factory=list)
    """Figures that were measured, on too few days to see a trend yet."""
    figure: dict[str, Any] = field(default_factory=dict)
    table: list[list[str]] = field(default_factory=list)


def overview(
    db: Session, who: UUID, *, span: str, since: str = "", until: str = "", compared: bool = False, accepted: str = ""
) -> Overview:
    """Sum up the days of a span: ``28``, ``91``, ``365``, ``all``, or ``own`` from ``since`` to ``until``.

    ``compared``: the chart has the stretch before it, of the same length, laid over it. Raises ``Invalid`` for days
    that can't be.
    """
    user = accounts.itself(db, who)
    progress.ready(db, who)
    at = here(db, who, user.timezone)
    first, last = (since, until) if span == "own" else _days(db, who, span, at.today)
    dash = progress.dash_at(db, who, at, first or None, last or None)
    before = _before(db, who, dash) if compared else []
    drawn = chart.time(dash.by_day, before, starts=week_start(user.locale, accepted))
    told = replace(_overview(dash, at.today, drawn), leanings=analysis.leanings(db, who))
    return _with_rightness(told, analysis.rightness(db, who))


def of_another(db: Session, owner: UUID, home: str, *, span: str, locale: str, accepted: str = "") -> Overview:
    """The same of somebody whose reader this transaction is; ``locale`` is the reader's, ``home`` the owner's zone."""
    at = here(db, owner, home)
    dash = progress.dash_at(db, owner, at, *_days(db, owner, span, at.today))
    drawn = chart.time(dash.by_day, [], starts=week_start(locale, accepted))
    return _overview(dash, at.today, drawn)


def _with_rightness(shown: Overview, found: Rightness | None) -> Overview:
    if found is None:
        return shown
    return replace(
        shown,
        checked=found.sessions,
        right=round(found.share, 3),
        missed_s=found.missed_s,
        added_s=found.added_s,
    )


def _days(db: Session, who: UUID, span: str, today: date) -> tuple[str, str]:
    return _begin(db, who, span, today).isoformat(), today.isoformat()


def _begin(db: Session, who: UUID, span: str, today: date) -> date:
    if span in RANGES:
        return today - timedelta(days=RANGES[span] - 1)
    first = db.scalar(text(f"SELECT min(d.local_day) FROM practice_days d WHERE {visible_sql('d')}"), {"user_id": who})
    return max(min(first or today, today - timedelta(days=6)), today - LONGEST)


def _before(db: Session, who: UUID, dash: Dash) -> list[progress.DayRow]:
    length = dash.until - dash.since
    last = dash.since - timedelta(days=1)
    return progress.days(db, who, last - length, last)


def _overview(dash: Dash, today: date, drawn: chart.Drawn) -> Overview:
    totals = dash.totals
    told = [row for row in dash.trends if row.points and row.points[0].low is not None]
    per_day, day_low, day_high = _mean(dash, totals.days_practised)
    per_session, session_low, session_high = _mean(dash, totals.sessions)
    return Overview(
        since=dash.since.isoformat(),
        until=dash.until.isoformat(),
        today=today.isoformat(),
        seconds=totals.seconds,
        clock_s=totals.clock_s,
        played_s=totals.played_s,
        heard_clock_s=totals.heard_clock_s,
        sessions=totals.sessions,
        corrected=totals.corrected,
        days_practised=totals.days_practised,
        days=totals.days,
        per_day_s=per_day,
        per_day_low_s=day_low,
        per_day_high_s=day_high,
        per_session_s=per_session,
        per_session_low_s=session_low,
        per_session_high_s=session_high,
        hour=_hour(dash.by_hour, totals.sessions),
        low_s=totals.low_s or 0,
        high_s=totals.high_s or 0,
        bars={kind: _bars(getattr(dash, f"by_{kind}")) for kind in KINDS},
        trends=[_trend(row, dash) for row in told],
        too_few=[row.key for row in dash.trends if row not in told],
        figure=drawn.figure,
        table=drawn.table,
    )


def _mean(dash: Dash, number: int) -> tuple[float, float, float]:
    """What counts, shared out among so many, and between what and what that lies (0: it is a number).

    It is as far off as the sum, shared out alike.
    """
    share = 1 / number if number else 0.0
    seconds = dash.totals.seconds * share
    less_s, more_s = sum(day.less_s for day in dash.by_day), sum(day.more_s for day in dash.by_day)
    low_s, high_s = band(seconds, less_s * share, more_s * share) or (0, 0)
    return seconds, low_s, high_s


def _hour(by_hour: list[PartRow], sessions: int) -> int:
    """The hour with the most practice in it."""
    return int(by_hour[0].key) if by_hour and sessions >= FEWEST_SESSIONS else -1


def _bars(rows: list[PartRow]) -> list[Bar]:
    longest = max((row.clock_s for row in rows), default=0) or 1
    return [
        Bar(
            row.key,
            row.label,
            row.seconds,
            row.clock_s,
            row.sessions,
            round(min(100.0, 100 * row.seconds / longest), 1),
            round(100 * row.clock_s / longest, 1),
        )
        for row in rows
        if row.seconds > 0 or row.clock_s > 0
    ]


def _trend(row: TrendRow, dash: Dash) -> TrendShown:
    drawn = shapes.trend(row.points, dash.since, dash.until)
    rows = [
        [
            point.day.isoformat(),
            str(point.value),
            *(str(edge) if edge is not None else "" for edge in (point.low, point.high)),
        ]
        for point in row.points
    ]
    line = [(point.low + point.high) / 2 for point in row.points if point.low is not None and point.high is not None]
    return TrendShown(
        row.key,
        row.says,
        round(line[0], 3),
        round(line[-1], 3),
        len(row.points),
        dash.until - dash.since >= progress.BY_DAY,
        *drawn,
        rows,
    )
