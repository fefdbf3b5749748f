"""What somebody has earned, from their history alone: a pure function, so that sessions may come in any order.

A measure becomes a series: the moments at which it grew, and what it was from then on. An achievement is earned at the
first moment at which its measure has come far enough, which is the end of the session that earned it.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final

from practice_app.services.awards.achievements import ACHIEVEMENTS, Achievement, Measure

BREAK_DAYS: Final = 14
"""After so many days without practice one comes back."""
WEEK_NEEDS_DAYS: Final = 3
SHORT_S: Final = 15 * 60
SLOW, STILL = 2, 3
"""What a minute of a session counts: twice when it was slow, three times below 60 BPM."""


@dataclass(frozen=True)
class History:
    """What somebody practised; the first five lists are of all their sessions, one after the other.

    Moments are seconds since 1970, ``days`` ordinals of the player's own days; ``weights`` what a minute counts;
    ``runs`` the days in a row, each run with its days; ``moments``: for a measure that counts sessions or things, when
    each came first.
    """

    ended_at: Sequence[float] = ()
    days: Sequence[int] = ()
    counted_s: Sequence[float] = ()
    weights: Sequence[int] = ()
    repetitions: Sequence[int] = ()
    runs: Sequence[Sequence[int]] = ()
    moments: dict[Measure, Sequence[float]] = field(default_factory=dict)


@dataclass(frozen=True)
class Series:
    """When a measure grew, and what it was from then on; values never fall."""

    moments: Sequence[float] = ()
    values: Sequence[float] = ()

    @property
    def value(self) -> float:
        """How far it has come."""
        return self.values[-1] if self.values else 0

    def reached(self, value: float) -> float | None:
        """Tell when it came so far."""
        place = bisect_left(self.values, value)
        return self.moments[place] if place < len(self.values) else None


def earned(history: History) -> dict[Achievement, float]:
    """Give what is earned, and since when."""
    found = measured(history)
    reached = ((one, found[one.measure].reached(one.tier)) for one in ACHIEVEMENTS)
    return {one: at for one, at in reached if at is not None}


def measured(history: History) -> dict[Measure, Series]:
    """Take every measure."""
    by_day = _by_day(history)
    seconds, weights = history.counted_s, history.weights
    slow_s = [s if w >= SLOW else 0.0 for s, w in zip(seconds, weights, strict=True)]
    still_s = [s if w >= STILL else 0.0 for s, w in zip(seconds, weights, strict=True)]
    counted = {measure: _counted(sorted(moments)) for measure, moments in history.moments.items()}
    return (
        {measure: Series() for measure in Measure}
        | counted
        | {
            Measure.SESSIONS: _counted(history.ended_at),
            Measure.HOURS: _summed(history, seconds, 3600),
            Measure.SLOW_HOURS: _summed(history, slow_s, 3600),
            Measure.STILL_MINUTES: _summed(history, still_s, 60),
            Measure.REPETITIONS: _summed(history, history.repetitions),
            Measure.DAYS: _counted([by_day[day] for day in sorted(by_day)]),
            Measure.STREAK: _longest(history.runs, by_day),
            Measure.WEEKS: _longest(_weeks_in_a_row(by_day), by_day),
            Measure.SHORT_DAYS: _counted(_short(history)),
            Measure.RETURNS: _counted([by_day[day] for day in _returns(by_day)]),
        }
    )


def _by_day(history: History) -> dict[int, float]:
    """When the first session of each day ended."""
    found: dict[int, float] = {}
    for day, at in zip(history.days, history.ended_at, strict=True):
        if day not in found or at < found[day]:
            found[day] = at
    return found


def _counted(moments: Sequence[float]) -> Series:
    return Series(moments, range(1, len(moments) + 1))


def _summed(history: History, amounts: Sequence[float], unit: float = 1) -> Series:
    return Series(history.ended_at, [so_far / unit for so_far in accumulate(amounts)])


def _longest(runs: Iterable[Sequence[int]], by_day: dict[int, float]) -> Series:
    """The longest run so far, day by day; a day grows a run when its first session ends."""
    best, moments, values = 0, [], []
    for run in runs:
        known = [day for day in run if day in by_day]
        for length, day in enumerate(known[best:], best + 1):
            best = length
            moments.append(by_day[day])
            values.append(length)
    return Series(moments, values)


def _weeks_in_a_row(by_day: dict[int, float]) -> list[list[int]]:
    """Weeks (from Monday) with enough days, those that follow one another together; each is its day that was enough."""
    weeks: dict[int, list[int]] = {}
    for day in sorted(by_day):
        weeks.setdefault((day - 1) // 7, []).append(day)  # ordinal 1 was a Monday
    enough = {week: days[WEEK_NEEDS_DAYS - 1] for week, days in weeks.items() if len(days) >= WEEK_NEEDS_DAYS}
    runs: list[list[int]] = []
    for week, day in enough.items():
        if week - 1 in enough:
            runs[-1].append(day)
        else:
            runs.append([day])
    return runs


def _returns(by_day: dict[int, float]) -> list[int]:
    days = sorted(by_day)
    return [day for before, day in pairwise(days) if day - before > BREAK_DAYS]


def _short(history: History) -> list[float]:
    """When those days were over on which little was practised, but something: at the end of their last session."""
    seconds: dict[int, float] = {}
    ends: dict[int, float] = {}
    for day, s, at in zip(history.days, history.counted_s, history.ended_at, strict=True):
        seconds[day] = seconds.get(day, 0) + s
        ends[day] = max(at, ends.get(day, at))
    return sorted(ends[day] for day, s in seconds.items() if 0 < s <= SHORT_S)
