"""What a teacher says about a take or a session over REST: said, drafted, read, answered, ticked off, taken back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Feedback, Guardian, Notification, PracticeSession, Recording, TeacherStudent
from practice_app.services.shared import events
from practice_app.services.teaching.feedback import making
from tests.api.lessons.conftest import connect, part
from tests.services import people

V1 = "/api/v1"
NOON = datetime.now(UTC).replace(minute=0, second=0, microsecond=0) - timedelta(hours=2)
DRAWING = {
    "width": 1280,
    "height": 720,
    "strokes": [
        {"tool": "pen", "color": "#ff0000", "points": [[0.1, 0.2, 0.5], [0.123456, 1]]},
        {"tool": "circle", "color": "#00FF00", "points": [[0.5, 0.5], [0.6, 0.6]]},
    ],
}


@pytest.fixture
def ann(arrive):
    return arrive("Ann")


@pytest.fixture
def tea(arrive, ann):
    client = arrive("Tea")
    connect(client, ann)
    with system_transaction() as db:
        db.exec(select(TeacherStudent)).one().since = NOON - timedelta(days=1)
    return client


@pytest.fixture
def session(ann, tea):
    return people.session(UUID(ann.user["id"]), NOON)


@pytest.fixture
def take(ann, session):
    more = {"keep": True, "shared": True, "duration_s": 60.0}
    return people.take(session, UUID(ann.user["id"]), **more)


def say(client, take, at_s=12.5, **more):
    return client.post(f"{V1}/videos/{take}/feedback", json={"at_s": at_s, "text": "more bow"} | more)


def heard(client, take):
    answer = client.get(f"{V1}/videos/{take}/feedback")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def word(client):
    """What somebody was told about comments, the earliest first."""
    mine = select(Notification).where(Notification.user_id == UUID(client.user["id"]), Notification.kind == "feedback")
    with system_transaction() as db:
        return [(one.words, one.path) for one in db.exec(mine.order_by(Notification.at, Notification.id))]


def let_time_pass():
    with system_transaction() as db:
        for table, column in (("feedback", "published_at"), ("feedback_replies", "created_at")):
            db.execute(text(f"UPDATE {table} SET {column} = {column} - interval '1 hour'"))


def test_a_comment_at_a_moment_is_read_by_the_student_answered_and_ticked_off(ann, tea, take, session, monkeypatch):
    told = []
    monkeypatch.setattr(events, "publish", lambda audience, event: told.append((audience.id, event)))
    made = say(tea, take, until_s=14, rating=4, drawing=DRAWING)
    assert made.status_code == 201, made.text
    row = made.json()
    assert (row["author"]["display_name"], row["at_s"], row["until_s"], row["rating"]) == ("Tea", 12.5, 14, 4)
    assert row["drawing"]["strokes"][0]["points"] == [[0.1, 0.2, 0.5], [0.1235, 1]]
    assert (row["voice_url"], row["done"], row["draft"], row["replies"]) == (None, False, False, [])
    assert heard(ann, take) == heard(tea, take) == [row]
    seen = {(who, event.subject, event.payload.recording_id) for who, event in told if event.topic == "feedback"}
    assert seen == {(one.user["id"], str(session.id), str(take)) for one in (ann, tea)}
    answered = ann.post(f"{V1}/feedback/{row['id']}/replies", json={"text": "which one?"})
    assert (answered.status_code, answered.json()["author"]["id"]) == (201, ann.user["id"])
    assert tea.post(f"{V1}/feedback/{row['id']}/replies", json={"text": "the down-bow"}).status_code == 201
    done = ann.put(f"{V1}/feedback/{row['id']}/done", json={"done": True})
    assert (done.status_code, done.json()["done"]) == (200, True)
    (read,) = heard(tea, take)
    assert [one["text"] for one in read["replies"]] == ["which one?", "the down-bow"]
    assert read["done"]
    path = f"/sessions/{session.id}?said={row['id']}"
    assert word(ann) == [("feedback", path), ("feedback_reply", path)]
    assert word(tea) == [("feedback_reply", f"/review/{take}?said={row['id']}")]


def test_a_run_of_comments_or_answers_is_one_word_and_a_later_one_another(ann, tea, take):
    first, *_ = [say(tea, take, at_s).json() for at_s in (1, 2, 3)]
    for _ in range(2):
        ann.post(f"{V1}/feedback/{first['id']}/replies", json={"text": "yes"})
    assert (len(word(ann)), len(word(tea))) == (1, 1)
    let_time_pass()
    say(tea, take, 4)
    ann.post(f"{V1}/feedback/{first['id']}/replies", json={"text": "really"})
    assert (len(word(ann)), len(word(tea))) == (2, 2)


def test_drafts_are_their_authors_alone_until_all_are_said_at_once(ann, tea, take):
    drafts = [say(tea, take, at_s, draft=True).json() for at_s in (3, 1, 2)]
    assert (heard(ann, take), word(ann)) == ([], [])
    assert [row["at_s"] for row in heard(tea, take)] == [1, 2, 3]
    assert ann.put(f"{V1}/feedback/{drafts[0]['id']}/done", json={"done": True}).status_code == 404
    assert tea.post(f"{V1}/feedback/{drafts[0]['id']}/replies", json={"text": "x"}).status_code == 403
    alone = tea.patch(f"{V1}/feedback/{drafts[0]['id']}", json={"draft": False})
    assert (alone.json()["draft"], [row["at_s"] for row in heard(ann, take)]) == (False, [3])
    for _ in range(2):
        assert tea.post(f"{V1}/videos/{take}/feedback/publish").status_code == 204
    assert [(row["at_s"], row["draft"]) for row in heard(ann, take)] == [(1, False), (2, False), (3, False)]
    assert len(word(ann)) == 2
    assert tea.patch(f"{V1}/feedback/{drafts[0]['id']}", json={"draft": True}).status_code == 422


def test_the_same_id_again_changes_nothing_and_anothers_is_nobodys(ann, tea, take, session):
    identity = str(new_id())
    assert say(tea, take, id=identity).status_code == 201
    again = say(tea, take, id=identity, text="otherwise")
    assert (again.status_code, again.json()["text"], len(heard(ann, take))) == (200, "more bow", 1)
    elsewhere = tea.post(f"{V1}/sessions/{session.id}/feedback", json={"id": identity, "text": "x"})
    assert elsewhere.status_code == 404
    assert say(tea, take, id="6f1c4d0e-7d5f-4d3a-9d1a-000000000000").status_code == 422


def test_only_its_author_changes_or_takes_back_a_comment(ann, tea, take):
    row = say(tea, take, until_s=20, drawing=DRAWING).json()
    for verb in (ann.patch, ann.delete):
        body = {"json": {"text": "x"}} if verb == ann.patch else {}
        assert verb(f"{V1}/feedback/{row['id']}", **body).status_code == 403
    changed = tea.patch(
        f"{V1}/feedback/{row['id']}", json={"text": "less", "at_s": 2, "until_s": None, "drawing": None}
    )
    assert changed.status_code == 200, changed.text
    told = changed.json()
    assert (told["text"], told["at_s"], told["until_s"], told["drawing"]) == ("less", 2, None, None)
    assert tea.patch(f"{V1}/feedback/{row['id']}", json={"text": ""}).status_code == 422
    assert tea.delete(f"{V1}/feedback/{row['id']}").status_code == 204
    assert (heard(ann, take), tea.delete(f"{V1}/feedback/{row['id']}").status_code) == ([], 404)


def test_a_session_is_commented_on_as_a_whole(ann, tea, take, session):
    said = tea.post(f"{V1}/sessions/{session.id}/feedback", json={"text": "well done", "rating": 5})
    assert (said.status_code, said.json()["at_s"]) == (201, None)
    say(tea, take)
    for client in (ann, tea):
        found = client.get(f"{V1}/sessions/{session.id}/feedback").json()["items"]
        assert [row["text"] for row in found] == ["well done"]
    assert tea.post(f"{V1}/sessions/{session.id}/feedback", json={"text": "x", "at_s": 1}).status_code == 422
    assert tea.patch(f"{V1}/feedback/{said.json()['id']}", json={"at_s": 1}).status_code == 422


def test_after_they_part_the_teacher_sees_nothing_and_the_student_keeps_what_was_said(ann, tea, take, session):
    row = say(tea, take).json()
    part(tea, ann)
    ways = (("get", f"/videos/{take}/feedback", None), ("post", f"/videos/{take}/feedback", {"at_s": 1, "text": "x"}))
    ways += (("patch", f"/feedback/{row['id']}", {"text": "x"}), ("delete", f"/feedback/{row['id']}", None))
    ways += (
        ("post", f"/feedback/{row['id']}/replies", {"text": "x"}),
        ("get", f"/sessions/{session.id}/feedback", None),
    )
    for verb, path, body in ways:
        assert tea.request(verb, f"{V1}{path}", json=body).status_code == 404, path
    assert heard(ann, take) == [row]
    assert ann.post(f"{V1}/feedback/{row['id']}/replies", json={"text": "x"}).status_code == 403
    assert ann.put(f"{V1}/feedback/{row['id']}/done", json={"done": True}).json()["done"]


def test_comments_on_a_take_that_is_gone_stay_as_text_and_go_with_the_session(ann, tea, take, session):
    say(tea, take)
    assert ann.delete(f"{V1}/recordings/{take}").status_code == 204
    assert [row["text"] for row in heard(ann, take)] == ["more bow"]
    with system_transaction() as db:
        db.delete(db.get_one(Recording, take))
    for client in (ann, tea):
        (row,) = client.get(f"{V1}/sessions/{session.id}/feedback").json()["items"]
        assert (row["text"], row["at_s"]) == ("more bow", 12.5)
    assert tea.patch(f"{V1}/feedback/{row['id']}", json={"text": "all the same"}).status_code == 200
    assert ann.delete(f"{V1}/sessions/{session.id}").status_code == 204
    assert tea.patch(f"{V1}/feedback/{row['id']}", json={"text": "x"}).status_code == 404
    with system_transaction() as db:
        db.delete(db.get_one(PracticeSession, session.id))
    with system_transaction() as db:
        assert db.exec(select(Feedback)).all() == []


def test_who_is_teacher_and_guardian_at_once_reads_both_and_another_teacher_neither(ann, tea, take, arrive):
    say(tea, take)
    mum = arrive("Mum")
    connect(mum, ann)
    with system_transaction() as db:
        theirs = select(TeacherStudent).where(TeacherStudent.teacher_id == UUID(mum.user["id"]))
        db.exec(theirs).one().since = NOON - timedelta(days=1)
    assert heard(mum, take) == []
    with system_transaction() as db:
        db.add(Guardian(parent_id=UUID(mum.user["id"]), child_id=UUID(ann.user["id"])))
    say(mum, take, 1, text="hers", draft=True)
    assert [row["text"] for row in heard(mum, take)] == ["hers", "more bow"]


TOO_MUCH = {"tool": "pen", "color": "#000000", "points": [[0.1234, 0.1234]] * 6000}
REFUSED = {
    "nothing": {"text": " "},
    "after the end": {"at_s": 62},
    "before the beginning": {"at_s": -1},
    "ends before it begins": {"until_s": 3},
    "no rating": {"rating": 6},
    "a voice": {"voice_id": "0198c0de-0000-7000-8000-000000000000"},
    "too long": {"text": "x" * 5001},
    "off the picture": {"drawing": DRAWING | {"strokes": [TOO_MUCH | {"points": [[0, 1.1]]}]}},
    "no tool": {"drawing": DRAWING | {"strokes": [TOO_MUCH | {"tool": "axe", "points": [[0, 1]]}]}},
    "no colour": {"drawing": DRAWING | {"strokes": [TOO_MUCH | {"color": "url(x)", "points": [[0, 1]]}]}},
    "too many points": {"drawing": DRAWING | {"strokes": [TOO_MUCH]}},
    "too many strokes": {"drawing": DRAWING | {"strokes": [TOO_MUCH | {"points": [[0, 1]]}] * 201}},
}


def test_what_cannot_be_said_is_refused_by_its_field(ann, tea, take):
    for name, body in REFUSED.items():
        answer = say(tea, take, **body)
        assert answer.status_code == 422, name
        assert answer.json()["errors"][0]["field"].split(".")[0] in {*body, "body"}, (name, answer.json())
    assert heard(tea, take) == []


def test_a_trimmed_take_is_commented_on_where_others_see_it(ann, tea, take):
    with system_transaction() as db:
        row = db.get_one(Recording, take)
        row.trim_start_s, row.trim_end_s = 10.0, 20.0
    assert [say(tea, take, at_s).status_code for at_s in (5, 12, 25)] == [422, 201, 422]


def test_one_teacher_says_so_much_about_one_take(ann, tea, take, monkeypatch):
    monkeypatch.setattr(making, "MOST", 2)
    assert [say(tea, take, at_s).status_code for at_s in (1, 2, 3)] == [201, 201, 429]


def test_three_hundred_comments_on_one_take_are_read_at_once_in_the_order_of_their_moments(ann, tea, take, session):
    two = {"teacher_id": UUID(tea.user["id"]), "student_id": UUID(ann.user["id"])}
    about = {"recording_id": take, "session_id": session.id, "published_at": NOON}
    with system_transaction() as db:
        db.add_all([Feedback(**two, **about, at_s=n % 60, text=f"said {n}") for n in range(making.MOST)])
    for client in (tea, ann):
        moments = [row["at_s"] for row in heard(client, take)]
        assert (len(moments), moments) == (300, sorted(moments))
    assert say(tea, take).status_code == 429
