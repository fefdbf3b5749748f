"""What the phone on the bow arm felt: sent beside a recording, its owner's alone, gone when that goes."""

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app import motion
from practice_app.database import system_transaction
from practice_app.services.recordings import motions
from practice_app.services.shared import storage
from practice_app.settings import get_settings
from tests.api.recordings.takes import complete, send, set_row, start

HEAD = motion.HEADER.pack(motion.MARK, motion.VERSION, 30)
FELT = HEAD + b"\1\0\2\0\3\0" * 30


def felt(client: TestClient, recording: dict[str, str], data: bytes = FELT) -> int:
    path = f"/api/v1/recordings/{recording['id']}/motion"
    return client.put(path, content=data, headers={"Content-Type": motion.MIME_TYPE}).status_code


def written(recording: dict[str, str]) -> tuple[str | None, int | None]:
    with system_transaction() as db:
        row = db.execute(text("SELECT motion_key, motion_bytes FROM recordings WHERE id = :id"), recording).one()
    return row.motion_key, row.motion_bytes


def stored(key: str | None) -> bytes:
    return storage.client().get_object(Bucket=get_settings().s3_bucket, Key=key or "")["Body"].read()


def test_it_lies_beside_its_recording_and_again_replaces_it(ann: TestClient):
    recording = start(ann)
    assert felt(ann, recording) == 204
    key, size = written(recording)
    assert (stored(key), size) == (FELT, len(FELT))
    assert felt(ann, recording, FELT + bytes(6)) == 204
    assert written(recording) == (key, len(FELT) + 6)
    assert stored(key) == FELT + bytes(6)


def test_a_recording_that_has_arrived_takes_no_more(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    assert complete(ann, recording, b"abc").status_code == 202
    assert felt(ann, recording) == 409
    assert written(recording) == (None, None)


@pytest.mark.parametrize("data", [b"", b"GIF89a", HEAD, FELT[:-1]], ids=["nothing", "a picture", "a head", "cut"])
def test_what_no_phone_said_is_refused_and_not_kept(ann: TestClient, data):
    recording = start(ann)
    assert felt(ann, recording, data) == 422
    assert written(recording) == (None, None)


def test_more_than_the_longest_recording_is_refused_unread(ann: TestClient):
    recording = start(ann)
    assert felt(ann, recording, HEAD + bytes(motion.LARGEST)) == 413
    assert written(recording) == (None, None)


def test_nobody_else_brings_any(ann: TestClient, bob: TestClient, visitor: TestClient):
    recording = start(ann)
    assert felt(bob, recording) == 404
    assert felt(visitor, recording) == 401
    assert felt(bob, recording, b"no") == 404, "and is told nothing of what it should be"
    assert written(recording) == (None, None)


def test_who_sends_too_much_is_asked_to_wait(ann: TestClient, monkeypatch):
    monkeypatch.setattr(motions, "LIMIT", "1/hour")
    recording = start(ann)
    assert [felt(ann, recording), felt(ann, recording)] == [204, 429]


def test_it_goes_with_its_recording(ann: TestClient):
    recording = start(ann)
    felt(ann, recording)
    key, _ = written(recording)
    assert ann.delete(f"/api/v1/recordings/{recording['id']}").status_code == 204
    assert storage.size(key or "") is None
    assert felt(ann, recording) == 409


def test_one_that_comes_as_its_recording_is_deleted_does_not_stay(ann: TestClient, monkeypatch):
    recording = start(ann)
    put = storage.put

    def late(key: str, body: bytes, mime_type: str) -> None:
        assert ann.delete(f"/api/v1/recordings/{recording['id']}").status_code == 204
        put(key, body, mime_type)

    monkeypatch.setattr(storage, "put", late)
    felt(ann, recording)
    key, _ = written(recording)
    assert storage.size(key or "") is None


def test_it_goes_when_a_recording_is_given_up(ann: TestClient):
    recording = start(ann)
    felt(ann, recording)
    key, _ = written(recording)
    assert ann.delete("/api/v1/me/uploads").status_code == 204
    assert storage.size(key or "") is None


def test_it_counts_for_what_is_kept(ann: TestClient):
    recording = start(ann, keep=True)
    felt(ann, recording)
    assert ann.get("/api/v1/me/quotas").json()["kept_bytes"] == 3 + len(FELT)


def test_where_it_lies_is_told_to_nobody(ann: TestClient):
    recording = start(ann)
    felt(ann, recording)
    set_row(recording, "status = 'ready'")
    key, _ = written(recording)
    assert (key or "?") not in ann.get(f"/api/v1/recordings/{recording['id']}").text
