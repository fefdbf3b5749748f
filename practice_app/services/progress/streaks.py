"""Days in a row, with rest days and freezes: worked out from nothing each time, with no counter kept anywhere.

- A *rest day* is a weekday on which nothing is expected: without practice it neither breaks a streak nor lengthens it.
- A *freeze* covers a day that was missed. Each ``EARNED_BY`` days of a streak earn one, ``MOST`` are kept; a missed day
  takes one by itself, once it is over. A day that a freeze covers doesn't lengthen the streak either.
- A day that did not exist for the player, or passed in flight, was not missed (``runs.py``).

So the same days of practice give the same answer, in whatever order, how often and how late they arrived. And one day
more never makes a streak shorter: what counted towards a freeze goes with the streak that ends, or it could be earned
earlier and spent elsewhere.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from practice_app.services.progress.runs import Run, missed_between, missed_since
from practice_app.services.progress.today import Here

EARNED_BY = 7
"""Days of practice in a row that earn a freeze: a guess at what feels earned and is not long to wait for."""
MOST = 2
"""Freezes that are kept at most: enough for a weekend away."""
Rests = Mapping[int, date | None]
"""Rest days by weekday (0 Monday … 6 Sunday): before which day they were, or ``None`` while they still are."""
NO_RESTS: Rests = {}


def is_rest(day: date, rests: Rests) -> bool:
    """Tell whether nothing was expected on a day."""
    until = rests.get(day.weekday(), date.min)
    return until is None or day < until


@dataclass(frozen=True)
class Streak:
    """Runs that belong together, the earliest first; its length is how many days were practised in them."""

    runs: tuple[Run, ...]
    length: int

    def reached(self, days: int) -> date | None:
        """Tell on which day it came to so many days, if it did."""
        left = days
        for run in self.runs:
            if left <= run.length:
                return run.first + timedelta(days=left - 1)
            left -= run.length
        return None


@dataclass(frozen=True)
class Streaks:
    """Every streak, the earliest first; ``goes_on``: the last one is not broken.

    ``freezes`` are kept now, so many days of practice (``until_freeze``) earn the next one (0: no more are kept), and
    ``frozen`` are the days that took one, the earliest first.
    """

    all: tuple[Streak, ...] = ()
    goes_on: bool = False
    freezes: int = 0
    until_freeze: int = EARNED_BY
    frozen: tuple[date, ...] = ()

    @property
    def current(self) -> int:
        """How many days in a row it is now."""
        return self.all[-1].length if self.goes_on else 0

    @property
    def longest(self) -> int:
        """How many days in a row it ever was."""
        return max((streak.length for streak in self.all), default=0)

    def practised(self, day: date) -> bool:
        """Tell whether something was practised on a day."""
        return any(run.first <= day <= run.last for streak in self.all for run in streak.runs)

    def reached(self, days: int) -> date | None:
        """Tell on which day a streak came to so many days for the first time, if one ever did."""
        return min((day for day in (streak.reached(days) for streak in self.all) if day), default=None)


def worked_out(runs: Iterable[Run], rests: Rests, at: Here) -> Streaks:
    """Put runs (the earliest first) together to streaks, as it is at a player's place and day."""
    freezer, streaks, going = _Freezer(), list[Streak](), list[Run]()
    for run in runs:
        if going and not freezer.covers(missed_between(going[-1], run), rests):
            streaks.append(_streak(going))
            going = []
        going.append(run)
        freezer.earn(run.length)
    goes_on = bool(going) and freezer.covers(missed_since(going[-1], at), rests)
    if going:
        streaks.append(_streak(going))
    return Streaks(tuple(streaks), goes_on, freezer.kept, freezer.until_next, tuple(freezer.frozen))


def _streak(runs: list[Run]) -> Streak:
    return Streak(tuple(runs), sum(run.length for run in runs))


@dataclass
class _Freezer:
    """The freezes at a moment of the story; ``days`` of practice count towards the next."""

    kept: int = 0
    days: int = 0
    frozen: list[date] = field(default_factory=list)

    @property
    def until_next(self) -> int:
        return 0 if self.kept == MOST else EARNED_BY - self.days

    def earn(self, practised: int) -> None:
        """Count days of practice; what comes while no more are kept counts for nothing."""
        earned, self.days = divmod(self.days + practised, EARNED_BY)
        self.kept += earned
        if self.kept >= MOST:
            self.kept, self.days = MOST, 0

    def covers(self, missed: Iterable[date], rests: Rests) -> bool:
        """Take a freeze for each day that is no rest day; tell whether there was one for each."""
        for day in missed:
            if is_rest(day, rests):
                continue
            if not self.kept:
                self.days = 0
                return False
            self.kept -= 1
            self.frozen.append(day)
        return True
