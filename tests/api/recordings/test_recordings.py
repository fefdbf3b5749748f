"""Recordings over REST and straight to a real S3, as the browser's uploader does it."""

import hashlib
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.services.recordings.drafts import RecordingDraft
from practice_app.services.shared import parts, storage
from practice_app.settings import get_settings
from tests.api.practice.test_sessions import practised, put

PART = parts.PART_SIZE
TWO_PARTS = bytes(range(256)) * (PART // 256) + b"the end"


@pytest.fixture(autouse=True)
def _fresh_client(clean_database: Any) -> Iterator[None]:
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


@pytest.fixture
def s3_is_down(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """S3 as it looks when its address answers nothing."""
    monkeypatch.setenv("S3_ENDPOINT_URL", "http://127.0.0.1:9")
    get_settings.cache_clear()
    storage.client.cache_clear()
    yield monkeypatch
    monkeypatch.undo()
    get_settings.cache_clear()
    storage.client.cache_clear()


def start(client: TestClient, session_id: str | None = None, **more: Any) -> dict[str, Any]:
    """Begin a recording in a new session."""
    session_id = session_id or put(client, practised()).json()["id"]
    body = {"id": str(new_id()), "kind": "audio", "mime_type": "audio/webm;codecs=opus", "bytes": 3} | more
    answer = client.post(f"/api/v1/sessions/{session_id}/recordings", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json()["part_size"] == 5_242_880
    return answer.json()["recording"]


def straight(url: str) -> str:
    """The address as the web process's proxy asks S3 for it: without `/_s3`, at S3's own host."""
    return url.replace("http://woodshed.example/_s3", get_settings().s3_endpoint_url)


def send(client: TestClient, recording: dict[str, Any], data: bytes, only: range | None = None) -> None:
    """PUT the parts of a take by presigned addresses."""
    count = max(1, -(-len(data) // PART))
    numbers = list(only or range(1, count + 1))
    answer = client.post(f"/api/v1/recordings/{recording['id']}/parts", json={"numbers": numbers})
    assert answer.status_code == 200, answer.text
    for part in answer.json()["parts"]:
        body = data[(part["number"] - 1) * PART : part["number"] * PART]
        assert httpx.put(straight(part["url"]), content=body).status_code == 200


def complete(client: TestClient, recording: dict[str, Any], data: bytes, **more: Any) -> httpx.Response:
    return client.post(f"/api/v1/recordings/{recording['id']}/complete", json={"bytes": len(data)} | more)


def stored_object(recording: dict[str, Any]) -> tuple[str, str | None]:
    with system_transaction() as db:
        row = db.execute(text("SELECT object_key, upload_id FROM recordings WHERE id = :id"), recording).one()
    return row.object_key, row.upload_id


def set_row(recording: dict[str, Any], what: str) -> None:
    with system_transaction() as db:
        db.execute(text(f"UPDATE recordings SET {what} WHERE id = :id"), recording)


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


def test_only_the_parts_that_a_recording_has_are_signed(ann: TestClient):
    path = f"/api/v1/recordings/{start(ann, bytes=2 * PART + 7)['id']}/parts"
    refused = ([0], [4], [1, 9_999], [10_001], [], [2**70])
    assert {ann.post(path, json={"numbers": n}).status_code for n in refused} == {422}
    answer = ann.post(path, json={"numbers": [1, 4]})
    assert (answer.json()["field"], answer.json()["detail"]) == ("numbers", "This recording has only 3 parts.")
    assert ann.post(path, json={"numbers": [1, 2, 3]}).status_code == 200


def test_a_part_is_signed_for_just_its_bytes(ann: TestClient):
    path = f"/api/v1/recordings/{start(ann, bytes=PART + 7)['id']}/parts"
    first, last = ann.post(path, json={"numbers": [1, 2]}).json()["parts"]
    larger = [(first, PART + 1), (last, 8), (last, 6), (last, PART)]
    assert {httpx.put(straight(part["url"]), content=bytes(size)).status_code for part, size in larger} == {403}
    assert [httpx.put(straight(p["url"]), content=bytes(n)).status_code for p, n in ((first, PART), (last, 7))] == [
        200,
        200,
    ]


def test_how_much_comes_has_to_be_said(ann: TestClient):
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}/recordings"
    answer = ann.post(path, json={"kind": "audio", "mime_type": "audio/webm"})
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (422, "bytes")
    declared = ann.post("/api/v1/sessions", json=practised() | {"recordings": [{"mime_type": "audio/webm"}]})
    assert (declared.status_code, declared.json()["errors"][0]["field"]) == (422, "recordings.0.bytes")


def test_an_upload_of_an_older_release_says_how_much_comes_and_goes_on(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS, only=range(1, 2))
    set_row(recording, "bytes = NULL")
    refused = ann.post(f"/api/v1/recordings/{recording['id']}/parts", json={"numbers": [2]})
    assert (refused.status_code, refused.json()["code"]) == (409, "upload_gone"), "devices start such a one again"
    body = {"id": recording["id"], "mime_type": "audio/webm", "bytes": len(TWO_PARTS)}
    assert ann.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body).status_code == 200
    assert len(ann.get(f"/api/v1/recordings/{recording['id']}/parts").json()["uploaded"]) == 1, "what arrived stays"
    send(ann, recording, TWO_PARTS, only=range(2, 3))
    assert complete(ann, recording, TWO_PARTS).status_code == 202


def again(client: TestClient, recording: dict[str, Any], data: bytes, **more: Any) -> None:
    """Start a recording once more, as a device does that was told that its upload is gone, and send all of it."""
    body = {"id": recording["id"], "mime_type": "audio/webm", "bytes": len(data)} | more
    assert client.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body).status_code == 200
    send(client, recording, data)
    assert complete(client, recording, data).status_code == 202, "or it is stuck for ever"
    key, _ = stored_object(recording)
    assert storage.client().get_object(Bucket=get_settings().s3_bucket, Key=key)["Body"].read() == data


def test_a_part_with_other_bytes_begins_a_fresh_upload(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    part = ann.post(f"/api/v1/recordings/{recording['id']}/parts", json={"numbers": [1]}).json()["parts"][0]
    assert httpx.put(straight(part["url"]), content=b"xyz").status_code == 501, "rclone's word; others replace it"
    again(ann, recording, b"xyz", fresh=True)


def test_a_part_of_a_wrong_size_begins_a_fresh_upload(ann: TestClient):
    recording = start(ann, bytes=2)
    send(ann, recording, b"ab")
    again(ann, recording, b"abcd")
    other = start(ann, bytes=2)
    send(ann, other, b"ab")
    set_row(other, "bytes = 4")
    assert complete(ann, other, b"abcd").json()["code"] == "upload_gone"
    again(ann, other, b"abcd")


def test_an_object_of_another_size_does_not_stand_in_the_way(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    key, upload_id = stored_object(recording)
    storage.finish(key, upload_id or "", storage.parts(key, upload_id or ""))
    again(ann, recording, b"abcd")


def test_a_take_that_is_whole_in_s3_already_is_not_sent_again(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS)
    key, upload_id = stored_object(recording)
    storage.finish(key, upload_id or "", storage.parts(key, upload_id or ""))
    uploaded = ann.get(f"/api/v1/recordings/{recording['id']}/parts").json()["uploaded"]
    assert [p["bytes"] for p in uploaded] == [PART, 7], "or a device that asks what is missing begins it for ever"
    assert complete(ann, recording, TWO_PARTS).status_code == 202


def test_parts_that_s3_does_not_take_for_a_whole_begin_a_fresh_upload(ann: TestClient, monkeypatch: pytest.MonkeyPatch):
    recording = start(ann)
    send(ann, recording, b"abc")

    def refuses(*_: Any) -> None:
        raise storage.PartsRefused

    with monkeypatch.context() as odd:
        odd.setattr(storage, "finish", refuses)
        assert complete(ann, recording, b"abc").json()["code"] == "upload_gone"
    again(ann, recording, b"abc")


def test_a_device_is_never_told_that_a_forgotten_take_has_arrived(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    set_row(recording, "status = 'failed', failure = 'gone', upload_id = NULL, media_deleted_at = now()")
    path = f"/api/v1/recordings/{recording['id']}"
    answers = [
        ann.get(f"{path}/parts"),
        ann.post(f"{path}/parts", json={"numbers": [1]}),
        complete(ann, recording, b"abc"),
    ]
    assert [(a.status_code, a.json()["code"]) for a in answers] == [(409, "upload_gone")] * 3, "or it lets go of it"
    again(ann, recording, b"abc")


def test_what_was_said_wrong_at_the_end_costs_nothing(ann: TestClient):
    recording = start(ann, bytes=len(TWO_PARTS))
    send(ann, recording, TWO_PARTS)
    assert complete(ann, recording, TWO_PARTS + b"!").json()["code"] == "upload_incomplete"
    assert complete(ann, recording, TWO_PARTS).status_code == 202


def test_addresses_expire_and_cannot_be_bent(ann: TestClient):
    recording = start(ann)
    part = ann.post(f"/api/v1/recordings/{recording['id']}/parts", json={"numbers": [1]}).json()["parts"][0]
    assert part["url"].startswith("http://woodshed.example/_s3/")
    assert "X-Amz-Expires=900" in part["url"]
    bent = straight(part["url"]).replace("partNumber=1", "partNumber=2")
    assert httpx.put(bent, content=b"x").status_code == 403


def test_addresses_follow_the_origin_the_browser_has_us_under(ann: TestClient):
    path = f"/api/v1/recordings/{start(ann)['id']}/parts"
    url = ann.post(path, json={"numbers": [1]}, headers={"X-Forwarded-Proto": "https"}).json()["parts"][0]["url"]
    assert url.startswith("https://woodshed.example/_s3/")
    url = ann.post(path, json={"numbers": [1]}, headers={"Origin": "https://woodshed.example"}).json()["parts"][0][
        "url"
    ]
    assert url.startswith("https://woodshed.example/_s3/")


def test_a_public_address_of_s3_is_signed_for_and_used_straight(ann: TestClient, monkeypatch: pytest.MonkeyPatch):
    recording = start(ann)
    public = get_settings().s3_endpoint_url.replace("127.0.0.1", "localhost")
    monkeypatch.setattr(get_settings(), "s3_public_url", public)
    part = ann.post(f"/api/v1/recordings/{recording['id']}/parts", json={"numbers": [1]}).json()["parts"][0]
    assert part["url"].startswith(f"{public}/")
    assert httpx.put(part["url"], content=b"abc").status_code == 200
    assert complete(ann, recording, b"abc").status_code == 202


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
