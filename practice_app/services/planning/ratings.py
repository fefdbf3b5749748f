"""What a day's practice says of a passage, as the one rating that spaced review takes. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from statistics import median
from uuid import UUID

from fsrs import Rating

FEWEST = 3
"""So many earlier values make a usual one."""
NEWEST = 10
"""The usual sway is that of so many runs before."""
CLEARLY = 1.2
"""A sway that is larger than the usual one by this factor is less steady; what is closer may be chance."""
_BY_SELF = {1: Rating.Again, 2: Rating.Again, 3: Rating.Hard, 4: Rating.Good, 5: Rating.Easy}


@dataclass(frozen=True)
class Run:
    """A passage in one session: as the player rated it, and how far the beat swayed where that is known for sure.

    ``sway_pct`` is the steadiness of the analysis, in percent: the smaller, the steadier. ``None``: can't tell.
    """

    session_id: UUID
    started_at: datetime
    day: date
    self_rating: int | None = None
    sway_pct: float | None = None
    seconds: float = 0


@dataclass(frozen=True)
class DayRating:
    """The rating of one local day. ``unsteady``: lower by one for what was measured; ``said``: by the player."""

    day: date
    rating: Rating
    unsteady: bool = False
    said: int | None = None


def ratings(runs: Iterable[Run]) -> list[DayRating]:
    """Rate each day once, the earliest first: by its last run, or by one that failed, whichever is worse.

    The order in which the runs come does not matter, nor that one comes twice.
    """
    in_order = sorted({run.session_id: run for run in runs}.values(), key=_turn)
    sways: list[float] = []
    rated: list[DayRating] = []
    for run in in_order:
        rated.append(_rated(run, sways))
        if run.sway_pct is not None:
            sways.append(run.sway_pct)
    return [_of_a_day(list(of_day)) for _, of_day in groupby(rated, key=lambda one: one.day)]


def _turn(run: Run) -> tuple[date, datetime, UUID]:
    return run.day, run.started_at, run.session_id


def _rated(run: Run, before: list[float]) -> DayRating:
    """Rate one run; a session of which nothing was said went well enough."""
    rating = Rating.Good if run.self_rating is None else _BY_SELF[run.self_rating]
    unsteady = less_steady(run.sway_pct, before)
    return DayRating(run.day, Rating(max(rating - 1, 1)) if unsteady else rating, unsteady, run.self_rating)


def less_steady(sway_pct: float | None, before: list[float]) -> bool:
    """Tell whether a run was clearly less steady than this passage usually is."""
    if sway_pct is None or len(before) < FEWEST:
        return False
    return sway_pct > CLEARLY * median(before[-NEWEST:])


def _of_a_day(rated: list[DayRating]) -> DayRating:
    failed = [one for one in rated if one.rating is Rating.Again]
    return failed[-1] if failed else rated[-1]
