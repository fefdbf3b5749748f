"""Lessons are moved, called off and told about: one, it and all that follow, or all; and what parting leaves."""

from datetime import timedelta

import pytest

from tests.api.lessons.conftest import CLASSES, NOON, listed, part, starts, times

WEEK, HOUR = timedelta(days=7), timedelta(hours=1)


@pytest.fixture
def series(plan):
    """Four Thursdays or so."""
    return plan(rrule="FREQ=WEEKLY;COUNT=4").json()


def change(client, row, **wish):
    return client.patch(f"{CLASSES}/{row['class_id']}", json=wish)


def remove(client, row, **asked):
    return client.delete(f"{CLASSES}/{row['class_id']}", params=asked)


def nth(n):
    return (NOON + n * WEEK).isoformat()


def planned(client):
    return starts(listed(client, status="planned"))


def test_one_is_moved_and_keeps_its_name(series, teacher, ann):
    moved = change(teacher, series, scope="this", occurrence=nth(1), **times(NOON + WEEK + HOUR))
    assert moved.status_code == 200, moved.text
    assert planned(ann) == [NOON, NOON + WEEK + HOUR, NOON + 2 * WEEK, NOON + 3 * WEEK]
    again = change(teacher, series, occurrence=nth(1), **times(NOON + WEEK, 30))
    assert (again.json()["starts_at"], again.json()["occurrence"]) == (again.json()["occurrence"],) * 2


def test_it_and_all_that_follow_become_a_series_of_their_own(series, teacher):
    change(teacher, series, scope="this", occurrence=nth(3), **times(NOON + 3 * WEEK + 5 * HOUR))
    moved = change(teacher, series, scope="following", occurrence=nth(2), **times(NOON + 2 * WEEK + HOUR, 60)).json()
    assert moved["class_id"] != series["class_id"]
    assert planned(teacher) == [NOON, NOON + WEEK, NOON + 2 * WEEK + HOUR, NOON + 3 * WEEK + 5 * HOUR]
    assert [row["class_id"] for row in listed(teacher)].count(series["class_id"]) == 2
    all_of_them = change(teacher, moved, scope="all", **times(NOON + 2 * WEEK + 2 * HOUR)).json()
    assert (all_of_them["class_id"], all_of_them["lessons"]) == (moved["class_id"], 2)


def test_all_to_come_go_to_another_day_and_hour(series, teacher):
    day = timedelta(days=1)
    change(teacher, series, status="cancelled", occurrence=nth(1))
    moved = change(teacher, series, scope="all", occurrence=nth(2), **times(NOON + 2 * WEEK + day + HOUR))
    assert moved.json()["class_id"] == series["class_id"]
    assert planned(teacher) == [NOON + n * WEEK + day + HOUR for n in (0, 2, 3)]
    assert change(teacher, series, scope="all", **times(NOON + day - WEEK)).status_code == 422  # into the past


def test_all_move_by_a_week_without_clashing_with_themselves(series, teacher):
    assert change(teacher, series, scope="all", occurrence=nth(0), **times(NOON + WEEK)).status_code == 200
    assert planned(teacher) == [NOON + n * WEEK for n in (1, 2, 3, 4)]


def test_a_move_that_clashes_moves_nothing(series, plan, teacher, bob):
    plan(NOON + WEEK + 2 * HOUR, student=bob)
    refused = change(teacher, series, scope="all", **times(NOON + 2 * HOUR))
    assert (refused.status_code, refused.json()["code"]) == (409, "overlap")
    assert refused.json()["conflicts"] == [{"occurrence": (NOON + WEEK + 2 * HOUR).isoformat(), "who": "teacher"}]
    assert planned(teacher)[0] == NOON
    some = change(teacher, series, scope="all", skip_conflicts=True, **times(NOON + 2 * HOUR)).json()
    assert some["left_out"] == 1
    assert starts(listed(teacher, class_id=series["class_id"]))[:2] == [NOON + 2 * HOUR, NOON + WEEK]


def test_another_rule_plans_anew_what_is_to_come(series, teacher):
    change(teacher, series, scope="all", rrule="FREQ=WEEKLY;INTERVAL=2;COUNT=3")
    assert planned(teacher) == [NOON, NOON + 2 * WEEK, NOON + 4 * WEEK]
    assert change(teacher, series, scope="all", rrule="FREQ=DAILY").status_code == 422
    assert change(teacher, series, scope="this", occurrence=nth(0), rrule="FREQ=WEEKLY").status_code == 422


def test_a_lesson_is_taken_out_it_and_those_that_follow_or_all(series, teacher, ann):
    assert remove(ann, series, occurrence=nth(1)).status_code == 403
    for _ in range(2):
        assert remove(teacher, series, scope="this", occurrence=nth(1)).status_code == 204
    assert planned(ann) == [NOON, NOON + 2 * WEEK, NOON + 3 * WEEK]
    assert remove(teacher, series, scope="following", occurrence=nth(3)).status_code == 204
    assert planned(ann) == [NOON, NOON + 2 * WEEK]
    assert remove(teacher, series, scope="this").status_code == 422
    assert remove(teacher, series, scope="all").status_code == 204
    assert planned(ann) == []
    assert {row["status"] for row in listed(ann)} == {"cancelled"}


def test_what_became_of_a_lesson_and_what_stands_for_it(series, plan, teacher, ann):
    missed = change(teacher, series, occurrence=nth(0), status="missed", reason="Was ill").json()
    assert (missed["status"], missed["reason"]) == ("missed", "Was ill")
    instead = plan(NOON + timedelta(days=1)).json()
    named = {"class_id": series["class_id"], "occurrence": nth(0)}
    for told in (named, nth(0), series["class_id"]):
        assert change(teacher, instead, makes_up_for=told).json()["makes_up_for"]["class_id"] == series["class_id"]
    assert listed(ann)[0]["made_up"] is True
    assert change(teacher, instead, makes_up_for=nth(1)).status_code == 422  # it takes place
    assert change(teacher, series, occurrence=nth(0), status="held").json()["status"] == "held"
    assert change(teacher, series, occurrence=nth(2), status="held", scope="all").status_code == 422


def test_private_notes_are_the_teachers_alone(series, teacher, ann):
    notes = {"shared": "Bars 1 to 8", "private": "Do not ask about the exam"}
    told = change(teacher, series, occurrence=nth(0), notes=notes).json()
    assert told["notes"] == notes
    assert listed(ann)[0]["notes"] == {"shared": "Bars 1 to 8", "private": None}
    change(teacher, series, occurrence=nth(0), notes={"private": ""})
    assert listed(teacher)[0]["notes"] == notes | {"private": ""}


def test_a_student_cancels_with_a_reason_and_moves_nothing(series, teacher, ann, bob):
    assert change(ann, series, occurrence=nth(0), status="cancelled").status_code == 422
    told = change(ann, series, occurrence=nth(0), status="cancelled", reason="Away with the class").json()
    assert (told["status"], told["reason"]) == ("cancelled", "Away with the class")
    assert listed(teacher)[0]["reason"] == "Away with the class"
    for wish in (times(NOON + HOUR), {"status": "planned"}, {"notes": {"shared": "x"}}, {"place": "x"}):
        assert change(ann, series, occurrence=nth(1), **wish).status_code == 403
    assert change(ann, series, scope="all", status="cancelled", reason="x").status_code == 403
    assert change(bob, series, occurrence=nth(1), status="cancelled", reason="x").status_code == 404


def test_a_cancelled_hour_is_free_and_the_lesson_comes_back_only_into_a_free_one(series, plan, teacher, bob):
    change(teacher, series, occurrence=nth(0), status="cancelled", reason="Concert")
    assert change(teacher, series, occurrence=nth(0), **times(NOON + HOUR)).status_code == 422
    plan(student=bob)
    assert change(teacher, series, occurrence=nth(0), status="planned").json()["code"] == "overlap"


def test_who_parts_has_no_lessons_to_come_and_keeps_those_that_were(series, plan, teacher, ann):
    plan(NOON - timedelta(days=6))
    part(teacher, ann)
    for client in (teacher, ann):
        rows = listed(client, NOON - WEEK)
        assert [row["status"] for row in rows] == ["planned"] + ["cancelled"] * 4
        assert change(client, series, occurrence=nth(0), status="cancelled", reason="x").status_code == 403
    assert change(teacher, series, occurrence=nth(0), status="planned").status_code == 403


def told(client):
    return [(one["kind"], one["says"].split(" the ")[0]) for one in client.get("/api/v1/notifications").json()["items"]]


def test_the_other_finds_word_of_what_is_moved_and_called_off(series, teacher, ann):
    change(teacher, series, scope="this", occurrence=nth(1), **times(NOON + WEEK + HOUR))
    assert [kind for kind, _ in told(ann)] == ["lesson_moved"]
    change(ann, series, status="cancelled", occurrence=nth(0), reason="A fever")
    assert told(teacher) == [("lesson_cancelled", "Ann cancelled")]
    remove(teacher, series, scope="following", occurrence=nth(2))
    assert [kind for kind, _ in told(ann)] == ["lesson_cancelled", "lesson_moved"]
    assert len(told(teacher)) == 1
