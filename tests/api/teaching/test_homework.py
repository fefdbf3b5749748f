"""Homework over REST: given, practised, handed in, given back, closed; and what nobody else sees of it."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Guardian
from practice_app.services.practice.rows import SessionRow
from tests.services import people

URL = "/api/v1/assignments"


@pytest.fixture
def clara(sign_up):
    return sign_up("Clara", role="teacher")


def connect(teacher, student, *, history=True):
    code = teacher.post("/api/v1/students/invites").json()["code"]
    assert student.post(f"/api/v1/invites/{code}/accept", json={"history": history}).status_code == 201


def give(teacher, *students, **more):
    body = {"student_ids": [one.user["id"] for one in students], "title": "Bars 9 to 12"} | more
    return teacher.post(URL, json=body)


def shown(who, **asked):
    return who.get(URL, params=asked).json()["items"]


def practise(student, minutes=10, **item):
    """Ends in a moment, so that it is no older than what was given just now."""
    ended = datetime.now(UTC) + timedelta(minutes=1)
    times = {"started_at": (ended - timedelta(minutes=minutes)).isoformat(), "ended_at": ended.isoformat()}
    answer = student.post("/api/v1/sessions", json=times | {"items": [{"seconds": minutes * 60} | item]})
    assert answer.status_code == 201, answer.text
    return answer.json()


def told(who):
    return [(one["kind"], one["says"]) for one in who.get("/api/v1/notifications").json()["items"]]


def test_homework_goes_there_and_back(clara, ann):
    connect(clara, ann)
    points = [{"kind": "link", "url": "https://example.org/bow"}]
    more = {
        "bars": [9, 12],
        "target_bpm": 72,
        "minutes": 30,
        "repetitions": 20,
        "due_on": "2026-12-03",
        "note": "Slow.",
    }
    made = give(clara, ann, piece={"title": "Partita", "composer": "Bach"}, references=points, **more)
    assert made.status_code == 201, made.text
    (row,) = made.json()["items"]
    assert (row["teacher"]["id"], row["student"]["id"]) == (clara.user["id"], ann.user["id"])
    assert (row["status"], row["seconds"], row["takes"]) == ("new", 0, [])
    assert {name: row[name] for name in more} == more
    assert row["piece"] == {"title": "Partita", "composer": "Bach"}
    assert [(one["kind"], one["url"]) for one in row["references"]] == [("link", points[0]["url"])]
    assert shown(ann) == shown(clara) == [row]
    assert told(ann) == [("homework_given", "Clara gives you homework: Bars 9 to 12")]

    session = practise(ann, assignment_id=row["id"], repetitions=7)
    assert session["items"][0]["assignment_id"] == row["id"]
    for who in (ann, clara):
        (started,) = shown(who, status="started")
        assert (started["status"], started["seconds"], started["repetitions_done"]) == ("started", 600, 7)
    assert shown(ann, status="new") == []

    one = f"{URL}/{row['id']}"
    handed = ann.post(f"{one}/hand-in", json={"session_id": session["id"]})
    assert handed.json()["status"] == "handed_in", handed.text
    assert [take["session_id"] for take in handed.json()["takes"]] == [session["id"]]
    assert ann.post(f"{one}/hand-in", json={"session_id": session["id"]}).json()["history"] == handed.json()["history"]
    assert ("take_waiting", "Ann hands in homework: Bars 9 to 12") in told(clara)
    back = clara.post(f"{one}/reopen", json={"text": "Softer, please."}).json()
    assert (back["status"], back["history"][-1]["text"]) == ("started", "Softer, please.")
    assert ann.post(f"{one}/hand-in", json={"session_id": session["id"]}).json()["status"] == "handed_in"
    assert clara.post(f"{one}/close").json()["status"] == "done"
    assert ann.post(f"{one}/hand-in", json={"session_id": practise(ann)["id"]}).json()["code"] == "closed"
    assert [deed["deed"] for deed in shown(ann)[0]["history"]] == ["handed_in", "reopened", "handed_in", "closed"]
    assert [says for _, says in told(ann)][:2] == [
        "Clara closed your homework: Bars 9 to 12",
        "Clara gives homework back to you: Bars 9 to 12",
    ]


def test_several_students_are_given_one_each_and_the_same_again_changes_nothing(clara, ann, bob):
    connect(clara, ann)
    assert give(clara, ann, bob).status_code == 404
    assert shown(clara) == []
    connect(clara, bob)
    identity = str(new_id())
    made, again = (give(clara, ann, bob, id=identity) for _ in range(2))
    assert (made.status_code, again.status_code) == (201, 200)
    assert made.json() == again.json()
    assert [row["student"]["id"] for row in made.json()["items"]] == [ann.user["id"], bob.user["id"]]
    assert len(shown(clara)) == 2
    assert (shown(clara, mine=True), shown(ann, mine=True)) == ([], shown(ann))
    assert [len(shown(one)) for one in (ann, bob)] == [1, 1]
    assert [len(told(one)) for one in (ann, bob)] == [1, 1]
    first = clara.get(URL, params={"limit": 1}).json()
    assert len(clara.get(URL, params={"limit": 1, "cursor": first["next_cursor"]}).json()["items"]) == 1
    own = str(new_id())
    assert give(clara, ann, id=own).json()["items"][0]["id"] == own
    assert give(bob, ann, id=own).status_code == 404


def test_what_names_its_piece_counts_since_it_was_given(clara, ann):
    connect(clara, ann)
    piece = ann.post("/api/v1/pieces", json={"title": "Étude", "composer": "Sor"}).json()["id"]
    before = datetime.now(UTC) - timedelta(days=2)
    people.session(UUID(ann.user["id"]), before, items=[{"piece_id": piece, "seconds": 60}])
    give(clara, ann, piece={"title": "ETUDE"})
    give(clara, ann, piece={"title": "Etude", "composer": "Carcassi"})
    give(clara, ann, piece_id=piece)
    practise(ann, piece_id=piece)
    assert [row["seconds"] for row in reversed(shown(ann))] == [600, 0, 600]
    assert shown(clara)[0]["piece"] == {"title": "Étude", "composer": "Sor"}
    assert shown(clara)[0]["piece_id"] == piece


def test_homework_is_changed_and_taken_back_and_no_session_is_lost(clara, ann):
    connect(clara, ann)
    one = f"{URL}/{give(clara, ann, minutes=5, bars=[1, 4]).json()['items'][0]['id']}"
    changed = clara.patch(one, json={"title": "Bars 1 to 8", "bars": None, "note": "Both hands"}).json()
    assert (changed["title"], changed["bars"], changed["minutes"]) == ("Bars 1 to 8", None, 5)
    session = practise(ann, assignment_id=changed["id"])
    assert ann.patch(f"/api/v1/sessions/{session['id']}", json={"note": "x"}).json()["items"] == session["items"]
    assert ann.delete(one).status_code == 403
    assert clara.delete(one).status_code == 204
    assert clara.delete(one).status_code == 404
    assert ann.get(f"/api/v1/sessions/{session['id']}").json()["items"][0]["assignment_id"] is None
    assert practise(ann, assignment_id=changed["id"])["items"][0]["assignment_id"] is None


def test_when_they_part_the_student_keeps_it_and_the_teacher_sees_nothing(clara, ann, bob):
    connect(clara, ann)
    identity = give(clara, ann).json()["items"][0]["id"]
    for who in (bob, clara):
        if who is clara:
            assert ann.delete(f"/api/v1/teachers/{clara.user['id']}").status_code == 204
        assert shown(who) == []
        for verb, path, body in (
            ("PATCH", "", {"title": "x"}),
            ("DELETE", "", None),
            ("POST", "/close", {}),
            ("POST", "/reopen", {}),
            ("POST", "/hand-in", {"session_id": identity}),
        ):
            assert who.request(verb, f"{URL}/{identity}{path}", json=body).status_code == 404, (verb, path)
    assert [row["id"] for row in shown(ann)] == [identity]
    assert ann.post(f"{URL}/{identity}/hand-in", json={"session_id": practise(ann)["id"]}).status_code == 403
    assert give(clara, ann).status_code == 404


def test_a_recording_that_is_handed_in_is_shown(clara, ann):
    connect(clara, ann)
    identity = give(clara, ann).json()["items"][0]["id"]
    row: SessionRow = people.session(UUID(ann.user["id"]), datetime.now(UTC) - timedelta(minutes=40))
    recording = people.take(row, UUID(ann.user["id"]), keep=True, bytes=3)
    assert clara.get(f"/api/v1/recordings/{recording}").status_code == 404
    handed = ann.post(f"{URL}/{identity}/hand-in", json={"recording_id": str(recording)})
    assert handed.status_code == 200, handed.text
    (take,) = handed.json()["takes"]
    assert (take["recording_id"], take["session_id"]) == (str(recording), str(row.id))
    assert clara.get(f"/api/v1/recordings/{recording}").json()["shared"]
    moment = {"kind": "moment", "recording_id": str(recording), "start_s": 3, "end_s": 5}
    assert give(clara, ann, references=[moment]).json()["items"][0]["references"][0]["start_s"] == 3
    other = people.take(row, UUID(ann.user["id"]), keep=True, bytes=3)
    refused = give(clara, ann, references=[moment | {"recording_id": str(other)}])
    assert (refused.status_code, refused.json()["field"]) == (422, "references")


def test_homework_is_made_of_a_comment(clara, ann, bob):
    connect(clara, ann)
    connect(clara, bob)
    piece = ann.post("/api/v1/pieces", json={"title": "Étude", "composer": "Sor", "target_bpm": 90}).json()["id"]
    told = {"title": "The run", "bar_start": 9, "bar_end": 12, "target_bpm": 72}
    section = ann.post(f"/api/v1/pieces/{piece}/sections", json=told).json()["id"]
    scales = ann.post("/api/v1/pieces", json={"title": "Scales"}).json()["id"]
    items = [{"piece_id": scales, "seconds": 600}, {"piece_id": piece, "section_id": section, "seconds": 600}]
    row: SessionRow = people.session(UUID(ann.user["id"]), datetime.now(UTC) - timedelta(minutes=40), items=items)
    take = str(people.take(row, UUID(ann.user["id"]), keep=True, shared=True, bytes=3, offset_s=590.0))
    said = clara.post(
        f"/api/v1/videos/{take}/feedback", json={"at_s": 12.5, "until_s": 15, "text": "Lower elbow.\nSlow."}
    )
    comment = {"feedback_id": said.json()["id"]}
    proposed = clara.get(f"/api/v1/feedback/{comment['feedback_id']}/homework").json()
    assert (proposed["student"]["id"], proposed["title"], proposed["bars"]) == (
        ann.user["id"],
        "Étude: The run",
        [9, 12],
    )
    made = clara.post(URL, json=comment)
    assert made.status_code == 201, made.text
    (given,) = made.json()["items"]
    assert (given["student"]["id"], given["title"]) == (ann.user["id"], "Étude: The run")
    assert (given["piece_id"], given["piece"]) == (piece, {"title": "Étude", "composer": "Sor"})
    assert (given["bars"], given["target_bpm"], given["note"]) == ([9, 12], 72, "Lower elbow.\nSlow.")
    (moment,) = given["references"]
    assert (moment["recording_id"], moment["start_s"], moment["end_s"]) == (take, 12.5, 15)
    assert shown(ann)[0]["feedback_id"] == comment["feedback_id"]
    own = {"title": "Mine", "note": "", "bars": None, "references": [], "piece": {"title": "Trill"}}
    (other,) = clara.post(URL, json=comment | own).json()["items"]
    assert (other["title"], other["note"], other["bars"], other["references"]) == ("Mine", "", None, [])
    assert (other["piece"]["title"], other["piece_id"]) == ("Trill", None)
    assert bob.post(URL, json=comment).status_code == 422
    assert ann.post(URL, json=comment).status_code == 403
    assert clara.post(URL, json=comment | {"student_ids": [bob.user["id"]]}).status_code == 422
    assert clara.delete(f"/api/v1/feedback/{comment['feedback_id']}").status_code == 204
    assert [one["feedback_id"] for one in shown(ann)] == [None, None]


def test_who_looks_after_a_child_reads_its_homework(clara, ann, bob):
    connect(clara, ann)
    give(clara, ann)
    assert bob.get(URL, params={"child_id": ann.user["id"]}).status_code == 404
    with system_transaction() as db:
        db.add(Guardian(parent_id=UUID(bob.user["id"]), child_id=UUID(ann.user["id"])))
    (row,) = shown(bob, child_id=ann.user["id"])
    assert bob.patch(f"{URL}/{row['id']}", json={"title": "x"}).status_code == 404
    assert shown(bob) == []


WRONG = {
    "no students": {"student_ids": []},
    "no title": {"title": " "},
    "no title at all": {"title": ""},
    "bars that go back": {"bars": [4, 2]},
    "a file of nobody's": {"references": [{"kind": "file", "file_id": "00000000-0000-7000-8000-000000000000"}]},
    "a file that is a link": {"references": [{"kind": "file", "url": "https://example.org"}]},
    "a script": {"references": [{"kind": "link", "url": "javascript:alert(1)"}]},
    "a link without one": {"references": [{"kind": "link"}]},
    "too many references": {"references": [{"kind": "link", "url": "https://example.org"}] * 21},
    "feedback": {"feedback_id": "00000000-0000-7000-8000-000000000000"},
    "a stranger's piece": {"piece_id": "00000000-0000-7000-8000-000000000000"},
    "an endless tempo": {"target_bpm": 4000},
}


def test_what_cannot_be_taken_is_refused(clara, ann):
    connect(clara, ann)
    answers = {name: give(clara, ann, **more).status_code for name, more in WRONG.items()}
    assert answers == dict.fromkeys(WRONG, 422)
    assert shown(ann) == []
    assert told(ann) == []
