"""Lessons as calendars read them (RFC 5545): each an event of its own, in UTC, that keeps its id all along.

No rule is handed on, and no zone: what calendars make of those differs. Written by icalendar.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from icalendar import Calendar, Event

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
    for event in events:
        whole.add_component(_event(event, locale))
    return str(whole.to_ical().decode())


def _event(row: EventRow, locale: str) -> Event:
    event = Event()
    event.add("uid", f"{row.id}@lessons.woodshed")
    event.add("dtstamp", row.updated_at)
    event.add("last-modified", row.updated_at)
    event.add("created", row.created_at)
    event.add("dtstart", row.starts_at)
    event.add("dtend", row.ends_at)
    event.add("sequence", row.sequence)
    event.add("status", "CANCELLED" if row.status == LessonStatus.CANCELLED else "CONFIRMED")
    event.add("summary", locales.translate(locale, LESSON_WITH if row.teacher else LESSON, name=row.teacher))
    if row.place:
        event.add("location", row.place)
    return event
