"""A take as a device sends it by REST: begun, its parts put into S3, completed."""

from typing import Any

import httpx
from fastapi.testclient import TestClient
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.services.shared import parts, storage
from practice_app.settings import get_settings
from tests.api.practice.test_sessions import practised, put

PART = parts.PART_SIZE
TWO_PARTS = bytes(range(256)) * (PART // 256) + b"the end"


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


def again(client: TestClient, recording: dict[str, Any], data: bytes, **more: Any) -> None:
    """Start a recording once more, as a device does that was told that its upload is gone, and send all of it."""
    body = {"id": recording["id"], "mime_type": "audio/webm", "bytes": len(data)} | more
    assert client.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body).status_code == 200
    send(client, recording, data)
    assert complete(client, recording, data).status_code == 202, "or it is stuck for ever"
    key, _ = stored_object(recording)
    assert storage.client().get_object(Bucket=get_settings().s3_bucket, Key=key)["Body"].read() == data
