"""Lessons as calendars read them (RFC 5545): each an event of its own, in UTC, that keeps its id all along.

No rule is handed on, and no zone: what calendars make of those differs. Words are written by icalendar, once for all
lessons that have the same; moments and numbers, in which nothing is escaped or folded, are put in as they are: by the
library alone two thousand lessons took over half a second.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final
from uuid import UUID

from icalendar import Calendar, Component, Event

from practice_app import locales
from practice_app.locales import msg
from practice_app.models import LessonStatus

ASK_AGAIN: Final = "PT1H"
LESSON, LESSON_WITH = msg("Lesson"), msg("Lesson with {name}")


@dataclass(frozen=True)
class EventRow:
    """What a calendar is told of a lesson. ``teacher``: their name, for the student; a student's is told to nobody."""

    id: UUID
    starts_at: datetime
    ends_at: datetime
    status: str
    sequence: int
    updated_at: datetime
    created_at: datetime
    place: str
    teacher: str


def calendar(events: Iterable[EventRow], locale: str) -> str:
    """Write a calendar of lessons."""
    whole = Calendar()
    whole.add("prodid", "-//Woodshed//Lessons//EN")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", "Woodshed")
    whole.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    whole.add("x-published-ttl", ASK_AGAIN)
    moulds: dict[tuple[str, str, str], str] = {}
    return _around(_written(whole), "".join(_event(event, locale, moulds) for event in events))


def _event(row: EventRow, locale: str, moulds: dict[tuple[str, str, str], str]) -> str:
    """Write a lesson: its words as icalendar wrote them for another that has the same, then what is its own."""
    said = (row.teacher, row.place, row.status)
    if said not in moulds:
        moulds[said] = _mould(*said, locale)
    own = {
        "DTSTART": row.starts_at,
        "DTEND": row.ends_at,
        "DTSTAMP": row.updated_at,
        "LAST-MODIFIED": row.updated_at,
        "CREATED": row.created_at,
    }
    times = "".join(f"{name}:{at.astimezone(UTC):%Y%m%dT%H%M%SZ}\r\n" for name, at in own.items())
    return _around(moulds[said], f"UID:{row.id}@lessons.woodshed\r\nSEQUENCE:{row.sequence}\r\n{times}")


def _mould(teacher: str, place: str, status: str, locale: str) -> str:
    """Write the words of a lesson, in which letters are escaped and lines folded."""
    event = Event()
    event.add("status", "CANCELLED" if status == LessonStatus.CANCELLED else "CONFIRMED")
    event.add("summary", locales.translate(locale, LESSON_WITH if teacher else LESSON, name=teacher))
    if place:
        event.add("location", place)
    return _written(event)


def _written(part: Component) -> str:
    return str(part.to_ical().decode())


def _around(written: str, inside: str) -> str:
    """Put lines at the end of something that is written, before it says so."""
    end = written.rindex("END:")
    return written[:end] + inside + written[end:]
