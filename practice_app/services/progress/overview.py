"""The calendar's page in one question: a year, what is meant for this week, and what keeps the days in a row."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.models import User
from practice_app.services.progress import goals
from practice_app.services.progress.figures import consistency, streak
from practice_app.services.progress.goals import GoalRow
from practice_app.services.progress.rollups import ready
from practice_app.services.progress.rows import ConsistencyRow, StreakRow
from practice_app.services.progress.suggesting import Suggestion
from practice_app.services.progress.today import here, week_of, week_start
from practice_app.services.progress.year import SumRow, YearRow, added, days, year
from practice_app.services.shared.access import Permission, require


@dataclass(frozen=True)
class Opened:
    """What the calendar opens with; ``today`` is the player's own day, ``week_start`` the weekday weeks begin with."""

    today: date
    week_start: int
    year: YearRow
    goals: list[GoalRow]
    suggestions: list[Suggestion]
    streak: StreakRow
    consistency: ConsistencyRow
    instruments: list[str]


@dataclass(frozen=True)
class Around:
    """What a day's week and month add up to; the week's first and last day."""

    since: date
    until: date
    week: SumRow
    month: SumRow


def opened(db: Session, who: UUID, shown: int = 0, accepted: str = "") -> Opened:
    """Open the calendar at a year (this one unless told); ``accepted``: Accept-Language, for when weeks begin."""
    ready(db, who)
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    at = here(db, who, user.timezone)
    starts = week_start(user.locale, accepted)
    return Opened(
        today=at.today,
        week_start=starts,
        year=year(db, who, shown, starts),
        goals=goals.own(db, who, accepted),
        suggestions=goals.suggestions(db, who, accepted),
        streak=streak(db, who, at),
        consistency=consistency(db, who, at.today),
        instruments=list(user.instruments),
    )


def around(db: Session, who: UUID, day: str, starts: int) -> Around:
    """Add up the week and the month that a day lies in; raise ``NotFound`` for what is no day."""
    try:
        on = date.fromisoformat(day)
        since, until = week_of(on, starts)
        month = on.replace(day=1)
        end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        raise NotFound() from None
    found = days(db, who, min(since, month), max(until, end))
    week = added(one for one in found if since <= one.day <= until)
    return Around(since, until, week, added(one for one in found if month <= one.day <= end))
