"""Recordings over REST and straight to a real S3, as the browser's uploader does it."""

import hashlib
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.services.recordings.drafts import RecordingDraft
from practice_app.services.shared import storage
from practice_app.settings import get_settings
from tests.api.practice.test_sessions import practised, put
from tests.api.recordings.takes import PART, TWO_PARTS, again, complete, send, set_row, start, stored_object, straight


def test_a_take_goes_straight_to_s3_part_by_part(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS)
    uploaded = ann.get(f"/api/v1/recordings/{recording['id']}/parts").json()["uploaded"]
    assert [(p["number"], p["bytes"]) for p in uploaded] == [(1, PART), (2, 7)]
    digest = hashlib.sha256(TWO_PARTS).hexdigest()
    answer = complete(ann, recording, TWO_PARTS, sha256=digest, duration_s=12.5)
    assert answer.status_code == 202, answer.text
    row = answer.json()
    assert (row["status"], row["bytes"], row["duration_s"]) == ("queued", len(TWO_PARTS), 12.5)
    key, _ = stored_object(recording)
    got = storage.client().get_object(Bucket=get_settings().s3_bucket, Key=key)
    assert hashlib.sha256(got["Body"].read()).hexdigest() == digest


def test_nothing_of_the_object_can_be_guessed_or_seen(ann: TestClient):
    recording = start(ann)
    key, upload_id = stored_object(recording)
    shown = ann.get(f"/api/v1/recordings/{recording['id']}").text
    assert key not in shown
    assert upload_id not in shown
    assert recording["id"] not in key


def test_starting_again_changes_nothing(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    _, upload_id = stored_object(recording)
    send(ann, recording, TWO_PARTS, only=range(1, 2))
    body = {"id": recording["id"], "kind": "audio", "mime_type": "audio/webm", "bytes": len(TWO_PARTS)}
    again = ann.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body)
    assert again.status_code == 200
    assert stored_object(recording)[1] == upload_id
    assert len(ann.get(f"/api/v1/recordings/{recording['id']}/parts").json()["uploaded"]) == 1


def test_completing_again_gives_the_same_answer(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    first = complete(ann, recording, b"abc")
    again = complete(ann, recording, b"abc")
    set_row(recording, "status = 'processing'")
    during = complete(ann, recording, b"abc")
    assert {a.status_code for a in (first, again, during)} == {202}
    assert again.json() == first.json()
    assert during.json()["status"] == "processing"


def test_a_client_that_missed_the_answer_sees_all_parts_there(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS)
    complete(ann, recording, TWO_PARTS)
    uploaded = ann.get(f"/api/v1/recordings/{recording['id']}/parts").json()["uploaded"]
    assert [(p["number"], p["bytes"]) for p in uploaded] == [(1, PART), (2, 7)]


def test_what_did_not_arrive_is_noticed_and_what_did_is_kept(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS, only=range(1, 2))
    answer = complete(ann, recording, TWO_PARTS)
    assert (answer.status_code, answer.json()["code"]) == (409, "upload_incomplete")
    send(ann, recording, TWO_PARTS, only=range(2, 3))
    assert complete(ann, recording, TWO_PARTS).status_code == 202


def test_an_upload_that_s3_forgot_is_begun_afresh(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    key, upload_id = stored_object(recording)
    storage.abort(key, upload_id or "")
    for answer in (complete(ann, recording, b"abc"), ann.get(f"/api/v1/recordings/{recording['id']}/parts")):
        assert (answer.status_code, answer.json()["code"]) == (409, "upload_gone")
    body = {"id": recording["id"], "kind": "audio", "mime_type": "audio/webm", "keep": False, "bytes": 3}
    assert ann.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body).status_code == 200
    send(ann, recording, b"abc")
    assert complete(ann, recording, b"abc").status_code == 202


def test_a_completion_that_could_not_be_written_down_is_recovered(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    key, upload_id = stored_object(recording)
    storage.finish(key, upload_id or "", storage.parts(key, upload_id or ""))
    assert complete(ann, recording, b"abcd").json()["code"] == "upload_gone"
    assert complete(ann, recording, b"abc").json()["status"] == "queued"


def test_a_take_of_no_bytes_says_that_it_is_empty(ann: TestClient):
    recording = start(ann)
    answer = complete(ann, recording, b"")
    assert answer.status_code == 202
    assert (answer.json()["status"], answer.json()["failure"]) == ("failed", "empty")


def test_a_stranger_does_nothing_with_a_recording(ann: TestClient, bob: TestClient):
    recording = start(ann)
    path = f"/api/v1/recordings/{recording['id']}"
    mine = put(bob, practised()).json()["id"]
    body = {"id": recording["id"], "kind": "audio", "mime_type": "audio/webm", "keep": False, "bytes": 3}
    answers = [
        bob.get(path),
        bob.delete(path),
        bob.post(f"{path}/listen-again"),
        bob.get(f"{path}/parts"),
        bob.post(f"{path}/parts", json={"numbers": [1]}),
        bob.post(f"{path}/complete", json={"bytes": 0}),
        bob.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body | {"id": str(new_id())}),
        bob.post(f"/api/v1/sessions/{mine}/recordings", json=body),
    ]
    assert {a.status_code for a in answers} == {404}
    assert ann.get(path).json()["status"] == "uploading"


def test_an_id_belongs_to_one_session(ann: TestClient):
    recording = start(ann)
    other = put(ann, practised()).json()["id"]
    body = {"id": recording["id"], "kind": "audio", "mime_type": "audio/webm", "keep": False, "bytes": 3}
    answer = ann.post(f"/api/v1/sessions/{other}/recordings", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "id_taken")


def test_films_lie_apart_from_sound(ann: TestClient):
    sound, film = start(ann), start(ann, kind="video", mime_type="video/mp4")
    assert stored_object(sound)[0].startswith("takes/")
    assert stored_object(film)[0].startswith("films/")
    set_row(film, "object_key = 'takes/of-the-release-before.mp4'")
    again(ann, film, b"film", kind="video", mime_type="video/mp4", fresh=True)


def test_only_sound_and_pictures_of_a_bearable_size_are_taken(ann: TestClient):
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}/recordings"

    def status(**more: Any) -> int:
        return ann.post(path, json={"kind": "audio", "mime_type": "audio/mp4", "bytes": 3} | more).status_code

    assert status() == 201
    assert status(mime_type="AUDIO/WAV") == 201
    assert status(kind="video", mime_type="video/mp4;codecs=avc1", bytes=3 * 1024**3) == 201
    assert status(mime_type="text/html") == 415
    assert status(mime_type="application/pdf") == 415
    assert status(bytes=2 * 1024**3 + 1) == 413
    assert status(kind="video", mime_type="video/mp4", bytes=21 * 1024**3) == 413
    assert status(mime_type="a\x00") == 422
    assert status(offset_s=-1) == 422
    assert status(bytes=2**64) == 422
    assert status(id="7d444840-9dc0-11d1-b245-5ffdce74fad2") == 422


@pytest.mark.parametrize(
    ("called", "stored"),
    [
        ("audio/x-m4a", "audio/x-m4a"),
        ("audio/aacp", "audio/aac"),
        ("audio/mp4a-latm", "application/octet-stream"),
        ("application/ogg", "audio/ogg"),
        ("Audio/OPUS; codecs=opus", "audio/opus"),
        ("video/mp4", "video/mp4"),
        ("video/3gpp", "video/3gpp"),
        ("audio/vnd.dolby.dd-raw", "application/octet-stream"),
        ("audio/eac3", "application/octet-stream"),
        ("audio/x-tta", "application/octet-stream"),
        ("application/octet-stream", "application/octet-stream"),
        ("audio/html", "application/octet-stream"),
        ("nonsense", "application/octet-stream"),
        ("", "application/octet-stream"),
        (None, "application/octet-stream"),
    ],
)
def test_a_file_is_taken_whatever_another_system_calls_it(called: Any, stored: str, ann: TestClient):
    recording = start(ann, mime_type=called)
    send(ann, recording, b"abc")
    assert complete(ann, recording, b"abc").status_code == 202
    key, _ = stored_object(recording)
    assert RecordingDraft(mime_type=called, bytes=3).content_type() == stored
    assert storage.size(key) == 3
    assert ann.get(f"/api/v1/recordings/{recording['id']}").json()["mime_type"] == (called or "")


CLICK = {"grids": [{"start_s": -0.25, "bpm": 96.0, "beats": 64}], "times_s": [41.5], "latency_s": 0.043}


def stored_click(recording: dict[str, Any]) -> Any:
    with system_transaction() as db:
        return db.execute(text("SELECT click FROM recordings WHERE id = :id"), recording).scalar_one()


def test_the_metronomes_log_comes_with_the_start_or_with_the_end(ann: TestClient):
    early, late, never = start(ann, click=CLICK), start(ann), start(ann)
    for recording in (early, late, never):
        send(ann, recording, b"abc")
    complete(ann, early, b"abc")
    complete(ann, late, b"abc", click=CLICK)
    complete(ann, never, b"abc", click=None)
    assert [stored_click(one) for one in (early, late, never)] == [CLICK, CLICK, None]


@pytest.mark.parametrize(
    "click",
    [
        {"grids": [{"start_s": 0, "bpm": 5, "beats": 4}]},
        {"grids": [{"start_s": 0, "bpm": 90}]},
        {"grids": [{"start_s": 0, "bpm": 90, "beats": 100_000}] * 2},
        {"times_s": ["soon"]},
        {"times_s": [1e9]},
        {"latency_s": 60},
        [1, 2, 3],
    ],
)
def test_a_log_that_no_metronome_wrote_is_not_taken(ann: TestClient, click: Any):
    session_id = put(ann, practised()).json()["id"]
    body = {"kind": "audio", "mime_type": "audio/webm", "bytes": 3, "click": click}
    assert ann.post(f"/api/v1/sessions/{session_id}/recordings", json=body).status_code == 422


def test_a_kept_take_can_be_played_by_an_address_that_expires(ann: TestClient):
    recording = start(ann, keep=True, mime_type="audio/wav", bytes=8)
    send(ann, recording, b"RIFF....")
    complete(ann, recording, b"RIFF....")
    assert ann.get(f"/api/v1/recordings/{recording['id']}").json()["renditions"]["audio_url"] is None
    set_row(recording, "status = 'ready'")
    shown = ann.get(f"/api/v1/recordings/{recording['id']}").json()
    url = straight(shown["renditions"]["audio_url"])
    assert httpx.get(url).content == b"RIFF...."
    assert httpx.get(url).headers["Content-Type"].startswith("audio/"), "or some browsers won't play it"
    assert httpx.get(url, headers={"Range": "bytes=0-3"}).content == b"RIFF"
    assert httpx.get(url.split("?")[0]).status_code in (400, 403), "without a signature there is nothing to hear"


def test_a_deleted_take_is_gone_from_s3(ann: TestClient):
    recording = start(ann, keep=True)
    send(ann, recording, b"abc")
    complete(ann, recording, b"abc")
    path = f"/api/v1/recordings/{recording['id']}"
    assert [ann.delete(path).status_code for _ in range(2)] == [204, 204]
    assert storage.size(stored_object(recording)[0]) is None
    assert ann.get(path).json()["status"] == "deleted"
    assert ann.post(f"{path}/complete", json={"bytes": 3}).json()["code"] == "deleted"


def test_deleting_a_take_forgets_its_unfinished_upload(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    key, upload_id = stored_object(recording)
    assert ann.delete(f"/api/v1/recordings/{recording['id']}").status_code == 204
    with pytest.raises(storage.UploadGone):
        storage.parts(key, upload_id or "")


def test_a_session_can_be_declared_with_its_recordings(ann: TestClient):
    declared = [{"kind": "audio", "mime_type": "audio/webm", "keep": False, "bytes": len(TWO_PARTS)}]
    answer = ann.post("/api/v1/sessions", json=practised() | {"recordings": declared})
    assert answer.status_code == 201, answer.text
    target = answer.json()["uploads"][0]
    assert [p["number"] for p in target["parts"]] == [1, 2]
    for part in target["parts"]:
        body = TWO_PARTS[(part["number"] - 1) * PART : part["number"] * PART]
        assert httpx.put(straight(part["url"]), content=body).status_code == 200
    assert complete(ann, target["recording"], TWO_PARTS).status_code == 202


def test_a_session_with_a_recording_that_cannot_be_is_not_stored(ann: TestClient):
    body = practised() | {"recordings": [{"kind": "audio", "mime_type": "text/html", "bytes": 3}]}
    assert ann.post("/api/v1/sessions", json=body).status_code == 415
    assert ann.get("/api/v1/sessions").json()["items"] == []


def test_while_s3_is_down_nothing_is_lost(ann: TestClient, s3_is_down: pytest.MonkeyPatch):
    session = put(ann, practised()).json()
    body = {"id": str(new_id()), "kind": "audio", "mime_type": "audio/webm", "keep": False, "bytes": 3}
    path = f"/api/v1/sessions/{session['id']}/recordings"
    down = ann.post(path, json=body)
    assert (down.status_code, down.json()["code"]) == (503, "unavailable")
    assert int(down.headers["Retry-After"]) > 0
    declared = ann.post("/api/v1/sessions", json=practised() | {"recordings": [body | {"id": str(new_id())}]})
    assert declared.status_code == 201
    assert declared.json()["uploads"][0]["parts"] == []
    s3_is_down.undo()
    get_settings.cache_clear()
    storage.client.cache_clear()
    assert ann.post(path, json=body).status_code == 200
    send(ann, body, b"abc")
    assert complete(ann, body, b"abc").status_code == 202


def test_a_take_is_accepted_while_redis_is_down(ann: TestClient, monkeypatch: pytest.MonkeyPatch):
    from practice_app.services.shared import queue

    recording = start(ann)
    send(ann, recording, b"abc")
    monkeypatch.setattr(get_settings(), "redis_url", "redis://127.0.0.1:9/0")
    queue._sender.cache_clear()
    answer = complete(ann, recording, b"abc")
    queue._sender.cache_clear()
    assert (answer.status_code, answer.json()["status"]) == (202, "queued")
