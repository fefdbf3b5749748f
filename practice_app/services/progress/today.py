"""Which day it is for a player, and when their week begins: one rule for every page and every call."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from uuid import UUID

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from sqlalchemy import text
from sqlmodel import Session

from practice_app import zones
from practice_app.locales import babel_name, region_of, supported
from practice_app.services.shared.access import visible_sql

STAYS = timedelta(hours=36)
"""For so long after a session a player is taken to be where it began: until after the next day's practice."""
LONGEST_TAG = 100


@dataclass(frozen=True)
class Here:
    """Where a player is (a time zone) and which day it is there."""

    zone: str
    today: date


def here(db: Session, user_id: UUID, home: str) -> Here:
    """Find the player's zone and day: those of the newest session of the last day and a half, else of their profile.

    Who practises on a journey has a device in another zone than the profile says; what was just practised is today.
    """
    found = db.execute(
        text(
            f"SELECT s.timezone FROM practice_sessions s WHERE {visible_sql('s')} AND s.deleted_at IS NULL"
            " AND s.started_at > now() - :stays ORDER BY s.started_at DESC, s.id DESC LIMIT 1"
        ),
        {"user_id": user_id, "stays": STAYS},
    ).scalar()
    zone = found or home
    return Here(zone, zones.day_of(datetime.now(UTC), zone))


@lru_cache(maxsize=256)
def week_start(language: str, accepted: str = "") -> int:
    """Tell the weekday (1 Monday … 7 Sunday) that weeks begin with in a language (CLDR).

    The territory is that of the browser's first language (``accepted``, an Accept-Language header) where it is the
    same language, else the one where most of its speakers are; the calendar in the browser follows the same rule.
    """
    ours = babel_name(supported(language))
    first = accepted[:LONGEST_TAG].replace(";", ",").split(",")[0].strip()
    same = first.split("-")[0].lower() == ours.split("_")[0]
    most = get_global("likely_subtags")[ours].split("_")[-1]
    try:
        return Locale.parse(f"{ours}_{(region_of(first) if same else None) or most}").first_week_day + 1
    except UnknownLocaleError:
        return Locale.parse(f"{ours}_{most}").first_week_day + 1


def week_of(day: date, start: int) -> tuple[date, date]:
    """Give the first and the last day of a day's week; ``start`` is the weekday it begins with (1 Monday … 7)."""
    first = day - timedelta(days=(day.isoweekday() - start) % 7)
    return first, first + timedelta(days=6)
