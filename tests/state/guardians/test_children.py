"""The page of one's children: opened, allowed, agreed to and not; never somebody else's."""

from datetime import UTC, datetime, timedelta

import pytest

from practice_app import ages
from practice_app.database import system_transaction, transaction
from practice_app.models import Consent, Guardian, TeacherStudent, User
from practice_app.services.recordings import rows as recording_rows
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import CommentDraft, MomentDraft
from practice_app.state.guardians import ChildrenState
from practice_app.state.teaching.session import StudentSessionState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio


@pytest.fixture
def family(clean_database):
    """A parent, a child of theirs, and a stranger."""
    mum, child, stranger = (people.person(name) for name in ("Mum", "Minji", "Stranger"))
    with system_transaction() as db:
        user = db.get_one(User, child)
        user.username, user.birth_year, user.country = "minji", ages.this_year() - 9, "KR"
        db.get_one(User, mum).roles = ["parent"]
        db.add(Guardian(parent_id=mum, child_id=child))
        db.add(Consent(user_id=child, given_by=mum, text_version="1", how="making"))
    return mum, child, stranger


async def page_of(who):
    state = await tab(ChildrenState, cookie_of(who), "/children")
    await call(state, "load")
    return state


async def test_a_parent_sees_and_changes_what_is_their_childs(family):
    mum, child, _ = family
    state = await page_of(mum)
    assert [(one.name, one.username, one.agreed) for one in state.children] == [("Minji", "minji", True)]
    assert state.may_add
    await call(state, "toggle", str(child))
    assert state.opened == str(child)
    await call(state, "allow", str(child), "open_groups", True)
    assert state.children[0].open_groups
    await call(state, "revoke", str(child))
    assert state.children[0].paused
    assert state.children[0].leaves_at
    await call(state, "agree", str(child))
    assert not state.children[0].paused


async def test_a_stranger_sees_nobody_and_changes_nothing(family):
    mum, child, stranger = family
    state = await page_of(stranger)
    assert (state.children, state.may_add) == ([], False)
    for handler, more in (("allow", ("partners", True)), ("revoke", ()), ("agree", ()), ("restore", ())):
        await call(state, handler, str(child), *more)
        assert state.notice_kind == "error"
    assert (await page_of(mum)).children[0].agreed


async def read(who, session_id):
    at = await tab(StudentSessionState, cookie_of(who), f"/sessions/{session_id}")
    await call(at, "load")
    return at


async def test_a_guardian_reads_a_childs_session_and_what_was_said_of_it_and_nobody_else_does(family):
    mum, child, stranger = family
    row = people.session(child, datetime.now(UTC) - timedelta(hours=2), 20, note="the hard bar")
    teacher, other = people.person("Clara"), people.person("Otto")
    with system_transaction() as db:
        for one in (teacher, other):
            db.add(TeacherStudent(teacher_id=one, student_id=child, history=True))
    take = people.take(row, child, keep=True, shared=True, shared_at=datetime.now(UTC), duration_s=30)
    people.take(row, child, keep=True, duration_s=30)
    with transaction(teacher) as db:
        feedback.say_of_session(db, teacher, row.id, CommentDraft(text="well done"))
        feedback.say_of_recording(db, teacher, take, MomentDraft(at_s=3, text="more bow"))
        feedback.say_of_recording(db, teacher, take, MomentDraft(at_s=4, text="a draft", draft=True))
    at = await page_of(mum)
    await call(at, "toggle", str(child))
    assert [(one.id, one.clock_s) for one in at.sessions] == [(str(row.id), 1200)]
    at = await read(mum, row.id)
    assert (at.stage, at.student, at.shown.note) == ("childs", "Minji", "the hard bar")
    assert [(said.name, [one.text for one in said.remarks]) for said in at.voices] == [
        ("Clara", ["well done", "more bow"])
    ]
    assert [(one.id, one.duration_s, one.waits) for one in at.takes] == [(str(take), 30, False)]  # hidden ones are not
    assert recording_rows.show(mum, take, "").renditions.audio_url
    hers = await read(other, row.id)
    assert (hers.stage, hers.voices, hers.said) == ("there", [], [])
    gone = await read(stranger, row.id)
    assert (gone.stage, gone.voices, gone.takes, gone.shown.note) == ("missing", [], [], "")
    with system_transaction() as db:
        db.delete(db.get_one(Guardian, (mum, child)))
    assert ((await read(mum, row.id)).stage, (await read(mum, row.id)).voices) == ("missing", [])
