"""What lies beside homework over REST: sheets, for whom they were given to; and homework that is given again."""

from datetime import timedelta

import pytest

from practice_app.database import system_transaction
from practice_app.models import AssignmentFile
from practice_app.services.shared import storage
from practice_app.services.teaching.homework import files
from tests.api.pieces.test_sheets import PDF
from tests.api.teaching.test_homework import URL, clara, connect, give, shown  # noqa: F401 - a fixture among them

FILES, TEMPLATES = f"{URL}/files", f"{URL}/templates"


def send(who, body=PDF, name="Gigue, p. 3.pdf"):
    return who.post(FILES, content=body, params={"name": name}, headers={"Content-Type": "application/pdf"})


def test_a_sheet_is_read_by_whom_it_was_given_to_and_nobody_else(clara, ann, bob, sign_up):  # noqa: F811
    connect(clara, ann)
    connect(clara, bob)
    sent = send(clara)
    assert sent.status_code == 201, sent.text
    one = f"{FILES}/{sent.json()['id']}"
    beside = [{"kind": "file", "file_id": sent.json()["id"]}]
    assert [who.get(one).status_code for who in (clara, ann, bob)] == [200, 404, 404]
    given = give(clara, ann, references=beside).json()["items"][0]
    (point,) = shown(ann)[0]["references"]
    assert (point["name"], point["mime_type"]) == ("Gigue, p. 3.pdf", "application/pdf")
    read = ann.get(one)
    assert (read.content, read.headers["content-type"]) == (PDF, "application/pdf")
    assert "Gigue" in read.headers["content-disposition"]
    assert bob.get(one).status_code == 404
    assert give(clara, bob, references=[point]).status_code == 201
    assert bob.get(one).status_code == 200
    dora = sign_up("Dora", role="teacher")
    connect(dora, ann)
    assert give(dora, ann, references=beside).json()["field"] == "references"
    assert clara.delete(f"{URL}/{given['id']}").status_code == 204
    assert [who.get(one).status_code for who in (clara, ann, bob)] == [200, 404, 200]


@pytest.mark.parametrize("body", [b"#!/bin/sh", b"%PDF-1.7 cut off", b""], ids=["script", "half a PDF", "nothing"])
def test_what_is_no_sheet_is_refused_by_what_it_holds(clara, body):  # noqa: F811
    refused = send(clara, body)
    assert (refused.status_code, refused.json()["field"]) == (422, "file")


def test_a_sheet_that_nothing_points_to_is_erased(clara, ann):  # noqa: F811
    connect(clara, ann)
    pointed, saved, fresh, left = (send(clara).json()["id"] for _ in range(4))
    give(clara, ann, references=[{"kind": "file", "file_id": pointed}])
    clara.post(TEMPLATES, json={"name": "Gigue", "references": [{"kind": "file", "file_id": saved}]})
    with system_transaction() as db:
        for identity in (pointed, saved, left):
            db.get_one(AssignmentFile, identity).created_at -= files.LEFT_ALONE + timedelta(hours=1)
        key = db.get_one(AssignmentFile, left).object_key
    assert (files.sweep(), files.sweep()) == (1, 0)
    assert [clara.get(f"{FILES}/{one}").status_code for one in (pointed, saved, fresh, left)] == [200, 200, 200, 404]
    assert storage.size(key) is None


def test_homework_is_given_again_by_its_name(clara, ann):  # noqa: F811
    connect(clara, ann)
    asks = {
        "title": "Scales",
        "piece": {"title": "Ševčík"},
        "bars": [1, 8],
        "target_bpm": 60,
        "minutes": 10,
        "note": "Slow.",
    }
    link = {"kind": "link", "url": "https://example.org/"}
    given = give(clara, ann, references=[link], due_on="2026-12-24", **asks).json()["items"][0]
    saved = clara.post(TEMPLATES, json={"name": "Warm-up", "assignment_id": given["id"], "minutes": 15})
    assert saved.status_code == 201, saved.text
    (one,) = clara.get(TEMPLATES).json()["items"]
    assert {name: one[name] for name in ("title", "bars", "target_bpm", "minutes", "note")} == {
        **{name: asks[name] for name in ("title", "bars", "target_bpm", "note")},
        "minutes": 15,
    }
    assert (one["piece"]["title"], one["references"][0]["url"]) == ("Ševčík", link["url"])
    anew = clara.post(TEMPLATES, json={"name": "WARM-UP", "title": "Arpeggios"})
    assert (anew.status_code, anew.json()["id"], anew.json()["bars"]) == (200, one["id"], None)
    assert ann.get(TEMPLATES).json()["items"] == []
    assert ann.post(TEMPLATES, json={"name": "x", "assignment_id": given["id"]}).status_code == 403
    assert ann.delete(f"{TEMPLATES}/{one['id']}").status_code == 404
    assert clara.delete(f"{TEMPLATES}/{one['id']}").status_code == 204
    assert clara.get(TEMPLATES).json()["items"] == []
