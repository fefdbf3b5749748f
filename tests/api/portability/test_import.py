"""Bringing a journal along, as a client does."""

import httpx
import pytest

from practice_app.models import JobKind
from practice_app.services.shared import storage
from practice_app.settings import get_settings

TABLE = """date,start,minutes,instrument,piece,composer,focus,note
2026-03-01,17:30,45,violin,Partita,Bach,tone;rhythm,"two
lines"
2026-03-02,,30,,Partita,Bach,,
2026-03-03,,soon,,,,,
2026-03-01,17:30,45,violin,Partita,Bach,tone;rhythm,"two
lines"
"""


def taken_in():
    from workers import tasks

    tasks.work(JobKind.IMPORT)


def brought(client, body=TABLE, kind="text/csv"):
    data = body if isinstance(body, bytes) else body.encode()
    answer = client.post("/api/v1/me/import", content=data, headers={"content-type": kind})
    assert answer.status_code == 202, answer.text
    taken_in()
    return client.get(f"/api/v1/me/imports/{answer.json()['id']}").json()


def test_a_table_is_taken_in_and_again_nothing_twice(ann):
    found = brought(ann)
    assert (found["status"], found["rows"], found["imported"], found["skipped"]) == ("done", 4, 2, 1)
    assert [error["row"] for error in found["errors"]] == [5]
    assert "soon" in found["errors"][0]["problem"]
    sessions = ann.get("/api/v1/sessions").json()["items"]
    assert [(s["started_at"], s["clock_s"], s["source"]) for s in sessions] == [
        ("2026-03-02T12:00:00Z", 1800, "manual"),
        ("2026-03-01T17:30:00Z", 2700, "manual"),
    ]
    assert [item["piece_title"] for item in sessions[1]["items"]] == ["Partita"]
    assert (sessions[1]["focus"], sessions[1]["note"]) == (["tone", "rhythm"], "two\nlines")
    assert [(p["title"], p["composer"], p["sessions"]) for p in ann.get("/api/v1/pieces").json()["items"]] == [
        ("Partita", "Bach", 2)
    ]
    again = brought(ann)
    assert (again["imported"], again["skipped"]) == (0, 3)
    assert len(ann.get("/api/v1/sessions").json()["items"]) == 2


def test_what_was_deleted_comes_back_when_it_is_brought_again(ann):
    brought(ann)
    gone = ann.get("/api/v1/sessions").json()["items"][0]["id"]
    ann.delete(f"/api/v1/sessions/{gone}")
    assert brought(ann)["imported"] == 1
    assert len(ann.get("/api/v1/sessions").json()["items"]) == 2


def test_a_journal_of_years_does_not_use_up_todays_sessions(ann):
    days = "\n".join(
        f"20{year:02}-{month:02}-{day:02},{day}"
        for year in range(16, 25)
        for month in range(1, 13)
        for day in range(1, 29)
    )
    found = brought(ann, f"date,minutes\n{days}\n")
    assert (found["status"], found["imported"]) == ("done", 9 * 12 * 28)
    body = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}
    assert ann.post("/api/v1/sessions", json=body).status_code == 201


def test_columns_of_other_names_are_asked_for_and_nothing_is_taken_before(ann):
    body = "When;How long;What\n3/1/2026;45;Etude\n5/1/2026;30;Etude\n".encode("utf-16")
    assert ann.post("/api/v1/me/import", content=body).status_code == 422
    trial = ann.post("/api/v1/me/imports", content=body)
    assert (trial.status_code, trial.json()["columns"], trial.json()["headers"]) == (
        201,
        {},
        ["When", "How long", "What"],
    )
    path = f"/api/v1/me/imports/{trial.json()['id']}"
    assert ann.post(f"{path}/start").status_code == 422
    named = {"columns": {"date": 0, "minutes": 1, "piece": 2}}
    unclear = ann.post(f"{path}/try", json=named).json()
    assert (unclear["dates_unclear"], unclear["wrong"], unclear["fresh"]) == (True, 2, 0)
    clear = ann.post(f"{path}/try", json=named | {"dates": "dmy"}).json()
    assert (clear["fresh"], clear["known"], clear["wrong"]) == (2, 0, 0)
    assert clear["sample"][0] == {
        "row": 2, "day": "2026-01-03", "start": "12:00", "minutes": 45, "instrument": "", "pieces": ["Etude"],
        "focus": [], "note": "",
    }  # fmt: skip
    assert ann.get("/api/v1/sessions").json()["items"] == []
    assert ann.post(f"{path}/start").status_code == 202
    assert ann.post(f"{path}/start").json()["code"] == "not_a_draft"
    taken_in()
    assert ann.get(path).json()["imported"] == 2


@pytest.mark.parametrize("kind", ["application/json", "multipart/form-data; boundary=x"])
def test_what_is_no_table_is_refused(ann, kind):
    assert ann.post("/api/v1/me/import", content=b"{}", headers={"content-type": kind}).status_code == 415
    assert ann.post("/api/v1/me/import", content=b"").status_code == 422
    assert ann.post("/api/v1/me/import", content=b"x" * 5_000_001).status_code == 413
    assert ann.post("/api/v1/me/import", content=(b"x" * 65_536 for _ in range(100))).status_code == 413


def test_an_import_is_its_owners_alone(ann, bob, visitor):
    trial = ann.post("/api/v1/me/imports", content=TABLE.encode()).json()
    path = f"/api/v1/me/imports/{trial['id']}"
    assert bob.get(path).status_code == 404
    assert bob.post(f"{path}/start").status_code == 404
    assert bob.post(f"{path}/try", json={}).status_code == 404
    assert visitor.post("/api/v1/me/import", content=TABLE.encode()).status_code == 401


def test_an_export_is_sent_in_parts_and_is_its_owners_alone(ann, bob, s3_bucket):
    storage.client.cache_clear()
    begun = ann.post("/api/v1/me/imports/archives", json={"bytes": 4}).json()
    path = f"/api/v1/me/imports/{begun['id']}"
    assert ann.post(f"{path}/complete").json()["code"] == "upload_incomplete"
    assert ann.post(f"{path}/start").json()["code"] == "not_a_draft"
    assert ann.post(f"{path}/parts", json={"numbers": [2]}).status_code == 422
    assert bob.post(f"{path}/parts", json={"numbers": [1]}).status_code == 404
    assert bob.post(f"{path}/complete").status_code == 404
    url = ann.post(f"{path}/parts", json={"numbers": [1]}).json()["parts"][0]["url"]
    there = url.replace("http://woodshed.example/_s3", get_settings().s3_endpoint_url)
    assert httpx.put(there, content=b"PKPK", trust_env=False).status_code == 200
    assert ann.post(f"{path}/complete").status_code == 202
    taken_in()
    found = ann.get(path).json()
    assert (found["status"], found["errors"]) == ("failed", [{"row": 0, "problem": "This is no export of a Woodshed."}])
    assert ann.post("/api/v1/me/imports/archives", json={"bytes": 2**40}).status_code == 413
