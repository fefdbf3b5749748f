"""How practice adds up: days, totals, streak and consistency, always in the player's own days.

What counts of a session is the time the instrument sounded where that is known, as the player corrected it where they
did, else the time by the clock.
"""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.errors import Invalid
from practice_app.metrics import band
from practice_app.services.progress import rests, runs, sums, trends
from practice_app.services.progress.rollups import ready
from practice_app.services.progress.rows import ConsistencyRow, Dash, DayRow, StreakRow, TotalsRow
from practice_app.services.progress.runs import Run
from practice_app.services.progress.streaks import MOST, Streaks, worked_out
from practice_app.services.progress.sums import IN_RANGE
from practice_app.services.progress.today import Here, here, week_of
from practice_app.services.shared.access import visible_sql

__all__ = ["ConsistencyRow", "Dash", "DayRow", "StreakRow", "TotalsRow"]
MONDAY = 1
CONSISTENCY_DAYS = 28
LONGEST_RANGE = timedelta(days=3660)


def days(db: Session, user_id: UUID, since: date, until: date) -> list[DayRow]:
    """List every day from ``since`` to ``until``, the empty ones too."""
    found = db.execute(
        text(
            "SELECT d.local_day, d.counted_s, d.sessions, d.corrected > 0, d.clock_s, d.played_s, d.heard_clock_s,"
            f" d.less_s, d.more_s FROM practice_days d WHERE {IN_RANGE}"
        ),
        {"user_id": user_id, "since": since, "until": until},
    )
    practised = {row[0]: row[1:] for row in found.all()}
    return [_day(since + timedelta(days=n), practised) for n in range((until - since).days + 1)]


def _day(day: date, practised: dict[date, Any]) -> DayRow:
    seconds, *rest = practised.get(day, (0.0, 0, False, 0.0, None))
    return DayRow(day, minutes(seconds), round(seconds, 3), *rest)


def minutes(seconds: float) -> int:
    """Round to whole minutes, but never something to nothing."""
    return max(1, round(seconds / 60)) if seconds > 0 else 0


def totals(db: Session, user_id: UUID, today: date, week_start: int = MONDAY) -> TotalsRow:
    """Add up today, this week, this month and everything; ``week_start`` is the weekday weeks begin with (1 Monday)."""
    first, last = week_of(today, week_start)
    month = today.replace(day=1)
    month_end = (month + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    span = {"today": today, "first": first, "last": last, "month": month, "month_end": month_end}
    row = db.execute(_TOTALS, {"user_id": user_id, **span}).one()
    sums: dict[str, Any] = {f"{name}_s": row._mapping[f"{name}_counted_s"] for name in _SPANS}
    bands: dict[str, Any] = {
        f"{name}_band": band(*(row._mapping[f"{name}_{column}"] for column in ("counted_s", "less_s", "more_s")))
        for name in _SPANS
    }
    return TotalsRow(**sums, **bands, all_s=row.all_s, sessions=row.sessions, days=row.days, corrected=row.corrected)


_SPANS = {
    "today": "d.local_day = :today",
    "week": "d.local_day BETWEEN :first AND :last",
    "month": "d.local_day BETWEEN :month AND :month_end",
}
_EACH = ", ".join(
    f"coalesce(sum(d.{column}) FILTER (WHERE {span}), 0) AS {name}_{column}"
    for name, span in _SPANS.items()
    for column in ("counted_s", "less_s", "more_s")
)
_TOTALS = text(
    f"SELECT {_EACH}, coalesce(sum(d.counted_s), 0) AS all_s, coalesce(sum(d.sessions), 0) AS sessions,"
    " count(*) AS days, coalesce(sum(d.corrected) FILTER (WHERE d.local_day BETWEEN least(:first, :month)"
    " AND greatest(:last, :month_end)), 0) AS corrected"
    f" FROM practice_days d WHERE {visible_sql('d')}"
)


def streaks(db: Session, user_id: UUID, at: Here) -> Streaks:
    """Work out every streak there was, from all days of practice and the rest days."""
    return worked_out(runs.found(db, user_id), rests.of(db, user_id), at)


def streak(db: Session, user_id: UUID, at: Here) -> StreakRow:
    """Count days in a row: the streak that is not broken, and the longest ever.

    Only days that were practised count; rest days and freezes keep a streak, and a late session mends it
    (``streaks.py``). On which day a length was first reached says ``streaks(…).reached(days)``.
    """
    return _streak(streaks(db, user_id, at), at)


def _streak(found: Streaks, at: Here) -> StreakRow:
    return StreakRow(
        current=found.current,
        longest=found.longest,
        practised_today=found.practised(at.today),
        freezes=found.freezes,
        most_freezes=MOST,
        until_freeze=found.until_freeze,
    )


def consistency(db: Session, user_id: UUID, today: date, over: int = CONSISTENCY_DAYS) -> ConsistencyRow:
    """Tell on how many of the last ``over`` days something was practised; a newcomer's count begins with them."""
    return _consistency(runs.found(db, user_id), today, over)


def _consistency(found: list[Run], today: date, over: int = CONSISTENCY_DAYS) -> ConsistencyRow:
    since = today - timedelta(days=over - 1)
    practised = sum(max(0, (min(run.last, today) - max(run.first, since)).days + 1) for run in found)
    known = max(1, min(over, (today - found[0].first).days + 1)) if found else over
    return ConsistencyRow(practised, known, round(practised / known, 3))


def dash(db: Session, user_id: UUID, home: str, since: str | None = None, until: str | None = None) -> Dash:
    """Sum up the days from ``since`` to ``until`` (both included; the last 30 without them); ``home``: their zone."""
    ready(db, user_id)
    return dash_at(db, user_id, here(db, user_id, home), since, until)


def dash_at(db: Session, user_id: UUID, at: Here, since: str | None = None, until: str | None = None) -> Dash:
    """Do the same for who knows already where they are, and that everything is ``ready``."""
    first, last = _range(at, since, until)
    by_day = days(db, user_id, first, last)
    span = {"user_id": user_id, "since": first, "until": last}
    ran = runs.found(db, user_id)
    return Dash(
        since=first,
        until=last,
        timezone=at.zone,
        totals=sums.totals(by_day),
        by_day=by_day,
        by_piece=sums.by_piece(db, span),
        by_section=sums.by_section(db, span),
        **sums.by_parts(db, span),
        streak=_streak(worked_out(ran, rests.of(db, user_id), at), at),
        consistency=_consistency(ran, at.today),
        trends=trends.of_days(db, span),
    )


def _range(at: Here, since: str | None, until: str | None) -> tuple[date, date]:
    last = _asked("to", until, at.zone) or at.today
    try:
        first = _asked("from", since, at.zone) or last - timedelta(days=29)
    except OverflowError:
        raise Invalid("to", "This date is out of reach.") from None
    if first > last:
        raise Invalid("from", "The first day can't come after the last.")
    if last - first > LONGEST_RANGE:
        raise Invalid("from", "Ask for at most ten years.")
    return first, last


def _asked(field: str, value: str | None, zone: str) -> date | None:
    """Read a day, or the player's day of a moment."""
    if not value:
        return None
    try:
        if len(value) == 10:
            return date.fromisoformat(value)
        return zones.day_of(datetime.fromisoformat(value.replace(" ", "+")), zone)
    except (ValueError, OverflowError):
        raise Invalid(field, "Give a day (2026-03-01) or a moment with its offset.") from None
