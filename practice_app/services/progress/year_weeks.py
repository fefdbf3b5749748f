"""The weeks of a year: what each adds up to, and whether it reached the goals of its player."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.metrics import band_of
from practice_app.services.progress import goals, weeks
from practice_app.services.progress.suggesting import ALL
from practice_app.services.progress.today import week_of
from practice_app.services.progress.weeks import Practised

A_WEEK = timedelta(weeks=1)


@dataclass(frozen=True)
class WeekSum:
    """Seconds that count, seconds by the clock, and whether every goal, as it is set now, was ``met``.

    Between ``low_s`` and ``high_s`` lies what counts, where some of it isn't sure (0: it is a number).
    """

    seconds: float
    clock_s: float
    met: bool = False
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class Day:
    """A day with practice on it; ``played_s``: nothing was recorded when there is none.

    ``less_s`` and ``more_s``: by so much ``counted_s`` may be off.
    """

    day: date
    counted_s: float
    clock_s: float
    played_s: float | None
    corrected: bool = False
    less_s: float = 0
    more_s: float = 0


def span_of(year: int, starts: int) -> tuple[date, date]:
    """Give the first and the last day of the weeks that have a day in a year; ``starts``: 1 Monday … 7 Sunday."""
    return week_of(date(year, 1, 1), starts)[0], week_of(date(year, 12, 31), starts)[1]


def met_by(db: Session, who: UUID, since: date, until: date, starts: int) -> Callable[[date], bool]:
    """Say for the first day of a week whether its goals were reached; without goals none is."""
    meant = {goal.instrument: goal.minutes_per_week * 60 for goal in goals.meant(db, who)}
    reached = reached_in(weeks.practised(db, who, since, until), starts) if meant else {}

    def met(first: date) -> bool:
        done = reached.get(first, {})
        return bool(meant) and all(done.get(instrument, 0) >= wanted for instrument, wanted in meant.items())

    return met


def reached_in(practised: Iterable[Practised], starts: int) -> dict[date, dict[str, float]]:
    """Add up seconds by the first day of a week and by instrument, and for everything together."""
    found: dict[date, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in practised:
        week = found[week_of(one.day, starts)[0]]
        for instrument in {one.instrument, ALL}:
            week[instrument] += one.seconds
    return found


def summed(days: Iterable[Day], since: date, until: date, met: Callable[[date], bool]) -> list[WeekSum]:
    """Add days up by the weeks from ``since`` to ``until``, none left out."""
    weeks: list[list[Day]] = [[] for _ in range((until - since).days // 7 + 1)]
    for one in days:
        weeks[(one.day - since).days // 7].append(one)
    return [_summed(week, met(since + n * A_WEEK)) for n, week in enumerate(weeks)]


def _summed(days: list[Day], met: bool) -> WeekSum:
    counted = sum(one.counted_s for one in days)
    clock = sum(one.clock_s for one in days)
    return WeekSum(round(counted, 3), round(clock, 3), met, *(band_of(counted, days) or ()))
