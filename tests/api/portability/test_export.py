"""Asking for everything of one's own, as a client does."""

import csv
import io
import json
import zipfile

import httpx
from sqlalchemy import text

from practice_app.database import system_transaction
from practice_app.models import JobKind
from practice_app.services.shared import storage


def written():
    from workers import tasks

    storage.client.cache_clear()
    tasks.work(JobKind.EXPORT)


def doubtful():
    """Let twenty minutes of the session have been heard, give or take five."""
    with system_transaction() as db:
        db.execute(text("UPDATE practice_sessions SET played_s = 1200, less_s = 300, more_s = 300"))


def s3_address(url):
    """Where our own path leads that answer."""
    from practice_app.settings import get_settings

    return url.replace("http://woodshed.example/_s3", get_settings().s3_endpoint_url)


def test_asked_for_written_and_fetched_as_a_file(ann, s3_bucket):
    assert ann.get("/api/v1/me/export").json() == {
        "status": "none",
        "progress": 0,
        "url": None,
        "bytes": None,
        "expires_at": None,
        "failure": None,
    }
    body = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z", "note": "연습"}
    assert ann.post("/api/v1/sessions", json=body).status_code == 201
    doubtful()
    asked = ann.post("/api/v1/me/export")
    assert (asked.status_code, asked.json()["status"]) == (202, "preparing")
    written()
    found = ann.get("/api/v1/me/export").json()
    assert (found["status"], found["progress"]) == ("ready", 1)
    answer = httpx.get(s3_address(found["url"]), trust_env=False)
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith('attachment; filename="woodshed-')
    assert len(answer.content) == found["bytes"]
    whole = zipfile.ZipFile(io.BytesIO(answer.content))
    assert json.loads(whole.read("sessions.json"))[0]["note"] == "연습"
    [told] = csv.DictReader(io.StringIO(whole.read("sessions.csv").decode("utf-8-sig")))
    assert [told[f"played_{name}minutes"] for name in ("", "low_", "high_")] == ["20", "15", "25"]
    assert '<td class="number">about 15 min to 25 min</td>' in whole.read("years/2026.html").decode().replace(
        "\u00a0", " "
    )


def test_it_wants_a_proof_of_a_moment_ago_and_is_noted(ann):
    with system_transaction() as db:
        db.execute(text("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'"))
    refused = ann.post("/api/v1/me/export")
    assert (refused.status_code, refused.json()["code"]) == (403, "sign_in_again")
    assert ann.get("/api/v1/me/export").json()["status"] == "none"
    assert ann.post("/api/v1/auth/confirm", json={"password": "fiddle-sticks"}).status_code == 204
    assert ann.post("/api/v1/me/export").status_code == 202
    assert ann.get("/api/v1/me/audit").json()["items"][0]["kind"] == "export_asked"


def test_not_without_end(ann):
    answers = [ann.post("/api/v1/me/export").status_code for _ in range(11)]
    assert answers == [202] * 10 + [429]


def test_a_stranger_gets_nothing_of_it(ann, bob, visitor, s3_bucket):
    ann.post("/api/v1/me/export")
    written()
    assert ann.get("/api/v1/me/export").json()["status"] == "ready"
    assert bob.get("/api/v1/me/export").json()["status"] == "none"
    assert visitor.get("/api/v1/me/export").status_code == visitor.post("/api/v1/me/export").status_code == 401
