"""What a calendar that somebody subscribed to is told: all lessons of half a year back and a year ahead.

Told apart by a mark (ETag) that a short query makes; written once for each mark, and kept beside it in Redis.
"""

import hashlib
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from redis.exceptions import RedisError
from sqlalchemy import text
from sqlmodel import Session

from practice_app.database import transaction
from practice_app.models import LessonSeries, User
from practice_app.services.lessons import calendars, ics, listing
from practice_app.services.lessons.ics import EventRow
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import rates
from practice_app.services.shared.redis import client
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
FORM: Final = "2"
"""Goes up when events are written otherwise."""
LIMIT: Final = "30/minute"
"""So often one address is answered; calendars ask every hour at most."""
KEPT_S: Final = 24 * 3600


@dataclass(frozen=True)
class Feed:
    """A calendar, and the mark by which it is told apart; ``body`` is None for who has it already."""

    mark: str
    body: str | None


@step
def read(token: str, known: str = "") -> Feed:
    """Give the calendar of an address, or nothing but its mark to who knows that. Raises ``NotFound``, ``TooMany``."""
    who = calendars.whose(token)
    rates.spend(LIMIT, "calendar", str(who))
    with transaction(who) as db:
        user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
        mark = _mark(db, who, user.locale)
        if mark == known:
            return Feed(mark, None)
        kept = _kept(who, mark)
        events = [] if kept else _events(db, who)
    return Feed(mark, kept or _written(who, mark, events, user.locale))


def _mark(db: Session, who: UUID, locale: str) -> str:
    told = db.execute(_MARK, {"user_id": who}).one()
    return hashlib.sha256("|".join(map(str, (FORM, who, locale, *told))).encode()).hexdigest()[:32]


_EITHERS = "(l.teacher_id = :user_id OR l.student_id = :user_id)"
_THEIRS = (
    f"{_EITHERS} AND l.starts_at > now() - interval '180 days'"
    " AND (l.status <> 'cancelled' OR l.updated_at > now() - interval '30 days')"
)
_MARK = text(
    "SELECT count(*), sum(l.sequence), max(l.updated_at), max(s.updated_at), min(l.starts_at),"
    " (SELECT string_agg(display_name, '|' ORDER BY id) FROM app_lesson_people())"
    f" FROM lessons l JOIN lesson_series s ON s.id = l.series_id WHERE {_THEIRS}"
)
_EVENTS = (
    "SELECT l.id, l.starts_at, l.ends_at, l.status, l.sequence, greatest(l.updated_at, s.updated_at) AS updated_at,"
    " l.created_at, s.place, CASE WHEN l.student_id = :user_id THEN p.display_name ELSE '' END AS teacher"
    " FROM lessons l JOIN lesson_series s ON s.id = l.series_id"
    " LEFT JOIN app_lesson_people() AS p ON p.id = l.teacher_id"
    " WHERE {} ORDER BY l.starts_at, l.id"
)
_ALL = text(_EVENTS.format(_THEIRS))
_OF_CLASS = text(_EVENTS.format(f"{_EITHERS} AND l.series_id = :class_id AND l.id = coalesce(:one, l.id)"))


def _events(db: Session, who: UUID) -> list[EventRow]:
    return [EventRow(**row) for row in db.execute(_ALL, {"user_id": who}).mappings()]


def _written(who: UUID, mark: str, events: list[EventRow], locale: str) -> str:
    body = ics.calendar(events, locale)
    try:
        client().set(_key(who), f"{mark}\n{body}", ex=KEPT_S)
    except RedisError as error:
        log.warning("a calendar is not kept: %s", error)
    return body


def _kept(who: UUID, mark: str) -> str | None:
    try:
        named, _, body = str(client().get(_key(who)) or "").partition("\n")
    except RedisError:
        return None
    return body if named == mark else None


def _key(who: UUID) -> str:
    return f"woodshed:calendar:{who}"


def of_one(db: Session, who: UUID, class_id: UUID, occurrence: datetime | None = None) -> str:
    """Write one lesson of a class, or all of them, as a file to be taken into a calendar."""
    series: LessonSeries = require(db, who, Permission.LESSON_READ, class_id)
    user: User = require(db, who, Permission.ACCOUNT_CHANGE, who)
    one = listing.named(db, series, occurrence).id if occurrence else None
    found = db.execute(_OF_CLASS, {"user_id": who, "class_id": series.id, "one": one}).mappings()
    return ics.calendar([EventRow(**row) for row in found], user.locale)
