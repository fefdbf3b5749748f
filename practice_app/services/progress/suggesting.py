"""Goals that need not be thought out: what somebody does in most weeks anyway."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from practice_app.services.progress.weeks import Practised

ALL = "all"
"""In place of an instrument: everything that was practised, whatever it was played on."""
WEEKS = 8
"""So far back, in whole weeks: long enough to see a habit, short enough that it is the present one."""
LEAST_WEEKS = 3
"""With fewer weeks of practice there is no habit to speak of."""
STEP = 5
"""Minutes are rounded down to this."""
MOST_REST = 2
"""Whoever leaves out more weekdays than this doesn't rest on them: they practise now and then."""
A_WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Suggestion:
    """So many minutes were reached in most of so many ``weeks``; on ``rest_days`` nothing was practised in any."""

    instrument: str
    minutes: int
    weeks: int
    rest_days: list[int]


def suggested(practised: Iterable[Practised], this_week: date) -> list[Suggestion]:
    """Suggest goals from the whole weeks before the one that begins on ``this_week``, the most practised first."""
    seen = [one for one in practised if this_week - WEEKS * A_WEEK <= one.day < this_week and one.seconds > 0]
    named = defaultdict[str, list[Practised]](list)
    for one in seen:
        named[one.instrument].append(one)
    if set(named) == {""}:
        named = defaultdict(list, {ALL: seen})
    found = [_of(name, days, this_week) for name, days in named.items() if name]
    return sorted((one for one in found if one), key=lambda one: (-one.minutes, one.instrument))


def _of(instrument: str, days: list[Practised], this_week: date) -> Suggestion | None:
    """What was reached in more than half of the weeks since somebody began with an instrument."""
    sums = [0.0] * ((this_week - min(one.day for one in days) - timedelta(days=1)) // A_WEEK + 1)
    for one in days:
        sums[(this_week - one.day - timedelta(days=1)) // A_WEEK] += one.seconds
    reached = sorted(sums, reverse=True)[len(sums) // 2]
    minutes = int(reached / 60) // STEP * STEP
    if len([week for week in sums if week]) < LEAST_WEEKS or not minutes:
        return None
    off = sorted(set(range(7)) - {one.day.weekday() for one in days})
    return Suggestion(instrument, minutes, len(sums), off if len(off) <= MOST_REST else [])
