"""What teachers say, on the page of a session: by its moments, ticked off, followed; of another's there is nothing."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.database import system_transaction, transaction
from practice_app.models import Recording, TeacherStudent
from practice_app.services import pieces
from practice_app.services.pieces import PieceDraft
from practice_app.services.shared.events import Event, FeedbackChanged, RecordingChanged
from practice_app.services.teaching import connections, feedback
from practice_app.services.teaching.feedback import CommentDraft, MomentDraft, ReplyDraft
from practice_app.services.teaching.feedback.drafts import Drawing
from practice_app.state.teaching.heard import FIRST, HeardState
from practice_app.state.teaching.session import StudentSessionState
from practice_app.state.teaching.to_mind import ToMindState
from tests.services import people
from tests.state.tabs import call, cookie_of, tab

pytestmark = pytest.mark.anyio
START = datetime(2026, 2, 14, 9, tzinfo=UTC)
KEPT = {"keep": True, "shared": True, "duration_s": 60.0}


@pytest.fixture
def clara(ann):
    who = people.person("Clara")
    with system_transaction() as db:
        db.add(TeacherStudent(teacher_id=who, student_id=ann, since=START - timedelta(days=1)))
    return who


@pytest.fixture
def row(ann, clara):
    return people.session(ann, START, 20)


@pytest.fixture
def take(ann, row):
    return people.take(row, ann, offset_s=100, **KEPT)


def said(who, take, at_s=12.5, **more):
    with transaction(who) as db:
        return feedback.say_of_recording(db, who, take, MomentDraft(at_s=at_s, **{"text": "more bow"} | more))[0].id


async def opened(row, cookie):
    state = await tab(HeardState, cookie, f"/sessions/{row.id}/")
    await call(state, "load")
    return state


async def test_what_was_said_stands_at_its_second_of_the_session_and_is_ticked_off(anns, clara, row, take):
    one = said(clara, take, until_s=20, rating=4)
    with transaction(clara) as db:
        feedback.say_of_session(db, clara, row.id, CommentDraft(text="well done"))
    said(clara, take, text="not yet", draft=True)
    at = await opened(row, anns)
    (voice,) = at.voices
    assert (voice.name, voice.teaches, voice.open, voice.more) == ("Clara", True, 2, 0)
    whole, moment = voice.remarks
    assert (whole.text, whole.second, whole.at_s, whole.gone) == ("well done", -1, -1, False)
    assert (moment.second, moment.until, moment.rating, moment.gone) == (112.5, 120, 4, False)
    assert [(pin.second, pin.done) for pin in at.pins] == [(112.5, False)]
    await call(at, "tick", str(one), True)
    assert (at.voices[0].open, at.voices[0].remarks[1].done, at.pins[0].done) == (1, True, True)
    await call(at, "tick", str(one), False)
    assert (at.voices[0].open, at.pins[0].done) == (2, False)


async def test_an_open_page_follows_what_is_said_and_answered(ann, anns, clara, row, take):
    at = await opened(row, anns)
    assert at.voices == []
    one = said(clara, take)
    await at._received(Event("another", FeedbackChanged()))
    assert at.voices == []
    await at._received(Event(str(row.id), FeedbackChanged(str(take))))
    for who, text in ((ann, "like this?"), (clara, "yes")):
        with transaction(who) as db:
            feedback.reply(db, who, one, ReplyDraft(text=text))
    await at._received(Event(str(row.id), FeedbackChanged(str(take))))
    (remark,) = at.voices[0].remarks
    assert [(answer.mine, answer.text) for answer in remark.answers] == [(True, "like this?"), (False, "yes")]


@pytest.mark.parametrize("left", ["its row", "nothing"])
async def test_of_a_recording_that_is_gone_the_words_stay(anns, clara, row, take, left):
    said(clara, take)
    at = await opened(row, anns)
    with system_transaction() as db:
        recording = db.get_one(Recording, take)
        if left == "nothing":
            db.delete(recording)
        else:
            recording.status = "deleted"
    await at._received(Event(str(take), RecordingChanged(str(row.id))))
    (remark,) = at.voices[0].remarks
    assert (remark.text, remark.gone, remark.at_s) == ("more bow", True, 12.5)
    assert remark.second == (112.5 if left == "its row" else -1)


async def test_when_they_part_it_stays_and_is_ticked_off_but_not_answered(ann, anns, clara, row, take):
    one = said(clara, take)
    with transaction(clara) as db:
        connections.end(db, clara, ann)
    at = await opened(row, anns)
    assert (at.voices[0].teaches, at.voices[0].remarks[0].text) == (False, "more bow")
    await call(at, "tick", str(one), True)
    assert at.voices[0].open == 0


async def test_of_very_much_the_first_is_shown_until_all_is_asked_for(anns, clara, row, take):
    for n in range(FIRST + 2):
        said(clara, take, at_s=n)
    at = await opened(row, anns)
    assert (len(at.voices[0].remarks), at.voices[0].more, len(at.pins)) == (FIRST, 2, FIRST + 2)
    await call(at, "show_all")
    assert (len(at.voices[0].remarks), at.voices[0].more) == (FIRST + 2, 0)


async def test_of_anothers_session_there_is_nothing(anns, bobs, clara, row, take):
    one = said(clara, take)
    for path in (f"/sessions/{row.id}", "/sessions/nope"):
        at = await tab(HeardState, bobs, path)
        await call(at, "load")
        assert (at.voices, at.pins, at.session_id) == ([], [], "")
    at.session_id = str(row.id)
    await call(at, "tick", str(one), True)
    assert at.notice_kind == "error"
    assert not (await opened(row, anns)).voices[0].remarks[0].done
    assert UUID(at.session_id) == row.id


async def test_a_drawing_is_told_by_its_moment_and_its_strokes_stay_out_of_the_page_s_state(anns, clara, row, take):
    line = {"tool": "line", "color": "#c81e1e", "points": [[0, 0], [1, 1]]}
    drawing = {"width": 1280, "height": 720, "strokes": [line]}
    one = said(clara, take, drawing=drawing)
    said(clara, take, at_s=20)
    with transaction(clara) as db:
        feedback.say_of_session(db, clara, row.id, CommentDraft(text="see below", drawing=Drawing(**drawing)))
    at = await opened(row, anns)
    assert [(it.id, it.recording, it.at) for it in at.drawn] == [(str(one), str(take), 12.5)]
    assert "c81e1e" not in repr(at.get_delta())


async def test_what_is_new_is_marked_while_they_look_and_not_the_next_time(ann, anns, clara, row, take):
    one = said(clara, take)
    at = await opened(row, anns)
    assert at.voices[0].remarks[0].fresh
    with transaction(clara) as db:
        feedback.reply(db, clara, one, ReplyDraft(text="and the elbow"))
    with transaction(ann) as db:
        feedback.reply(db, ann, one, ReplyDraft(text="I see"))
    await at._received(Event(str(row.id), FeedbackChanged(str(take))))
    (remark,) = at.voices[0].remarks
    assert (remark.fresh, [answer.fresh for answer in remark.answers]) == (True, [True, False])
    (remark,) = (await opened(row, anns)).voices[0].remarks
    assert (remark.fresh, [answer.fresh for answer in remark.answers]) == (False, [False, False])
    with transaction(clara) as db:
        (row,) = feedback.of_recording(db, clara, take)
    assert [(answer.text, answer.fresh) for answer in row.replies] == [("and the elbow", False), ("I see", True)]


async def test_a_piece_tells_what_was_to_mind_of_it_until_that_is_done(ann, anns, bobs, clara):
    with transaction(ann) as db:
        piece_id = pieces.add_piece(db, ann, PieceDraft(title="Gavotte"))[0].id
    row = people.session(ann, START, 20, items=[{"piece_id": piece_id}])
    other = people.session(ann, START + timedelta(hours=2), 20)
    takes = [people.take(one, ann, **KEPT) for one in (row, other)]
    one = said(clara, takes[0])
    said(clara, takes[1], text="elsewhere")
    at = await tab(ToMindState, anns, f"/pieces/{piece_id}")
    await call(at, "load")
    assert [(open_.name, open_.said, open_.href) for open_ in at.open] == [
        ("Clara", "more bow", f"/sessions/{row.id}?said={one}")
    ]
    with transaction(ann) as db:
        (open_,) = feedback.open_of_all(db, ann)
        assert (open_.id, open_.author, open_.piece_ids) == (one, "Clara", [piece_id])
        feedback.tick(db, ann, one, done=True)
        assert feedback.open_of_all(db, ann) == []
    with transaction(clara) as db:
        assert feedback.open_of_all(db, clara) == []
    await at._received(Event(str(row.id), FeedbackChanged(str(takes[0]))))
    assert at.open == []
    stranger = await tab(ToMindState, bobs, f"/pieces/{piece_id}")
    await call(stranger, "load")
    assert (stranger.open, stranger.piece_id) == ([], "")


async def test_a_teacher_reads_on_a_sessions_page_what_they_said_of_it_and_what_was_answered(ann, clara, row):
    at = await tab(StudentSessionState, cookie_of(clara), f"/sessions/{row.id}")
    await call(at, "load")
    assert (at.stage, at.said) == ("there", [])
    with transaction(clara) as db:
        one = feedback.say_of_session(db, clara, row.id, CommentDraft(text="well done"))[0].id
    with transaction(ann) as db:
        feedback.reply(db, ann, one, ReplyDraft(text="thank you"))
    await at._received(Event(str(row.id), FeedbackChanged()))
    assert [(said_.text, [answer.text for answer in said_.answers]) for said_ in at.said] == [
        ("well done", ["thank you"])
    ]
