"""Homework that comes due: told once, in the evening before, where the student is; not what was handed in."""

from datetime import UTC, date, datetime

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import TeacherStudent
from practice_app.services import notifications, teaching
from practice_app.services.shared.fields import checked
from practice_app.services.teaching import connections
from practice_app.services.teaching.homework import giving, judging
from practice_app.services.teaching.homework.drafts import AssignmentChange, AssignmentDraft, Word
from practice_app.services.teaching.homework.reminding import is_time
from tests.services import people

DUE, GIVEN = date(2196, 3, 3), datetime(2196, 3, 1, 12, tzinfo=UTC)
EVENING = datetime(2196, 3, 2, 8, tzinfo=UTC)
"""Five in the afternoon in Seoul."""


@pytest.mark.parametrize(
    ("zone", "at", "told"),
    [
        ("Asia/Seoul", datetime(2196, 3, 2, 7, 59, tzinfo=UTC), False),
        ("Asia/Seoul", EVENING, True),
        ("Asia/Seoul", datetime(2196, 3, 3, 14, 59, tzinfo=UTC), True),
        ("Asia/Seoul", datetime(2196, 3, 3, 15, tzinfo=UTC), False),
        ("America/New_York", EVENING, False),
        ("America/New_York", datetime(2196, 3, 2, 22, tzinfo=UTC), True),
    ],
    ids=["before five", "at five", "the day itself", "when it is over", "far away it is morning", "far away at five"],
)
def test_it_is_time_from_the_evening_before_until_the_day_is_over_where_the_student_is(zone, at, told):
    assert is_time(DUE, GIVEN, zone, at) is told


def test_who_was_given_it_a_moment_ago_is_not_told_at_once():
    assert not is_time(DUE, EVENING, "Asia/Seoul", EVENING)
    assert is_time(DUE, EVENING, "Asia/Seoul", datetime(2196, 3, 2, 20, tzinfo=UTC))


def said(who):
    with transaction(who) as db:
        return [one.values["what"] for one in notifications.inbox(db, who).items if one.kind == "homework_due"]


def test_it_is_told_once_for_each_day_and_not_what_was_closed_or_is_of_who_has_parted(clean_database):
    clara, ann, bob = (people.person(name, "Asia/Seoul") for name in ("Clara", "Ann", "Bob"))
    with system_transaction() as db:
        for student in (ann, bob):
            db.add(TeacherStudent(teacher_id=clara, student_id=student))
    with transaction(clara) as db:
        first, second = (giving.give(db, clara, _draft(ann, title))[0][0] for title in ("Scales", "Shift"))
        giving.give(db, clara, _draft(bob, "Trill"))
        judging.close(db, clara, second.id, Word())
    with transaction(bob) as db:
        connections.leave(db, bob, clara)
    assert [teaching.remind_of_homework(EVENING) for _ in range(2)] == [1, 0]
    assert (said(ann), said(bob)) == (["Scales"], [])
    with transaction(clara) as db:
        giving.change(db, clara, first.id, checked(AssignmentChange, {"due_on": "2196-03-04"}))
    assert teaching.remind_of_homework(EVENING) == 0
    assert teaching.remind_of_homework(datetime(2196, 3, 3, 8, tzinfo=UTC)) == 1
    assert said(ann) == ["Scales", "Scales"]


def _draft(student, title):
    return AssignmentDraft(student_ids=[student], title=title, due_on=DUE)
