"""A teacher's pages: the list, one student, the note; what a stranger meets, and how a page keeps up."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlmodel import select

from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import TeacherStudent
from practice_app.services import analysis
from practice_app.services.analysis import CorrectionDraft
from practice_app.services.shared import events
from practice_app.services.shared.events import Event, StudentPractised, TeachingChanged, Topic
from practice_app.services.teaching.students import notes
from practice_app.services.teaching.students.counting import Counted
from practice_app.services.teaching.students.listing import Student
from practice_app.state.teaching.session import StudentSessionState
from practice_app.state.teaching.student import StudentState
from practice_app.state.teaching.students import ORDERS, StudentsState, grouped, shown
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio
NOON = datetime.now(UTC).replace(hour=12, minute=0, second=0, microsecond=0)


@pytest.fixture
def hilary(clean_database):
    """A teacher of three: one practised yesterday, one is silent, one never practised."""
    hilary = people.person("Hilary")
    for name, ago in (("Ann", 1), ("Bob Österlund", 8), ("Cho", None)):
        student = people.person(name)
        with system_transaction() as db:
            db.add(TeacherStudent(teacher_id=hilary, student_id=student, since=NOON - timedelta(days=2), history=True))
        for days in range(ago, 30) if ago else ():
            people.session(student, NOON - timedelta(days=days), 30, instrument="violin", note="hard")
    return hilary


def student(name):
    from practice_app.models import User

    with system_transaction() as db:
        return db.exec(select(User.id).where(User.display_name == name)).one()


async def opened(kind, who, path):
    state = await tab(kind, cookie_of(who), path)
    await call(state, "load")
    return state


def names(state):
    return [one.name for one in state.students]


async def test_the_list_is_searched_filtered_and_sorted(hilary):
    state = await opened(StudentsState, hilary, "/students")
    assert (names(state), state.count, state.waiting) == (["Ann", "Cho", "Bob Österlund"], 3, 0)
    await call(state, "search", "öster")
    assert names(state) == ["Bob Österlund"]
    await call(state, "search", "")
    await call(state, "sort", "most")
    assert names(state)[0] == "Ann"
    await call(state, "show_only", "attention")
    assert (names(state), state.count) == ([], 3)


async def test_a_day_is_an_outline_by_the_clock_and_filled_where_it_was_heard(hilary):
    ann = student("Ann")
    row = people.session(ann, NOON - timedelta(days=1, hours=3), 15)
    people.heard(row, ann, people.take(row, ann), 900, 600)
    state = await opened(StudentsState, hilary, "/students")
    yesterday, today = state.students[0].days[-2:]
    assert (yesterday.clock_s, yesterday.played_s, yesterday.outline, yesterday.filled) == (2700, 600, 15.0, 3.3)
    assert (today.clock_s, today.played_s, today.outline, today.filled) == (0, -1, 0, 0)


async def test_a_session_that_is_not_sure_is_told_between_what_and_what_until_it_is_corrected(hilary):
    ann = student("Ann")
    row = people.session(ann, NOON - timedelta(days=1, hours=3), 30)
    unsure = people.metric("played_s", 1200, 0.5, low=900, high=1500)
    people.heard(row, ann, people.take(row, ann), 1800, 1200, metrics=[unsure])
    told = await session_of(hilary, ann, row)
    assert (told.played_s, told.low_s, told.high_s) == (1200, 900, 1500)
    with transaction(ann) as db:
        analysis.correct(db, ann, row.id, CorrectionDraft(kind="not_playing", start_s=0, end_s=60))
    told = await session_of(hilary, ann, row)
    assert (told.low_s, told.high_s) == (0, 0)


async def session_of(teacher, whose, row):
    state = await opened(StudentState, teacher, f"/students/{whose}")
    return next(one for one in state.sessions if one.id == str(row.id))


async def test_one_student_is_shown_with_figures_sessions_and_the_note(hilary):
    ann = student("Ann")
    state = await opened(StudentState, hilary, f"/students/{ann}")
    assert (state.stage, state.name, state.days_practised) == ("there", "Ann", 27)
    assert (len(state.sessions), state.sessions[0].note) == (20, "hard")
    assert 12 * 7 < len(state.days) <= 13 * 7
    await call(state, "choose", "91")
    assert state.days_practised == 29


async def test_a_note_is_kept_and_what_is_being_written_stays(hilary):
    ann = student("Ann")
    state = await opened(StudentState, hilary, f"/students/{ann}")
    await call(state, "write", "watch the thumb")
    assert (state.note, state.kept) == ("watch the thumb", True)
    with transaction(hilary) as db:
        assert notes.read(db, hilary, ann) == "watch the thumb"
        notes.write(db, hilary, ann, "from another tab")
    await state._received(Event(str(ann), StudentPractised()))
    assert state.note == "watch the thumb"


async def test_an_open_page_looks_again_when_a_student_practised(hilary):
    ann = student("Ann")
    listed = await opened(StudentsState, hilary, "/students")
    page = await opened(StudentState, hilary, f"/students/{ann}")
    people.session(ann, NOON - timedelta(days=1, hours=5), 60)
    for state in (listed, page):
        await state._received(Event(str(ann), StudentPractised()))
    assert listed.students[0].days[-2].clock_s == 5400
    assert page.clock_s == 28 * 1800 - 1800 + 3600


async def test_teachers_are_told_when_a_student_practised(hilary, monkeypatch):
    told = []
    monkeypatch.setattr(events, "publish", lambda audience, event: told.append((audience.id, event.topic)))
    people.session(student("Ann"), NOON - timedelta(days=1, hours=5))
    assert (str(hilary), Topic.STUDENT) in told
    assert [who for who, topic in told if topic is Topic.STUDENT] == [str(hilary)]


@pytest.mark.parametrize("path", ["nobody", "not-an-id"])
async def test_whoever_is_no_student_is_missing(hilary, path):
    other = people.person("Other")
    state = await opened(StudentState, hilary, f"/students/{other if path == 'nobody' else path}")
    assert (state.stage, state.name) == ("missing", "")


async def test_when_the_two_part_the_open_page_is_empty_and_no_note_is_kept(hilary):
    ann = student("Ann")
    state = await opened(StudentState, hilary, f"/students/{ann}")
    with system_transaction() as db:
        for one in db.exec(select(TeacherStudent).where(TeacherStudent.student_id == ann)):
            one.ended_at = datetime.now(UTC)
    await call(state, "write", "too late")
    assert not state.kept
    await state._received(Event(str(ann), StudentPractised()))
    assert (state.stage, state.name, state.sessions) == ("missing", "", [])


async def test_a_teacher_reads_a_session_at_its_address_with_the_takes_that_are_shown(hilary):
    ann = student("Ann")
    row = people.session(ann, NOON - timedelta(days=1, hours=3), 15, note="slower")
    take = people.take(row, ann, keep=True, shared=True, shared_at=NOON, duration_s=30)
    people.heard(row, ann, take, 900, 600)
    people.take(row, ann, keep=True)
    state = await opened(StudentSessionState, hilary, f"/sessions/{row.id}")
    assert (state.stage, state.student, state.student_id) == ("there", "Ann", str(ann))
    assert (state.shown.note, state.shown.played_s, state.shown.takes) == ("slower", 600, [])
    assert [(one.id, one.waits) for one in state.takes] == [(str(take), True)]
    with system_transaction() as db:
        for one in db.exec(select(TeacherStudent).where(TeacherStudent.student_id == ann)):
            one.ended_at = datetime.now(UTC)
    await state._received(Event(str(hilary), TeachingChanged()))
    assert (state.stage, state.student, state.shown.note) == ("missing", "", "")


async def test_of_the_time_before_the_two_met_a_session_is_missing(hilary):
    ann = student("Ann")
    row = people.session(ann, NOON - timedelta(days=9))
    with system_transaction() as db:
        for one in db.exec(select(TeacherStudent).where(TeacherStudent.student_id == ann)):
            one.history = False
    state = await opened(StudentSessionState, hilary, f"/sessions/{row.id}")
    assert (state.stage, state.shown.id) == ("missing", "")


def student_of(name, next_class_at):
    counted = Counted(new_id(), name, "student", False, [], False, NOON, None, None, NOON.date(), "UTC", [])
    return shown(Student(counted, [], 0, next_class_at), "Asia/Seoul")


def test_weekdays_are_those_of_the_lesson_where_the_teacher_is():
    """At 16:00 on a Sunday in UTC it is Monday in Seoul; who comes to no lesson stands last."""
    sunday = datetime(2026, 11, 29, 16, tzinfo=UTC)
    told = [("Ann", sunday), ("Bob", None), ("Cho", sunday + timedelta(days=2)), ("Dee", sunday - timedelta(hours=1))]
    rows = sorted((student_of(name, at) for name, at in told), key=ORDERS["weekday"])
    assert [(row.name, row.group) for row in grouped(rows)] == [
        ("Dee", "2024-01-01"),
        ("Ann", ""),
        ("Cho", "2024-01-03"),
        ("Bob", "none"),
    ]
