"""The notes of a piece: taken by what they hold, shown to their owner alone, and gone with the piece."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from fastapi.testclient import TestClient
from PIL import Image
from sqlalchemy import text
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import Sheet
from practice_app.services import pieces
from practice_app.services.shared import storage
from tests.services.profiles import pictures

PDF = b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << >>\n%%EOF\n"


@pytest.fixture
def path(ann: TestClient) -> str:
    made = ann.post("/api/v1/pieces", json={"title": "Chaconne “d” / 샤콘느"}).json()
    return f"/api/v1/pieces/{made['id']}"


def keys() -> list[str]:
    with system_transaction() as db:
        return list(db.exec(select(Sheet.object_key)))


def put(client: TestClient, path: str, body: bytes, kind: str = "application/pdf") -> Any:
    return client.put(f"{path}/sheet", content=body, headers={"Content-Type": kind})


def test_a_pdf_is_kept_as_it_is_and_runs_nothing(ann: TestClient, path: str):
    told = put(ann, path, PDF, "text/html").json()
    assert (told["mime_type"], told["bytes"]) == ("application/pdf", len(PDF))
    answer = ann.get(f"{path}/sheet")
    assert (answer.content, answer.headers["content-type"]) == (PDF, "application/pdf")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-disposition"].startswith("inline")
    assert ann.get(f"{path}/sheet", params={"save": True}).headers["content-disposition"].startswith("attachment")
    assert ann.get(path).json()["sheet"]["mime_type"] == "application/pdf"
    assert all(key.startswith("sheets/") for key in keys())


def test_a_picture_is_drawn_anew_whole_and_without_what_the_camera_wrote(ann: TestClient, path: str):
    picture = Image.new("RGB", (3000, 1000), "white")
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=b"Exif\x00\x00secret place")
    assert put(ann, path, out.getvalue(), "image/jpeg").status_code == 200
    answer = ann.get(f"{path}/sheet")
    assert Image.open(io.BytesIO(answer.content)).size == (2400, 800)
    assert b"secret place" not in answer.content
    assert "sandbox" in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", PDF[:20], pictures.REFUSED["svg"](), pictures.REFUSED["jpeg and zip"]()],
    ids=["nothing", "a-page", "begun", "svg", "jpeg-and-zip"],  # a zip tells the time: no id for two processes
)
def test_what_is_neither_is_refused(ann: TestClient, path: str, body: bytes):
    answer = put(ann, path, body)
    assert (answer.status_code, answer.json()["field"]) == (422, "sheet")
    assert ann.get(f"{path}/sheet").status_code == 404
    assert keys() == []


def test_what_is_too_large_is_not_read(ann: TestClient, path: str):
    assert put(ann, path, b"%PDF-" + bytes(20_000_001)).status_code == 413


def test_another_takes_its_place_and_nothing_is_left_behind(ann: TestClient, path: str):
    put(ann, path, PDF)
    (first,) = keys()
    put(ann, path, PDF + b"%%EOF\n")
    (second,) = keys()
    assert (storage.size(first), storage.size(second)) == (None, len(PDF) + 6)
    assert ann.delete(f"{path}/sheet").status_code == 204
    assert (keys(), storage.size(second)) == ([], None)
    assert ann.get(path).json()["sheet"] is None


def test_it_goes_with_its_piece_once_that_cannot_come_back(ann: TestClient, path: str):
    put(ann, path, PDF)
    ann.delete(path)
    assert pieces.sweep_sheets() == 0
    ann.post(f"{path}/restore")
    assert ann.get(f"{path}/sheet").status_code == 200
    ann.delete(path)
    with system_transaction() as db:
        db.execute(
            text("UPDATE pieces SET deleted_at = deleted_at - CAST(:ago AS interval)"), {"ago": timedelta(hours=2)}
        )
    assert pieces.sweep_sheets() == 1
    assert keys() == []


def test_a_stranger_sees_sends_and_deletes_none(ann: TestClient, bob: TestClient, path: str):
    put(ann, path, PDF)
    answers = [bob.get(f"{path}/sheet"), put(bob, path, PDF), bob.delete(f"{path}/sheet")]
    assert {answer.status_code for answer in answers} == {404}
    assert ann.get(f"{path}/sheet").content == PDF
    theirs = UUID(bob.post("/api/v1/pieces", json={"title": "Mine"}).json()["id"])
    assert bob.get(f"/api/v1/pieces/{theirs}/sheet").status_code == 404
