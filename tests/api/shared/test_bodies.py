"""Bodies are JSON and small."""

import json

from fastapi.testclient import TestClient

from practice_app.ids import new_id
from tests.api.practice.test_sessions import practised


def path() -> str:
    return f"/api/v1/sessions/{new_id()}"


def test_what_is_not_json_is_told_so(ann: TestClient):
    body = json.dumps(practised())
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        answer = ann.put(path(), content=body, headers={"Content-Type": kind})
        assert (answer.status_code, answer.json()["code"]) == (415, "wrong_type"), kind
    assert ann.put(path(), content=body, headers={"Content-Type": "application/json; charset=utf-8"}).status_code == 201


def test_a_body_larger_than_any_session_is_refused(ann: TestClient):
    answer = ann.put(path(), json=practised(note="x" * 2_000_000))
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")


def test_a_body_that_never_says_how_long_it_is_is_refused_too(ann: TestClient):
    chunks = (b"x" * 65_536 for _ in range(40))
    answer = ann.put(path(), content=chunks, headers={"Content-Type": "application/json"})
    assert answer.status_code == 413


def test_the_longest_session_there_can_be_is_taken(ann: TestClient):
    body = practised(
        intervals=[{"started_at": practised()["started_at"], "ended_at": practised()["started_at"]}] * 1000,
        note="휴" * 10_000,
        items=[{"seconds": 1, "repetitions": 1}] * 200,
    )
    assert ann.put(path(), json=body).status_code == 201


def test_what_is_no_json_at_all_is_a_bad_request(ann: TestClient):
    answer = ann.put(path(), content=b"{", headers={"Content-Type": "application/json"})
    assert answer.status_code == 400
