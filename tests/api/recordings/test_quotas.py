"""How much one person may bring and keep, over REST."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest
from fastapi.testclient import TestClient

from practice_app.ids import new_id
from practice_app.models import Piece, PracticeSession, Recording, Tag
from practice_app.services.shared import storage
from practice_app.services.shared.limits import quotas
from practice_app.settings import get_settings
from tests.api.practice.test_sessions import practised, put
from tests.api.recordings.takes import complete, send, set_row, start

GB = 1_000_000_000


@pytest.fixture(autouse=True)
def _fresh_client(clean_database: Any) -> Iterator[None]:
    storage.client.cache_clear()
    yield
    storage.client.cache_clear()


@pytest.fixture
def may(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set what one person may."""

    def set_to(**most: float) -> None:
        for name, value in most.items():
            monkeypatch.setattr(get_settings(), f"quota_{name}", value)

    return set_to


def ask(client: TestClient, **more: Any) -> httpx.Response:
    """Begin a recording in a new session, whatever the answer."""
    session_id = put(client, practised()).json()["id"]
    body = {"mime_type": "audio/webm", "bytes": 3} | more
    return client.post(f"/api/v1/sessions/{session_id}/recordings", json=body)


def refused(answer: httpx.Response) -> str:
    assert answer.status_code == 429, answer.text
    assert int(answer.headers["Retry-After"]) > 0
    return answer.json()["code"]


def test_what_is_used_is_told(ann: TestClient):
    kept = start(ann, keep=True, bytes=3)
    start(ann, bytes=5)
    send(ann, kept, b"abc")
    complete(ann, kept, b"abc")
    told = ann.get("/api/v1/me/quotas").json()
    assert told == {
        "uploads": 1,
        "most_uploads": 50,
        "day_bytes": 8,
        "most_day_bytes": 25 * GB,
        "kept_bytes": 3,
        "most_kept_bytes": 50 * GB,
    }


def test_a_few_uploads_at_a_time_and_whoever_lets_go_goes_on(ann: TestClient, bob: TestClient, may: Any):
    may(uploads=2)
    first, _ = start(ann), start(ann)
    assert refused(ask(ann)) == "quota_uploads"
    assert ask(bob).status_code == 201, "everybody has their own"
    send(ann, first, b"abc")
    complete(ann, first, b"abc")
    assert ask(ann).status_code == 201
    assert refused(ask(ann)) == "quota_uploads"
    bob.delete("/api/v1/me/uploads")
    assert refused(ask(ann)) == "quota_uploads"
    assert ann.delete("/api/v1/me/uploads").status_code == 204
    assert ann.get("/api/v1/me/quotas").json()["uploads"] == 0
    assert ask(ann).status_code == 201


def test_what_was_let_go_of_can_be_sent_by_the_device_that_has_it(ann: TestClient):
    recording = start(ann)
    send(ann, recording, b"abc")
    ann.delete("/api/v1/me/uploads")
    gone = ann.get(f"/api/v1/recordings/{recording['id']}/parts")
    assert (gone.status_code, gone.json()["code"]) == (409, "upload_gone")
    body = {"id": recording["id"], "mime_type": "audio/webm", "bytes": 3}
    assert ann.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body).status_code == 200
    send(ann, recording, b"abc")
    assert complete(ann, recording, b"abc").status_code == 202


def test_a_refused_recording_leaves_nothing_behind_and_can_be_begun_later(ann: TestClient, may: Any):
    may(uploads=1)
    first = start(ann)
    session_id, recording_id = put(ann, practised()).json()["id"], str(new_id())
    body = {"id": recording_id, "mime_type": "audio/webm", "bytes": 3}
    assert refused(ann.post(f"/api/v1/sessions/{session_id}/recordings", json=body)) == "quota_uploads"
    assert ann.get(f"/api/v1/recordings/{recording_id}").status_code == 404
    assert ann.delete(f"/api/v1/recordings/{first['id']}").status_code == 204
    assert ann.post(f"/api/v1/sessions/{session_id}/recordings", json=body).status_code == 201


def test_so_many_bytes_a_day_deleted_ones_and_those_sent_again_too(ann: TestClient, may: Any):
    may(day_gb=100 / GB)
    first = start(ann, bytes=60)
    assert refused(ask(ann, bytes=50)) == "quota_day"
    ann.delete(f"/api/v1/recordings/{first['id']}")
    assert refused(ask(ann, bytes=50)) == "quota_day"
    second = start(ann, bytes=30)
    body = {"id": second["id"], "mime_type": "audio/webm", "bytes": 30, "fresh": True}
    path = f"/api/v1/sessions/{second['session_id']}/recordings"
    assert refused(ann.post(path, json=body)) == "quota_day"
    set_row(first, "begun_at = now() - interval '25 h'")
    assert ann.post(path, json=body).status_code == 200
    assert ann.get("/api/v1/me/quotas").json()["day_bytes"] == 60
    assert ask(ann, bytes=40).status_code == 201


def test_unfinished_ones_count_for_as_long_as_a_device_may_come_back(ann: TestClient, may: Any):
    may(day_gb=100 / GB, kept_gb=200 / GB)
    old = start(ann, bytes=90, keep=True)
    set_row(old, "begun_at = now() - interval '40 days', created_at = now() - interval '40 days'")
    assert refused(ask(ann, bytes=20)) == "quota_day"
    may(day_gb=1000 / GB)
    assert refused(ask(ann, bytes=120, keep=True)) == "quota_kept"


def test_with_no_room_for_keeping_a_take_is_heard_all_the_same(ann: TestClient, may: Any):
    may(kept_gb=10 / GB)
    kept = start(ann, keep=True, bytes=3)
    send(ann, kept, b"abc")
    complete(ann, kept, b"abc")
    answer = ask(ann, keep=True, bytes=8)
    assert refused(answer) == "quota_kept"
    assert "without keeping it" in answer.json()["detail"]
    assert ask(ann, keep=False, bytes=8).status_code == 201
    ann.delete(f"/api/v1/recordings/{kept['id']}")
    assert ask(ann, keep=True, bytes=8).status_code == 201


def test_a_take_that_grew_since_it_was_declared_is_counted_again(ann: TestClient, may: Any):
    may(day_gb=100 / GB)
    recording = start(ann, bytes=3)
    body = {"id": recording["id"], "mime_type": "audio/webm", "bytes": 200}
    assert refused(ann.post(f"/api/v1/sessions/{recording['session_id']}/recordings", json=body)) == "quota_day"


def test_many_at_once_are_no_way_around(ann: TestClient, may: Any):
    may(uploads=3)
    path = f"/api/v1/sessions/{put(ann, practised()).json()['id']}/recordings"
    body = {"mime_type": "audio/webm", "bytes": 3}
    with ThreadPoolExecutor(8) as hands:
        codes = list(hands.map(lambda _: ann.post(path, json=body).status_code, range(8)))
    assert sorted(codes) == [201] * 3 + [429] * 5


def test_a_session_declared_with_more_than_may_be_is_not_stored(ann: TestClient, may: Any):
    may(uploads=1)
    declared = [{"mime_type": "audio/webm", "bytes": 3}] * 2
    assert refused(ann.post("/api/v1/sessions", json=practised() | {"recordings": declared})) == "quota_uploads"
    assert ann.get("/api/v1/sessions").json()["items"] == []


def test_no_limit_is_no_limit(ann: TestClient, may: Any):
    may(uploads=0, day_gb=0, kept_gb=0)
    assert ask(ann, keep=True, bytes=2 * GB).status_code == 201


@pytest.mark.parametrize("kind", [Piece, Tag])
def test_pieces_and_tags_come_to_an_end(kind: Any, ann: TestClient, bob: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(quotas.MOST_THINGS, kind, 2)
    path, name = {Piece: ("/api/v1/pieces", "title"), Tag: ("/api/v1/tags", "name")}[kind]
    first, *_ = [ann.post(path, json={name: f"{n}"}).json() for n in range(2)]
    assert refused(ann.post(path, json={name: "third"})) == "quota_things"
    assert ann.post(path, json={"id": first["id"], name: "0"}).status_code == 200, "what is there is no new one"
    assert bob.post(path, json={name: "mine"}).status_code == 201
    made = [first["id"]]
    for n in range(9):
        ann.delete(f"{path}/{made[-1]}")
        answer = ann.post(path, json={name: f"more {n}"})
        if answer.status_code == 429:
            break
        made.append(answer.json()["id"])
    assert len(made) == 3, "to delete and to make new ones for ever is no way around"


def test_new_sessions_of_a_day_come_to_an_end_and_wait_on_the_device(ann: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(quotas.MOST_A_DAY, PracticeSession, 1)
    stored = put(ann, practised()).json()
    assert refused(put(ann, practised())) == "quota_new"
    assert put(ann, practised(), stored["id"]).status_code in (200, 201, 409)


def test_new_recordings_of_a_day_come_to_an_end(ann: TestClient, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(quotas.MOST_A_DAY, Recording, 1)
    ann.delete(f"/api/v1/recordings/{start(ann)['id']}")
    assert refused(ask(ann)) == "quota_new"


def test_what_is_counted_of_a_person_is_found_without_a_look_at_everybodys():
    for kind in {*quotas.MOST_THINGS, *quotas.MOST_A_DAY}:
        whole = [it for it in kind.__table__.indexes if it.dialect_options["postgresql"]["where"] is None]  # type: ignore[attr-defined]
        assert any(next(iter(it.columns)).name == "user_id" for it in whole if it.columns), kind
