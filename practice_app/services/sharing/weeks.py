"""Somebody's last weeks, drawn with no script: a square for each day, a bar for each week, each figure's days. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from practice_app.metrics import Band, band_of
from practice_app.services.progress import TrendRow
from practice_app.services.sharing.opening import DashboardShown, DayShown

LEVELS_S = (1, 15 * 60, 30 * 60, 60 * 60)
"""From so many seconds that count on a day's square is one shade darker."""
WIDE, HIGH = 1000, 100


@dataclass(frozen=True)
class Square:
    """A day: in which week and on which weekday (0 is Monday), how dark, and what it says.

    A ``band``: between what and what it lies, where it isn't sure.
    """

    week: int
    weekday: int
    level: int
    day: date
    counted_s: float
    band: Band | None = None


@dataclass(frozen=True)
class Week:
    """A week from its Monday on: what counts, and what the clock says, in seconds."""

    monday: date
    counted_s: float
    clock_s: float
    share: float
    """Of the longest of these weeks."""
    band: Band | None = None
    """Between what and what ``counted_s`` lies, where it isn't sure."""


@dataclass(frozen=True)
class Line:
    """A figure's days in a box of 1000 × 100: dots, and the band in which the trend lies (empty: none to tell)."""

    dots: str
    band: str


def squares(shown: DashboardShown) -> list[Square]:
    """Give each day its square."""
    known = {day.day: day for day in shown.days}
    first = _monday(shown.since)
    days = [shown.since + timedelta(days=n) for n in range((shown.until - shown.since).days + 1)]
    return [_square(known.get(day) or DayShown(day, 0, None, 0), first) for day in days]


def _square(told: DayShown, first: date) -> Square:
    day, counted_s = told.day, told.counted_s
    week = (_monday(day) - first).days // 7
    return Square(week, day.weekday(), _level(counted_s), day, counted_s, band_of(counted_s, [told]))


def _level(seconds: float) -> int:
    return sum(seconds >= least for least in LEVELS_S)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def weeks(days: Iterable[DayShown], since: date, until: date) -> list[Week]:
    """Add days up by week, the oldest first, weeks without practice among them."""
    mondays: dict[date, list[DayShown]] = {}
    at = _monday(since)
    while at <= until:
        mondays[at] = []
        at += timedelta(weeks=1)
    for day in days:
        mondays[_monday(day.day)].append(day)
    sums = [(monday, *counted(days), days) for monday, days in mondays.items()]
    most = max((counted_s for _, counted_s, *_ in sums), default=0) or 1
    return [
        Week(monday, counted_s, clock_s, round(counted_s / most, 3), band_of(counted_s, days))
        for monday, counted_s, clock_s, days in sums
    ]


def line(trend: TrendRow, since: date, until: date) -> Line:
    """Draw a figure's days, from its smallest to its largest."""
    ends = [end for p in trend.points for end in (p.value, p.low, p.high) if end is not None]
    low, high = min(ends), max(ends)
    room = (high - low) or 1

    def at(day: date, value: float) -> str:
        x = WIDE * ((day - since).days + 0.5) / ((until - since).days + 1)
        return f"{x:.0f} {HIGH * (0.94 - 0.88 * (value - low) / room):.1f}"

    banded = [(point.day, point.low, point.high) for point in trend.points]
    upper = [at(day, top) for day, _, top in banded if top is not None]
    lower = [at(day, bottom) for day, bottom, _ in banded if bottom is not None]
    return Line("".join(f"M{at(point.day, point.value)}h0" for point in trend.points), _closed([*upper, *lower[::-1]]))


def _closed(corners: Sequence[str]) -> str:
    return f"M{'L'.join(corners)}Z" if len(corners) > 3 else ""


def practised(days: Sequence[DayShown]) -> tuple[float | None, float]:
    """Tell how much was heard (None: nothing was recorded), and what the clock says."""
    heard = [day.played_s for day in days if day.played_s is not None]
    return (sum(heard) if heard else None), sum(day.clock_s for day in days)


def counted(days: Sequence[DayShown]) -> tuple[float, float]:
    """Tell how much counts as practised, as on the owner's own pages, and what the clock says."""
    return sum(day.counted_s for day in days), sum(day.clock_s for day in days)
