"""What my teacher sees: shown in numbers, more or less of it, ended, and followed while it is open."""

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import Guardian, TeacherStudent
from practice_app.services.shared.events import Event, TeachingChanged
from practice_app.services.teaching import connections
from practice_app.state.teaching.teachers import TeachersState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab


@pytest.fixture
def clara(ann):
    who = people.person("Clara")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann))
    return who


@pytest.mark.anyio
async def test_a_student_sees_shows_more_and_ends_it(ann, anns, clara):
    at = await tab(TeachersState, anns, "/teachers")
    await call(at, "load")
    (row,) = at.teachers
    assert (row.name, row.child, row.history, row.sessions, at.loaded) == ("Clara", "", False, 0, True)
    await call(at, "show", row.id, "", True)
    assert at.teachers[0].history
    await call(at, "ask", row.key)
    assert at.asked == row.key
    await call(at, "end", row.id, "")
    assert (at.teachers, at.asked, at.notice_kind) == ([], "", "info")
    await call(at, "end", row.id, "")
    assert at.notice_kind == "error"


@pytest.mark.anyio
async def test_an_open_page_follows_the_teacher(ann, anns, clara):
    at = await tab(TeachersState, anns, "/teachers")
    await call(at, "load")
    with transaction(clara) as db:
        connections.end(db, clara, ann)
    await at._received(Event(str(ann), TeachingChanged()))
    assert at.teachers == []


@pytest.mark.anyio
async def test_who_looks_after_a_child_decides_about_its_teachers_and_nobody_else(ann, bob, bobs, clara):
    mum = people.person("Mum")
    with system_transaction() as db:
        db.add(Guardian(parent_id=mum, child_id=ann))
    stranger = await tab(TeachersState, bobs, "/teachers")
    for handler, given in (("show", (True,)), ("end", ())):
        await call(stranger, handler, str(clara), str(ann), *given)
        assert stranger.notice_kind == "error"
    assert stranger.teachers == []
    at = await tab(TeachersState, cookie_of(mum), "/teachers")
    await call(at, "load")
    (row,) = at.teachers
    assert (row.name, row.child_name) == ("Clara", "Ann")
    await call(at, "show", row.id, row.child, True)
    assert at.teachers[0].history
    await call(at, "end", row.id, row.child)
    assert at.teachers == []
