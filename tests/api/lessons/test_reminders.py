"""Both are reminded of a lesson in time, once: by what the lesson says, else as each of them likes it."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.services import lessons
from practice_app.services.lessons import reminding
from tests.api.lessons.conftest import CLASSES, NOON, times


@pytest.fixture
def hours_pass():
    """Let it be so many minutes before a moment: what is written down of lessons moves instead of the clock."""

    def until(at, minutes):
        by = at - timedelta(minutes=minutes) - datetime.now(UTC)
        with system_transaction() as db:
            db.execute(text("UPDATE lesson_person SET remind_at = remind_at - :by"), {"by": by})
        return lessons.remind()

    return until


def told(client):
    return [one["says"] for one in client.get("/api/v1/notifications").json()["items"] if one["kind"] == "lesson_soon"]


def next_times():
    """So many minutes before its lesson somebody is reminded next."""
    with system_transaction() as db:
        found = db.execute(text("SELECT lower(during) - remind_at FROM lesson_person ORDER BY 1")).scalars()
        return [one and one / timedelta(minutes=1) for one in found]


def test_both_are_told_once_an_hour_before(plan, teacher, ann, hours_pass):
    plan()
    assert hours_pass(NOON, 61) == 0
    assert (told(teacher), told(ann)) == ([], [])
    assert hours_pass(NOON, 59) == 2
    assert "Ann" in told(teacher)[0]
    assert "Tea" in told(ann)[0]
    assert lessons.remind() == 0
    assert [len(told(client)) for client in (teacher, ann)] == [1, 1]


def test_a_lesson_says_when_else_each_as_they_like_it(plan, teacher, ann):
    row = plan().json()
    ann.patch("/api/v1/me", json={"lesson_reminders_min": [1440, 10]})
    assert next_times() == [60, 1440]
    teacher.patch(f"{CLASSES}/{row['id']}", json={"reminders_min": [30]})
    assert next_times() == [30, 30]
    ann.patch("/api/v1/me", json={"lesson_reminders_min": []})
    teacher.patch(f"{CLASSES}/{row['id']}", json={"reminders_min": []})
    assert next_times() == [60, None]
    assert ann.get("/api/v1/me").json()["lesson_reminders_min"] == []


@pytest.mark.parametrize("wrong", [[-1], [10_081], [1, 2, 3, 4, 5, 6], ["60"]], ids=["past", "far", "many", "text"])
def test_what_is_no_time_before_a_lesson_is_refused(ann, wrong):
    assert ann.patch("/api/v1/me", json={"lesson_reminders_min": wrong}).status_code == 422


def test_several_reminders_one_after_the_other(plan, ann, hours_pass):
    plan(reminders_min=[1440, 30])
    assert next_times() == [1440, 1440]
    assert hours_pass(NOON, 1439) == 2
    assert next_times() == [1440, 1440]  # clocks did not really go on: it is the one that comes
    assert hours_pass(NOON, 29) == 2
    assert len(told(ann)) == 2


def test_a_reminder_that_was_told_is_not_told_again_whatever_runs_twice(plan, ann):
    plan()
    for _ in range(2):
        with system_transaction() as db:
            db.execute(text("UPDATE lesson_person SET remind_at = '2026-01-01T00:00Z'"))
        assert lessons.remind() == 2
    assert len(told(ann)) == 1


def test_what_is_cancelled_is_not_told_and_what_is_planned_again_is(plan, teacher, ann, hours_pass):
    row = plan().json()
    teacher.patch(f"{CLASSES}/{row['id']}", json={"status": "cancelled"})
    assert next_times() == [None, None]
    assert hours_pass(NOON, 59) == 0
    teacher.patch(f"{CLASSES}/{row['id']}", json={"status": "planned"})
    assert hours_pass(NOON, 59) == 2


def test_what_is_moved_is_told_anew(plan, teacher, ann, hours_pass):
    row = plan().json()
    assert hours_pass(NOON, 59) == 2
    later = NOON + timedelta(days=1)
    teacher.patch(f"{CLASSES}/{row['id']}", json={"occurrence": row["occurrence"]} | times(later))
    assert next_times() == [60, 60]
    assert hours_pass(later, 59) == 2
    assert len(told(ann)) == 2


def test_who_dies_between_telling_and_noting_it_tells_nobody_twice(plan, ann, hours_pass, monkeypatch):
    plan()
    with monkeypatch.context() as broken:
        broken.setattr(reminding, "_ON", text("SELECT 1 / 0"))
        assert hours_pass(NOON, 59) == 0
    assert told(ann) == []
    assert lessons.remind() == 2
    assert len(told(ann)) == 1


def test_a_lesson_that_has_begun_is_told_to_nobody(plan, ann):
    plan()
    with system_transaction() as db:
        db.execute(text("UPDATE lessons SET starts_at = now() - interval '1 hour'"))
        db.execute(text("UPDATE lesson_person SET remind_at = now() - interval '2 hours'"))
    assert lessons.remind() == 0
    assert told(ann) == []
    assert next_times() == [None, None]
