"""Texts that people write: what can't be stored or seen is taken out, whatever the field; nothing is refused for it."""

import json

import pytest
from fastapi.testclient import TestClient

from practice_app.ids import new_id
from tests.api.conftest import ANN
from tests.api.practice.test_sessions import practised

WRITTEN = "\u202ecafe\u0301\x00 \ud800\u200b\t\u1112\u1161\u11ab\x85"
LINE = "caf\u00e9 \ud55c"


def send(client: TestClient, method: str, path: str, body: dict) -> dict:
    """Send JSON with lone surrogates and NUL in it, as a browser writes them."""
    answer = client.request(
        method, f"/api/v1/{path}", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code in {200, 201}, answer.text
    return answer.json()


def test_in_pieces_sections_and_tags(ann: TestClient):
    piece = send(ann, "POST", "pieces", {"title": WRITTEN, "composer": WRITTEN})
    assert (piece["title"], piece["composer"]) == (LINE, LINE)
    assert send(ann, "PATCH", f"pieces/{piece['id']}", {"title": f"2 {WRITTEN}"})["title"] == f"2 {LINE}"
    section = send(ann, "POST", f"pieces/{piece['id']}/sections", {"title": WRITTEN})
    assert section["title"] == LINE
    assert send(ann, "POST", "tags", {"name": WRITTEN})["name"] == LINE


def test_in_sessions(ann: TestClient):
    body = practised(note=f"\n{WRITTEN}\r\nlast", instrument=WRITTEN, focus=[WRITTEN, LINE, LINE.upper(), "\u200b"])
    session = send(ann, "PUT", f"sessions/{new_id()}", body)
    assert session["note"] == "café \t한\n\nlast"
    assert (session["instrument"], session["focus"]) == (LINE, [LINE])
    changed = send(ann, "PATCH", f"sessions/{session['id']}", {"note": WRITTEN})
    assert changed["note"] == "café \t한"


def test_the_same_session_told_once_more_is_the_same(ann: TestClient):
    session, body = new_id(), practised(note=WRITTEN)
    first = send(ann, "PUT", f"sessions/{session}", body)
    again = send(ann, "PUT", f"sessions/{session}", body | {"note": first["note"]})
    assert again["updated_at"] == first["updated_at"]


def test_in_accounts(visitor: TestClient):
    body = ANN | {"display_name": WRITTEN, "instruments": [WRITTEN, LINE.upper(), "viola", "\u200b"]}
    answer = visitor.post(
        "/api/v1/auth/register", content=json.dumps(body), headers={"Content-Type": "application/json"}
    )
    assert answer.status_code == 201, answer.text
    assert answer.json()["user"]["display_name"] == LINE
    assert answer.json()["user"]["instruments"] == [LINE, "viola"]


@pytest.mark.parametrize("field", ["email", "password", "timezone", "locale", "role"])
@pytest.mark.parametrize("sign", ["\x00", "\ud800"])
def test_what_no_text_is_cannot_be_broken_with(visitor: TestClient, field: str, sign: str):
    body = json.dumps(ANN | {field: f"{ANN.get(field, 'en')}{sign}"})
    answer = visitor.post("/api/v1/auth/register", content=body, headers={"Content-Type": "application/json"})
    assert answer.status_code == 422, answer.text
