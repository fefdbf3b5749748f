"""Lessons are planned: by a teacher with whom they teach, and never two of one person at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Profile
from tests.api.lessons.conftest import CLASSES, NOON, connect, listed, part, starts, times

WEEK = timedelta(days=7)


def test_a_teacher_plans_a_lesson_and_both_see_it(plan, teacher, ann, bob):
    made = plan(place="Room 2", note="Bring the Bach", reminders_min=[60, 1440])
    assert made.status_code == 201, made.text
    row = made.json()
    assert (row["id"], row["status"], row["lessons"]) == (row["class_id"], "planned", 1)
    assert (row["teacher"]["display_name"], row["student"]["display_name"]) == ("Tea", "Ann")
    assert (row["place"], row["reminders_min"], row["occurrence"]) == ("Room 2", [60, 1440], row["starts_at"])
    for client in (teacher, ann):
        (seen,) = listed(client)
        assert (seen["class_id"], seen["starts_at"], seen["note"]) == (row["id"], row["starts_at"], "Bring the Bach")
    assert "email" not in made.text
    students = teacher.get("/api/v1/students").json()["items"]
    coming = {one["user"]["display_name"]: one["next_class_at"] for one in students}
    assert coming == {"Ann": row["starts_at"], "Bob": None}
    assert listed(bob) == []


def test_both_are_shown_with_their_pictures(plan, teacher, ann):
    with system_transaction() as db:
        db.add(Profile(user_id=UUID(teacher.user["id"]), picture="face-of-tea"))
    row = plan().json()
    renamed = teacher.patch(f"{CLASSES}/{row['id']}", json={"place": "Room 3"}).json()
    for told in (row, renamed, *listed(ann)):
        assert "face-of-tea" in told["teacher"]["picture_url"]
        assert (told["student"]["picture_url"], told["student"]["timezone"]) == (None, "UTC")


def test_the_same_id_again_is_the_same_lesson(plan, teacher):
    identity = str(new_id())
    assert [plan(id=identity).status_code for _ in range(2)] == [201, 200]
    assert len(listed(teacher)) == 1


def test_only_whom_one_teaches_now(plan, teacher, other_teacher, ann, bob, arrive):
    body = {"student_id": ann.user["id"], "timezone": "UTC"} | times()
    stranger = arrive("Sid")
    for client, student in ((stranger, ann), (ann, bob), (bob, ann), (other_teacher, bob), (teacher, teacher)):
        answer = client.post(CLASSES, json=body | {"student_id": student.user["id"]})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    part(teacher, ann)
    assert plan().status_code == 404


def test_without_an_offset_it_is_what_clocks_there_say(plan):
    row = plan(starts_at="2027-03-04T17:00:00", ends_at="2027-03-04T18:00:00", timezone="America/New_York").json()
    assert (row["starts_at"], row["timezone"]) == ("2027-03-04T22:00:00Z", "America/New_York")


def test_a_series_stays_at_its_hour_when_clocks_change(plan, teacher):
    rule = {"rrule": "FREQ=WEEKLY;COUNT=3", "timezone": "America/New_York"}
    row = plan(starts_at="2027-03-04T17:00:00", ends_at="2027-03-04T17:30:00", **rule).json()
    assert row["lessons"] == 3
    assert [at.hour for at in starts(listed(teacher, NOON))] == [22, 22, 21]


def test_a_series_without_an_end_is_there_for_a_year_and_no_farther(plan, teacher):
    row = plan(rrule="FREQ=WEEKLY").json()
    assert 51 <= row["lessons"] <= 53
    assert max(starts(listed(teacher, days=399))) < datetime.now(UTC) + timedelta(days=367)


REFUSED = {
    "no_such_hour": {
        "starts_at": "2027-03-14T02:30:00",
        "ends_at": "2027-03-14T03:30:00",
        "timezone": "America/New_York",
    },
    "ends_first": {"ends_at": (NOON - timedelta(hours=1)).isoformat()},
    "too_long": {"ends_at": (NOON + timedelta(hours=13)).isoformat()},
    "too_far": times(NOON + timedelta(days=400)),
    "no_zone": {"timezone": "Mars/Olympus"},
    "daily": {"rrule": "FREQ=DAILY"},
    "many_reminders": {"reminders_min": [1, 2, 3, 4, 5, 6]},
    "unknown": {"teacher_id": "x"},
    "year_zero": {"starts_at": "0001-01-01T00:00:00"},
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_can_not_be_planned_is_said(plan, case, teacher):
    answer = plan(**REFUSED[case])
    assert (answer.status_code, answer.json()["code"]) == (422, "invalid")
    assert listed(teacher) == []


def test_nobody_is_in_two_lessons_at_once(plan, teacher, other_teacher, ann, bob):
    plan()
    half = NOON + timedelta(minutes=30)
    for answer, who in (
        (plan(half, student=bob), "teacher"),
        (plan(half, by=other_teacher), "student"),
    ):
        told = answer.json()
        assert (answer.status_code, told["code"]) == (409, "overlap")
        assert told["conflicts"] == [{"occurrence": half.isoformat(), "who": who}]
        assert NOON.isoformat()[:16] not in answer.text
    assert [who["who"] for who in plan(half).json()["conflicts"]] == ["teacher", "student"]
    assert plan(NOON + timedelta(minutes=45), student=bob).status_code == 201  # one after the other


def test_who_teaches_at_five_is_not_taught_at_five(plan, teacher, other_teacher, ann):
    connect(other_teacher, teacher)
    plan()
    assert plan(by=other_teacher, student=teacher).status_code == 409


def test_of_a_series_it_is_told_which_lessons_clash_and_those_can_be_left_out(plan, other_teacher, teacher):
    plan(NOON + WEEK, by=other_teacher)
    refused = plan(rrule="FREQ=WEEKLY;COUNT=4")
    assert refused.json()["conflicts"] == [{"occurrence": (NOON + WEEK).isoformat(), "who": "student"}]
    assert listed(teacher) == []
    made = plan(rrule="FREQ=WEEKLY;COUNT=4", skip_conflicts=True).json()
    assert (made["lessons"], made["left_out"]) == (3, 1)
    assert starts(listed(teacher)) == [NOON, NOON + 2 * WEEK, NOON + 3 * WEEK]


def test_of_two_tabs_at_once_one_wins_and_the_other_is_told(plan):
    with ThreadPoolExecutor(4) as tabs:
        found = list(tabs.map(lambda _: plan(rrule="FREQ=WEEKLY;COUNT=10").status_code, range(4)))
    assert sorted(found) == [201, 409, 409, 409]


def test_lessons_are_listed_by_day_or_moment_within_bounds(plan, teacher):
    plan()
    day = NOON.date().isoformat()
    assert len(teacher.get(CLASSES, params={"from": day, "to": day}).json()["items"]) == 1
    assert len(teacher.get(CLASSES).json()["items"]) == 1
    for asked in (
        {"from": "2026-01-01", "to": "2029-01-01"},
        {"from": "soon"},
        {"to": "2020-01-01"},
        {"from": "0001-01-01"},
    ):
        assert teacher.get(CLASSES, params=asked).status_code == 422
