"""Homework on the page of one student, as their teacher sees it: open and done, followed while the page is open."""

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import TeacherStudent
from practice_app.services.shared.events import Event, HomeworkChanged
from practice_app.services.teaching.homework import judging
from practice_app.services.teaching.homework.drafts import Handed, Word
from practice_app.state.teaching.given import GivenState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab
from tests.state.teaching.test_homework import clara, given, practised  # noqa: F401 - a fixture among them


@pytest.mark.anyio
async def test_what_one_student_was_given_stands_open_first_and_is_followed(ann, bob, clara):  # noqa: F811
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=clara, student_id=bob))
    given(clara, bob, "Bob's alone")
    later, one = given(clara, ann, "Scales", due_on="2199-01-01"), given(clara, ann)
    at = await tab(GivenState, cookie_of(clara), f"/students/{ann}")
    await call(at, "load")
    assert (at.shown, [row.title for row in at.open], at.done) == (str(ann), ["Scales", "Bars 9 to 12"], [])
    session = practised(ann, one)
    recording = people.take(session, ann, keep=True, bytes=3)
    with transaction(ann) as db:
        judging.hand_in(db, ann, one.id, Handed(recording_id=recording))
    await at._received(Event(str(one.id), HomeworkChanged()))
    first = at.open[0]
    assert (first.title, first.status, first.takes[0].address) == ("Bars 9 to 12", "handed_in", f"/review/{recording}")
    with transaction(clara) as db:
        judging.close(db, clara, one.id, Word(text="Lovely."))
    await at._received(Event(str(one.id), HomeworkChanged()))
    assert ([row.id for row in at.open], [row.said for row in at.done]) == ([str(later.id)], ["Lovely."])


@pytest.mark.anyio
async def test_of_somebody_elses_student_nothing_is_there(ann, bobs, clara):  # noqa: F811
    given(clara, ann)
    at = await tab(GivenState, bobs, f"/students/{ann}")
    await call(at, "load")
    assert (at.open, at.done) == ([], [])
