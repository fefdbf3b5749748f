"""A teacher's own recording beside homework, over REST: chosen, heard by its student, gone with the take."""

from datetime import UTC, datetime

import pytest

from practice_app.database import system_transaction
from practice_app.models import Recording, Rendition
from tests.api.teaching.test_homework import URL, connect, give, shown
from tests.services import people

OWN = f"{URL}/recordings"


@pytest.fixture
def clara(arrive):
    return arrive("Clara", "teacher")


@pytest.fixture
def pupils(arrive, clara):
    found = [arrive(name) for name in ("Ann", "Bob")]
    for one in found:
        connect(clara, one)
    return found


def record(who, **more):
    """A minute of a piece that was kept."""
    piece = who.post("/api/v1/pieces", json={"title": "Gigue"}).json()["id"]
    row = people.session(who.id, datetime(2026, 11, 2, 17, tzinfo=UTC), items=[{"piece_id": piece, "seconds": 60}])
    told = {"keep": True, "duration_s": 60.0, "bytes": 3, "rendition_key": f"films/{row.id}.m4a"}
    return str(people.take(row, who.id, **told | more)), row


def example(who, given, recording):
    return who.get(f"{URL}/{given['id']}/recordings/{recording}")


def test_several_students_hear_how_their_teacher_plays_it(clara, pupils):
    recording, _row = record(clara)
    (one,) = clara.get(OWN).json()["items"]
    assert (one["id"], one["title"], one["duration_s"], one["film"]) == (recording, "Gigue", 60.0, False)
    points = [{"kind": "moment", "recording_id": recording, "start_s": 12.5, "end_s": 20, "name": "x", "own": False}]
    answered = give(clara, *pupils, references=points)
    assert answered.status_code == 201, answered.text
    for pupil, given in zip(pupils, answered.json()["items"], strict=True):
        (point,) = shown(pupil)[0]["references"]
        assert (point["own"], point["name"], point["mime_type"]) == (True, "Gigue", "audio/webm")
        heard = example(pupil, given, recording)
        assert heard.status_code == 200, heard.text
        assert (heard.json()["begins_s"], heard.json()["film"]) == (0, False)
        assert heard.json()["url"]
        assert pupil.get(f"/api/v1/recordings/{recording}").status_code == 404  # that way, and no other
    assert example(pupils[0], answered.json()["items"][1], recording).status_code == 404


def test_it_is_heard_until_the_homework_is_taken_back_or_the_two_part(clara, pupils):
    recording, _row = record(clara)
    points = [{"kind": "recording", "recording_id": recording}]
    mine, his = give(clara, *pupils, references=points).json()["items"]
    assert clara.delete(f"{URL}/{his['id']}").status_code == 204
    assert [example(one, given, recording).status_code for one, given in zip(pupils, (mine, his), strict=True)] == [
        200,
        404,
    ]
    assert clara.patch(f"{URL}/{mine['id']}", json={"references": []}).status_code == 200
    assert example(pupils[0], mine, recording).status_code == 404
    assert clara.patch(f"{URL}/{mine['id']}", json={"references": points}).status_code == 200
    assert pupils[0].delete(f"/api/v1/teachers/{clara.id}").status_code == 204
    parted = example(pupils[0], mine, recording)
    assert (parted.status_code, parted.json()["code"]) == (403, "not_allowed")


@pytest.mark.parametrize("how", ["recording", "session", "let go"])
def test_with_the_take_it_is_gone_and_the_homework_stays(clara, pupils, how):
    recording, row = record(clara)
    given = give(clara, pupils[0], references=[{"kind": "recording", "recording_id": recording}]).json()["items"][0]
    if how == "let go":
        assert clara.patch(f"/api/v1/recordings/{recording}", json={"keep": False}).status_code == 200
    else:
        gone = f"recordings/{recording}" if how == "recording" else f"sessions/{row.id}"
        assert clara.delete(f"/api/v1/{gone}").status_code == 204
    assert example(pupils[0], given, recording).status_code == 404
    (still,) = shown(pupils[0])
    assert (still["title"], still["references"][0]["name"]) == ("Bars 9 to 12", "Gigue")
    assert clara.get(OWN).json()["items"] == []
    changed = clara.patch(f"{URL}/{given['id']}", json={"references": still["references"]})
    assert (changed.status_code, changed.json()["field"]) == (422, "references")
    assert clara.patch(f"{URL}/{given['id']}", json={"title": "Otherwise"}).status_code == 200


def test_of_a_trimmed_one_the_student_is_given_that_part_alone(clara, pupils):
    recording, _row = record(clara, trim_start_s=10.0, trim_end_s=30.0)
    given = give(clara, pupils[0], references=[{"kind": "recording", "recording_id": recording}]).json()["items"][0]
    waits = example(pupils[0], given, recording).json()
    assert (waits["url"], waits["begins_s"], waits["duration_s"]) == (None, 10.0, 20.0)
    with system_transaction() as db:
        told = {"user_id": clara.id, "recording_id": recording, "trim_start_s": 10.0, "trim_end_s": 30.0}
        db.add(Rendition(kind="cut", object_key="films/the-part.m4a", **told))
    url = example(pupils[0], given, recording).json()["url"]
    assert "the-part" in url


def test_what_was_not_kept_or_is_anothers_is_no_example(clara, pupils, arrive):
    dora = arrive("Dora", "teacher")
    others, _ = record(dora)
    loose, _ = record(clara, keep=False)
    unheard, _ = record(clara, status="failed", failure="not_audio")
    for one in (others, loose, unheard):
        refused = give(clara, pupils[0], references=[{"kind": "recording", "recording_id": one}])
        assert (refused.status_code, refused.json()["field"]) == (422, "references")
    with system_transaction() as db:
        assert db.get_one(Recording, others).shared is False


def test_they_are_listed_a_page_at_a_time(clara):
    made = [record(clara)[0] for _ in range(3)]
    first = clara.get(OWN, params={"limit": 2}).json()
    rest = clara.get(OWN, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    assert {one["id"] for one in [*first["items"], *rest["items"]]} == set(made)
    assert (len(rest["items"]), rest["next_cursor"]) == (1, None)
