"""Days on which a teacher gives no lessons: series leave them out, what is planned then is the teacher's to judge."""

from datetime import timedelta
from uuid import UUID

import pytest

from practice_app.ids import new_id
from practice_app.services.lessons import recurring
from tests.api.lessons.conftest import NOON, listed, starts

HOLIDAYS = "/api/v1/schedule/holidays"
WEEK = timedelta(days=7)


@pytest.fixture
def free(teacher):
    """Let Tea give no lessons from a week after the first lesson on."""

    def taken(days=1, by=teacher, **more):
        first = (NOON + WEEK).date()
        body = {"first_day": str(first), "last_day": str(first + timedelta(days=days - 1)), "title": "Chuseok"} | more
        return by.post(HOLIDAYS, json=body)

    return taken


def test_what_comes_again_leaves_free_days_out(plan, free, teacher):
    assert free(days=3).status_code == 201
    plan(rrule="FREQ=WEEKLY;COUNT=3")
    assert starts(listed(teacher)) == [NOON, NOON + 2 * WEEK]
    assert plan(NOON + WEEK).status_code == 201, "one lesson by itself is given if the teacher says so"


def test_what_is_planned_then_stays_until_the_teacher_cancels_it(plan, free, teacher, ann, bob):
    plan(rrule="FREQ=WEEKLY;COUNT=3")
    plan(NOON + WEEK + timedelta(hours=2), student=bob)
    row = free().json()
    assert (row["title"], row["lessons"]) == ("Chuseok", 2)
    assert [one["status"] for one in listed(teacher)] == ["planned"] * 4
    assert teacher.post(f"{HOLIDAYS}/{row['id']}/cancel", json={}).json() == {"cancelled": 2}
    gone = listed(ann, status="cancelled")
    assert (starts(gone), [one["reason"] for one in gone]) == ([NOON + WEEK], ["Chuseok"])
    for student in (ann, bob):
        told = student.get("/api/v1/notifications").json()["items"]
        assert [one["kind"] for one in told] == ["lesson_cancelled"]
    assert teacher.get(HOLIDAYS).json()["items"] == [row | {"lessons": 0}]
    assert teacher.post(f"{HOLIDAYS}/{row['id']}/cancel", json={}).json() == {"cancelled": 0}


def test_it_is_the_day_where_the_lessons_are(plan, free):
    late = NOON.replace(hour=20)  # five in the morning of the day after, in Seoul
    plan(late + WEEK, timezone="Asia/Seoul")
    assert free().json()["lessons"] == 0
    there = recurring.wall(late + WEEK, "Asia/Seoul").date()
    assert free(first_day=str(there), last_day=str(there)).json()["lessons"] == 1


def test_free_days_are_taken_back_and_the_same_id_is_the_same_days(free, teacher, taught):
    identity = str(new_id())
    assert [free(id=identity).status_code for _ in range(2)] == [201, 200]
    assert [one["id"] for one in teacher.get(HOLIDAYS).json()["items"]] == [identity]
    assert teacher.delete(f"{HOLIDAYS}/{identity}").status_code == 204
    assert teacher.delete(f"{HOLIDAYS}/{identity}").status_code == 404
    assert teacher.get(HOLIDAYS).json()["items"] == []


WRONG = {
    "the last before the first": {"last_day": "2026-01-01"},
    "longer than a year": {"first_day": "2027-01-01", "last_day": "2028-06-01"},
    "out of reach": {"first_day": "9999-12-31", "last_day": "9999-12-31"},
    "a title that is too long": {"title": "x" * 81},
    "something else": {"student_id": "x"},
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_are_no_free_days_is_refused(free, wrong):
    assert free(**WRONG[wrong]).status_code == 422


def test_nobody_sees_or_changes_anothers_free_days(free, other_teacher, ann, taught):
    identity = UUID(free().json()["id"])
    for client in (other_teacher, ann):
        assert client.get(HOLIDAYS).json()["items"] == []
        assert client.delete(f"{HOLIDAYS}/{identity}").status_code == 404
        assert client.post(f"{HOLIDAYS}/{identity}/cancel", json={}).status_code == 404
        assert free(by=client, id=str(identity)).status_code == 404
