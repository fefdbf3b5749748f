"""The parts of a take and their addresses: signed for just these bytes, begun afresh when S3 holds others."""

from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from practice_app.services.shared import storage
from practice_app.services.shared.parts import PartsRefused
from practice_app.settings import get_settings
from tests.api.practice.test_sessions import practised, put
from tests.api.recordings.takes import PART, TWO_PARTS, again, complete, send, set_row, start, stored_object, straight


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
        raise PartsRefused

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
