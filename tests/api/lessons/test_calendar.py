"""A calendar reads lessons by a secret address: what it is told, how often, and until when."""

from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.server.redaction import redact
from practice_app.services import lessons
from tests.api.lessons.conftest import CLASSES, NOON, listed, times

ADDRESS = "/api/v1/calendar"


@pytest.fixture
def subscribe(visitor):
    """Make somebody's address, and read it as a calendar does."""

    def of(client):
        url = client.post(ADDRESS).json()["url"]
        return lambda **headers: visitor.get(url, headers=headers)

    return of


def events(answer):
    assert answer.status_code == 200, answer.text
    return icalendar.Calendar.from_ical(answer.content).walk("VEVENT")


def test_each_lesson_is_an_event_in_utc_that_keeps_its_id(plan, subscribe, teacher):
    row = plan(rrule="FREQ=WEEKLY;COUNT=2", place="Saal 3, hinten", timezone="Asia/Seoul").json()
    read = subscribe(teacher)
    first, second = events(read())
    assert (NOON, NOON + timedelta(minutes=45)) == (first.DTSTART, first.DTEND)
    assert b"DTSTART:" + NOON.strftime("%Y%m%dT%H%M%SZ").encode() in read().content
    assert (first["SEQUENCE"], first["STATUS"], str(first["LOCATION"])) == (0, "CONFIRMED", "Saal 3, hinten")
    moved = {"occurrence": row["occurrence"]} | times(NOON + timedelta(hours=1))
    teacher.patch(f"{CLASSES}/{row['id']}", json=moved)
    again = {str(one["UID"]): one for one in events(read())}
    assert again.keys() == {str(first["UID"]), str(second["UID"])}
    assert (again[str(first["UID"])].DTSTART, again[str(first["UID"])]["SEQUENCE"]) == (NOON + timedelta(hours=1), 1)
    assert not read().text.count("RRULE") + read().text.count("VTIMEZONE")
    assert "text/calendar" in read().headers["content-type"]


def test_a_students_name_is_told_to_no_calendar(plan, subscribe, teacher, ann):
    plan(note="About Ann")
    assert "Ann" not in subscribe(teacher)().text
    assert "Lesson with Tea" in subscribe(ann)().text


def test_what_is_known_is_not_sent_again(plan, subscribe, teacher):
    row = plan().json()
    read = subscribe(teacher)
    mark = read().headers["etag"]
    assert [read(**{"If-None-Match": mark}).status_code, read().headers["etag"]] == [304, mark]
    teacher.patch(f"{CLASSES}/{row['id']}", json={"place": "Room 5"})
    assert read(**{"If-None-Match": mark}).status_code == 200
    assert str(events(read())[0]["LOCATION"]) == "Room 5"


def test_what_is_cancelled_is_told_for_thirty_days(plan, subscribe, teacher):
    row = plan().json()
    read = subscribe(teacher)
    teacher.delete(f"{CLASSES}/{row['id']}")
    (event,) = events(read())
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)
    with system_transaction() as db:
        db.execute(text("UPDATE lessons SET updated_at = now() - interval '31 days'"))
    assert events(read()) == []


def test_a_new_address_ends_the_old_one_and_it_can_be_taken_back(plan, teacher, visitor, ann):
    assert teacher.get(ADDRESS).json() == {"url": None}
    old, new = (teacher.post(ADDRESS).json()["url"] for _ in range(2))
    assert teacher.get(ADDRESS).json() == {"url": new}
    assert (visitor.get(old).status_code, visitor.get(new).status_code) == (404, 200)
    assert visitor.get(f"{ADDRESS}/{'a' * 27}.ics").status_code == 404
    assert teacher.delete(ADDRESS).status_code == 204
    assert visitor.get(new).status_code == 404
    assert new[-20:] not in redact(f"GET {new}")


def test_a_calendar_that_asks_all_the_time_is_told_to_wait(subscribe, teacher, taught):
    read = subscribe(teacher)
    found = [read().status_code for _ in range(40)]
    assert (found[0], found[-1]) == (200, 429)


def test_one_lesson_as_a_file(plan, ann, bob):
    row = plan(rrule="FREQ=WEEKLY;COUNT=3").json()
    one = ann.get(f"{CLASSES}/{row['id']}.ics", params={"occurrence": row["occurrence"]})
    assert len(events(one)) == 1
    assert "attachment" in one.headers["content-disposition"]
    assert len(events(ann.get(f"{CLASSES}/{row['id']}.ics"))) == 3
    assert bob.get(f"{CLASSES}/{row['id']}.ics").status_code == 404


def test_series_go_on_every_night_and_say_where_they_can_not(plan, teacher, other_teacher):
    row = plan(rrule="FREQ=WEEKLY").json()
    made = row["lessons"]
    with system_transaction() as db:
        cut = datetime.now(UTC) + timedelta(days=340)
        gone = db.execute(text("DELETE FROM lessons WHERE occurrence > :cut"), {"cut": cut}).rowcount
        db.execute(text("UPDATE lesson_series SET made_until = :cut"), {"cut": cut})
    taken = NOON + timedelta(days=7 * (made - 1))
    plan(taken, by=other_teacher)
    assert (lessons.refill(), lessons.refill()) == (gone, 0)
    rows = listed(teacher, days=399)
    assert len(rows) == made
    assert (rows[-1]["status"], rows[-1]["reason"]) == ("cancelled", "Something else is planned at this time.")
