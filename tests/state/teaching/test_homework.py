"""The page of homework: what is asked until when, handed in with a tap, followed while open; the teacher's side."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice_app import zones
from practice_app.database import system_transaction, transaction
from practice_app.models import TeacherStudent
from practice_app.services.accounts import roles
from practice_app.services.shared.events import Event, HomeworkChanged
from practice_app.services.teaching.homework import giving, judging, listing
from practice_app.services.teaching.homework.drafts import AssignmentDraft, Word
from practice_app.state.notifications.bell import BellState
from practice_app.state.teaching.homework import HomeworkState
from practice_app.state.teaching.homework_shown import due
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

PAGE = "/homework"


@pytest.fixture
def clara(ann):
    who = people.person("Clara")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann))
    return who


def given(clara, ann, title="Bars 9 to 12", **more):
    with transaction(clara) as db:
        rows, _new = giving.give(db, clara, AssignmentDraft(student_ids=[ann], title=title, **more))
    return rows[0]


def practised(ann, one, minutes=10, ago_h=0):
    began = datetime.now(UTC) - timedelta(hours=ago_h, minutes=minutes)
    return people.session(ann, began, minutes, items=[{"assignment_id": one.id, "seconds": minutes * 60}])


@pytest.mark.anyio
async def test_who_teaches_nobody_yet_is_told_how_one_comes_by_a_student(clara, ann):
    fresh = people.person("Emil")
    with transaction(fresh) as db:
        roles.take(db, fresh, "teacher")
    at = await tab(HomeworkState, cookie_of(fresh), PAGE)
    await call(at, "load")
    assert (at.view, at.somebody, at.given) == ("given", False, [])
    theirs = await tab(HomeworkState, cookie_of(clara), PAGE)
    await call(theirs, "load")
    assert theirs.somebody


@pytest.mark.anyio
async def test_a_student_practises_hands_in_with_one_tap_and_it_is_closed(ann, anns, clara):
    later = given(clara, ann, "Scales", due_on="2199-01-01")
    at = await tab(HomeworkState, anns, PAGE)
    await call(at, "load")
    today = zones.day_of(datetime.now(UTC), at.timezone)
    one = given(clara, ann, minutes=30, bars=[9, 12], due_on=today)
    await call(at, "load")
    assert [row.id for row in at.mine] == [str(one.id), str(later.id)]
    first = at.mine[0]
    assert (first.other, first.status, first.due, first.bars, first.minutes_done) == (
        "Clara",
        "new",
        "today",
        "9–12",
        0,
    )
    await call(at, "ask", first.id)
    assert (at.handing, at.mine[0].status) == ("", "new")
    session = practised(ann, one)
    await call(at, "ask", first.id)
    shown = next(row for row in at.mine if row.id == first.id)
    assert (shown.status, shown.minutes_done, shown.takes[0].address) == ("handed_in", 10, f"/sessions/{session.id}")
    with transaction(clara) as db:
        judging.close(db, clara, one.id, Word(text="Lovely."))
    await at._received(Event(str(one.id), HomeworkChanged()))
    assert [row.title for row in at.mine] == ["Scales"]
    assert [(row.status, row.said, row.deed) for row in at.done] == [("done", "Lovely.", "closed")]


@pytest.mark.anyio
async def test_of_several_sessions_one_is_chosen_and_no_other_is_taken(ann, anns, bob, bobs, clara):
    one = given(clara, ann, piece={"title": "Étude"})
    sessions = [practised(ann, one, ago_h=hours) for hours in (2, 1)]
    at = await tab(HomeworkState, anns, PAGE)
    await call(at, "load")
    await call(at, "ask", str(one.id))
    assert [choice.session for choice in at.choices] == [str(row.id) for row in reversed(sessions)]
    await call(at, "hand_in", at.choices[1].session, "")
    assert (at.handing, at.mine[0].status) == ("", "handed_in")
    strangers = people.session(bob, datetime.now(UTC) - timedelta(hours=1))
    at.handing = str(one.id)
    await call(at, "hand_in", str(strangers.id), "")
    assert at.notice_kind == "error"
    other = await tab(HomeworkState, bobs, PAGE)
    await call(other, "ask", str(one.id))
    assert (other.notice_kind, other.choices) == ("error", [])


@pytest.mark.anyio
async def test_a_recording_that_is_handed_in_is_one_word_to_the_teacher(ann, anns, clara):
    one = given(clara, ann)
    session = practised(ann, one)
    recording = people.take(session, ann, keep=True, bytes=3)
    at = await tab(HomeworkState, anns, PAGE)
    await call(at, "ask", str(one.id))
    bell = await tab(BellState, cookie_of(clara))
    await call(bell, "look")
    assert (bell.unread, bell.homework) == (1, True)
    with transaction(clara) as db:
        (shown,) = listing.listed(db, clara).items
    assert [take.recording_id for take in shown.takes] == [recording]


@pytest.mark.anyio
async def test_a_teacher_sees_what_they_gave_by_student(ann, clara, bobs):
    given(clara, ann, "Scales")
    one = given(clara, ann)
    at = await tab(HomeworkState, cookie_of(clara), PAGE)
    await call(at, "load")
    assert (at.view, at.both, [row.heads for row in at.given]) == ("given", False, [True, False])
    with transaction(clara) as db:
        judging.close(db, clara, one.id, Word())
    await at._received(Event(str(one.id), HomeworkChanged()))
    assert [(row.title, row.other) for row in at.given] == [("Scales", "Ann")]
    await call(at, "choose", "done")
    assert [row.title for row in at.given] == ["Bars 9 to 12"]
    nobodys = await tab(HomeworkState, bobs, PAGE)
    await call(nobodys, "load")
    await call(nobodys, "look_at", "given")
    assert (nobodys.mine, nobodys.given, nobodys.taught) == ([], [], False)


@pytest.mark.parametrize(
    ("day", "said"),
    [(1, "past"), (2, "today"), (3, "tomorrow"), (4, "soon"), (8, "soon"), (9, "later")],
)
def test_a_day_is_said_as_people_say_it(day, said):
    assert due(date(2026, 3, day), date(2026, 3, 2)) == said
    assert due(None, date(2026, 3, 2)) == ""
