"""A second take beside the one under review: of the same student, shared, and for their teacher alone."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app.database import system_transaction
from practice_app.models import TeacherStudent
from practice_app.state.teaching.beside import BesideState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio
NOON = datetime(2026, 3, 14, 12, tzinfo=UTC)


def taken(who, days, **more):
    session = people.session(who, NOON + timedelta(days=days), 30, instrument="violin")
    return people.take(session, who, **{"keep": True, "shared": True, "duration_s": 60.0} | more)


def teaches(teacher, student):
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=teacher, student_id=student, since=NOON - timedelta(days=2)))


async def looked(who, take):
    state = await tab(BesideState, cookie_of(who), f"/review/{take}")
    await call(state, "look")
    return [one.id for one in state.takes]


async def test_beside_a_take_lie_the_others_that_its_student_shares_with_their_teacher(clean_database):
    hilary, ann, ben, bob = map(people.person, ("Hilary", "Ann", "Ben", "Bob"))
    teaches(hilary, ann)
    teaches(hilary, ben)
    one, two, three = (taken(ann, day) for day in range(3))
    taken(ann, 3, shared=False)
    taken(ben, 1)
    assert sorted(await looked(hilary, one)) == sorted([str(two), str(three)])
    for somebody in (ann, ben, bob):
        assert await looked(somebody, one) == []
    assert await looked(hilary, "no-such-take") == []
