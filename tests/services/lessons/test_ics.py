"""Calendars read back from ours what is in it, whatever letters are."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import pytest

from practice_app.ids import new_id
from practice_app.services.lessons.ics import EventRow, calendar

FIVE = datetime(2026, 6, 1, 17, tzinfo=ZoneInfo("Asia/Seoul"))


def row(**other):
    told = {"id": new_id(), "starts_at": FIVE, "ends_at": FIVE + timedelta(minutes=45), "status": "planned"}
    told |= {"sequence": 0, "updated_at": FIVE, "created_at": FIVE, "place": "", "teacher": ""}
    return EventRow(**(told | other))


def test_each_line_is_as_the_library_writes_it():
    long = "Saal 3, hinten; im Hof\\links " + "서울특별시 " * 20 + "1층"
    body = calendar([row(place=long, teacher="김 “Helena”; END:VEVENT"), row(status="cancelled", sequence=7)], "ko")
    whole = icalendar.Calendar.from_ical(body)
    first, second = whole.walk("VEVENT")
    assert str(first["LOCATION"]) == long
    assert "END:VEVENT" in str(first["SUMMARY"])
    assert (FIVE, FIVE + timedelta(minutes=45)) == (first.DTSTART, first.DTEND)
    assert (second["STATUS"], second["SEQUENCE"], "LOCATION" in second) == ("CANCELLED", 7, False)
    again = whole.to_ical().decode()
    assert sorted(again.split("\r\n")) == sorted(body.split("\r\n"))
    assert max(len(line.encode()) for line in body.split("\r\n")) <= 75


@pytest.mark.parametrize("at", [FIVE, datetime(2026, 6, 1, 8, tzinfo=UTC)], ids=["of a zone", "in UTC"])
def test_moments_are_in_utc(at):
    assert "\r\nDTSTART:20260601T080000Z\r\n" in calendar([row(starts_at=at)], "en")


def test_no_event_lacks_what_each_must_have():
    (event,) = icalendar.Calendar.from_ical(calendar([row()], "en")).walk("VEVENT")
    needed = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "LAST-MODIFIED", "CREATED", "SUMMARY"}
    assert event.keys() == needed
