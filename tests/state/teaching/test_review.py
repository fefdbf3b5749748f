"""The page on which a take is commented on: who opens it, what it shows of the take, and how it keeps up."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Recording, TeacherStudent
from practice_app.models.columns import now
from practice_app.services.shared.events import Event, FeedbackChanged, TeachingChanged
from practice_app.state.teaching.review import ReviewState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)


@pytest.fixture
def hilary(clean_database):
    return people.person("Hilary")


@pytest.fixture
def ann(hilary):
    ann = people.person("Ann")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=hilary, student_id=ann, since=NOON - timedelta(days=2)))
    return ann


@pytest.fixture
def session(ann):
    return people.session(ann, NOON, 30, instrument="violin")


@pytest.fixture
def take(ann, session):
    take = people.take(session, ann, keep=True, shared=True, duration_s=60.0)
    people.heard(session, ann, take, 60, 40)
    return take


async def opened(who, take):
    state = await tab(ReviewState, cookie_of(who), f"/review/{take}")
    await call(state, "load")
    return state


async def test_the_teacher_writes_the_owner_reads_and_nobody_else_is_told_anything(hilary, ann, take):
    page = (await opened(hilary, take)).page
    assert (page.id, page.name, page.instrument, page.writes, page.mine) == (str(take), "Ann", "violin", True, False)
    assert (page.clock_s, [span["kind"] for span in page.spans]) == (60, ["playing"])
    page = (await opened(ann, take)).page
    assert (page.writes, page.mine) == (False, True)
    for stranger, path in ((people.person("Bob"), take), (hilary, "no-such-take")):
        state = await opened(stranger, path)
        assert (state.stage, state.page.id, state.page.name) == ("missing", "", "")


async def test_of_a_trimmed_take_the_teacher_sees_its_part_and_the_owner_all(hilary, ann, session, take):
    with system_transaction() as db:
        row = db.get_one(Recording, take)
        row.trim_start_s, row.trim_end_s = 10.0, 30.0
    seen, whole = (await opened(hilary, take)).page, (await opened(ann, take)).page
    assert (seen.clock_s, seen.spans[-1]["end_s"], whole.clock_s, whole.spans[-1]["end_s"]) == (20, 20, 60, 40)


async def test_an_open_page_looks_again_when_something_is_said_and_goes_when_the_two_part(hilary, ann, session, take):
    state = await opened(hilary, take)
    await state._received(Event(str(session.id), FeedbackChanged(str(take))))
    await state._received(Event(str(session.id), FeedbackChanged("another")))
    assert (state.stage, state.changed) == ("there", 1)
    with system_transaction() as db:
        db.exec(select(TeacherStudent)).one().ended_at = now()
    await state._received(Event(str(hilary), TeachingChanged()))
    assert (state.stage, state.page.id) == ("missing", "")
