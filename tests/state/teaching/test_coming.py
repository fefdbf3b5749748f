"""The journal's line of the lesson that comes next, for whoever takes it and for whoever gives it."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import TeacherStudent
from practice_app.services import lessons
from practice_app.services.lessons import ClassDraft
from practice_app.services.shared.events import Event, HomeworkChanged
from practice_app.services.teaching import connections
from practice_app.services.teaching.homework import giving
from practice_app.services.teaching.homework.drafts import AssignmentDraft
from practice_app.state.teaching.coming import ComingState, NextLesson
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def clara(ann):
    who = people.person("Clara")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann))
    return who


def lesson(clara, ann, starts=timedelta(minutes=-5)):
    at = (datetime.now(UTC) + starts).replace(second=0, microsecond=0)
    draft = ClassDraft(student_id=ann, starts_at=at, ends_at=at + timedelta(minutes=10), timezone="UTC", place="Room 2")
    with transaction(clara) as db:
        lessons.make(db, clara, draft)
    return at.isoformat()


def give(clara, ann, *titles):
    with transaction(clara) as db:
        for title in titles:
            giving.give(db, clara, AssignmentDraft(student_ids=[ann], title=title))


async def looked(cookie):
    at = await tab(ComingState, cookie, "/")
    await call(at, "look")
    return at


async def test_who_takes_it_sees_when_with_whom_and_what_to_bring_and_who_gives_it_how_many(ann, anns, bobs, clara):
    at = lesson(clara, ann)
    give(clara, ann, "Scales", "Trill", "Shift")
    hers, claras, bobs_own, nobodys = [await looked(one) for one in (anns, cookie_of(clara), bobs, None)]
    assert hers.taken == NextLesson("Clara", at, "Room 2")
    assert (hers.bring, hers.more, hers.today) == ("Scales, Trill", 1, 0)
    assert (claras.given, claras.today, claras.taken) == (NextLesson("Ann", at, "Room 2"), 1, NextLesson())
    for other in (bobs_own, nobodys):
        assert (other.taken, other.given, other.bring) == (NextLesson(), NextLesson(), "")


async def test_it_is_gone_when_there_is_none_within_a_week_or_the_two_have_parted(ann, anns, clara):
    lesson(clara, ann, timedelta(days=8))
    assert (await looked(anns)).taken == NextLesson()
    lesson(clara, ann, timedelta(days=2))
    at = await looked(anns)
    assert at.taken.name == "Clara"
    give(clara, ann, "Scales")
    await at._received(Event(str(ann), HomeworkChanged()))
    assert at.bring == "Scales"
    with transaction(ann) as db:
        connections.leave(db, ann, clara)
    await call(at, "look")
    assert at.taken == NextLesson()
