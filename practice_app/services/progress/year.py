"""A year, a letter for each of its days: how much was practised for this player, and why nothing was."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from statistics import median
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.metrics import band_of
from practice_app.models import User
from practice_app.services.progress import rests
from practice_app.services.progress.figures import minutes, streaks
from practice_app.services.progress.rollups import ready
from practice_app.services.progress.streaks import Rests, is_rest
from practice_app.services.progress.today import Here, here
from practice_app.services.progress.year_weeks import Day, WeekSum, met_by, span_of, summed
from practice_app.services.shared.access import Permission, require, visible_sql

A_DAY = timedelta(days=1)
MONDAY = 1
LEVELS = (0.5, 1.0, 1.5)
"""Where the levels 2, 3 and 4 begin, beside an ordinary day of this player's year (the median of days practised)."""
HEARD, BY_CLOCK = "1234", "abcd"
NOTHING, REST, FROZEN, TO_COME = ".rf-"
EARLIEST = 1900


@dataclass(frozen=True)
class SumRow:
    """Seconds that count, seconds by the clock, and on how many days.

    Between ``low_s`` and ``high_s`` lies what counts, where some of it isn't sure (0: it is a number).
    """

    seconds: float = 0
    clock_s: float = 0
    days: int = 0
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class YearRow:
    """A year as it is drawn; lists and ``marks`` have an entry for each day of it, ``months`` one for each month.

    ``marks``: ``1`` to ``4`` much was heard, beside an ordinary day of that year; ``a`` to ``d`` the same where there
    is only the clock; ``r`` a rest day, ``f`` one that a freeze covers, ``.`` nothing, ``-`` still to come.
    ``heard_minutes``: 0 where nothing was recorded; ``corrected``: the numbers (from 0) of the days of which something
    counts as the player corrected it; ``doubts``: the number of each day that isn't sure, and between which seconds it
    lies; ``weeks``: those with a day in the year, whole, also where another has some of
    their days.
    """

    year: int
    earliest: int
    marks: str
    minutes: list[int] = field(default_factory=list)
    clock_minutes: list[int] = field(default_factory=list)
    heard_minutes: list[int] = field(default_factory=list)
    corrected: list[int] = field(default_factory=list)
    doubts: list[tuple[int, float, float]] = field(default_factory=list)
    weeks: list[WeekSum] = field(default_factory=list)
    months: list[SumRow] = field(default_factory=list)
    whole: SumRow = field(default_factory=SumRow)


_DAYS = text(
    "SELECT d.local_day, d.counted_s, d.clock_s, d.played_s, d.corrected > 0, d.less_s, d.more_s"
    f" FROM practice_days d WHERE {visible_sql('d')}"
    " AND d.local_day BETWEEN :since AND :until AND d.sessions > 0 ORDER BY d.local_day"
)
_FIRST = text(f"SELECT min(d.local_day) FROM practice_days d WHERE {visible_sql('d')} AND d.sessions > 0")


def year(db: Session, who: UUID, shown: int = 0, starts: int = MONDAY) -> YearRow:
    """Give a calendar year (this one unless told) of one's own; raise ``NotFound`` for one that has not begun.

    ``starts`` is the weekday that weeks begin with: 1 Monday … 7 Sunday.
    """
    ready(db, who)
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    at = here(db, who, user.timezone)
    shown = shown or at.today.year
    if not EARLIEST <= shown <= at.today.year:
        raise NotFound()
    first = db.execute(_FIRST, {"user_id": who}).scalar() or at.today
    since, until = span_of(shown, starts)
    found = days(db, who, since, until)
    quiet = without(first, at.today, rests.of(db, who), frozenset(streaks(db, who, at).frozen))
    met = met_by(db, who, since, until, starts)
    weeks = summed(found, since, until, met)
    inside = [one for one in found if one.day.year == shown]
    return replace(drawn(shown, inside, quiet, min(first.year, shown)), weeks=weeks)


def days(db: Session, user_id: UUID, since: date, until: date) -> list[Day]:
    """List the days with practice from ``since`` to ``until`` (both included)."""
    return [Day(*row) for row in db.execute(_DAYS, {"user_id": user_id, "since": since, "until": until})]


def days_off(db: Session, user_id: UUID, at: Here, since: date, until: date) -> dict[date, bool]:
    """Give the rest days from ``since`` to ``until`` that have come, and (``True``) the days that a freeze covers."""
    first = db.execute(_FIRST, {"user_id": user_id}).scalar() or at.today
    mark = without(first, at.today, rests.of(db, user_id), frozenset(streaks(db, user_id, at).frozen))
    dates = (since + n * A_DAY for n in range((until - since).days + 1))
    return {day: mark(day) == FROZEN for day in dates if mark(day) in (REST, FROZEN)}


def without(first: date, today: date, resting: Rests, frozen: frozenset[date]) -> Callable[[date], str]:
    """Say how a day without practice is marked; before ``first`` nobody was here to rest."""

    def mark(day: date) -> str:
        if day > today:
            return TO_COME
        if day in frozen:
            return FROZEN
        return REST if first <= day <= today and is_rest(day, resting) else NOTHING

    return mark


def drawn(shown: int, found: list[Day], quiet: Callable[[date], str], earliest: int) -> YearRow:
    """Put a year together from its days with practice."""
    by_day = {one.day: one for one in found}
    ordinary = median([one.counted_s for one in found] or [0])
    begin = date(shown, 1, 1)
    dates = [begin + n * A_DAY for n in range((date(shown, 12, 31) - begin).days + 1)]
    known = [by_day.get(day) for day in dates]
    marks = [_mark(one, ordinary) if one else quiet(day) for one, day in zip(known, dates, strict=True)]
    return YearRow(
        year=shown,
        earliest=earliest,
        marks="".join(marks),
        minutes=[minutes(one.counted_s) if one else 0 for one in known],
        clock_minutes=[minutes(one.clock_s) if one else 0 for one in known],
        heard_minutes=[minutes(one.played_s or 0) if one else 0 for one in known],
        corrected=[n for n, one in enumerate(known) if one and one.corrected],
        doubts=[(n, *band) for n, one in enumerate(known) if one and (band := band_of(one.counted_s, [one]))],
        months=[added(one for one in found if one.day.month == month) for month in range(1, 13)],
        whole=added(found),
    )


def added(some: Iterable[Day]) -> SumRow:
    """Add days up."""
    listed = list(some)
    counted, clock = sum(one.counted_s for one in listed), sum(one.clock_s for one in listed)
    return SumRow(round(counted, 3), round(clock, 3), len(listed), *(band_of(counted, listed) or ()))


def _mark(one: Day, ordinary: float) -> str:
    level = sum(one.counted_s >= share * ordinary for share in LEVELS)
    return (BY_CLOCK if one.played_s is None else HEARD)[level]
