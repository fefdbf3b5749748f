"""Pictures and moments of one's own practice, in what is written on the board."""

import io
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from PIL import Image
from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import ForumPicture
from practice_app.services import forum
from tests.services import people

UPLOADS, MOMENTS = "/api/v1/forum/uploads", "/api/v1/forum/moments"


def photo(side=(3000, 1500), kind="JPEG", **more):
    out = io.BytesIO()
    Image.new("RGB", side, "teal").save(out, kind, **more)
    return out.getvalue()


def test_a_picture_is_drawn_anew_and_stands_in_a_post(ann, bob, visitor):
    exif = Image.Exif()
    exif[0x010E] = "taken at home"
    sent = ann.post(UPLOADS, content=photo(exif=exif), headers={"content-type": "image/jpeg"})
    assert sent.status_code == 201, sent.text
    told = sent.json()
    assert (told["width"], told["height"]) == (2048, 1024)
    body = {"title": "Look", "body_md": f"![my bow]({told['url']})", "category": "free"}
    shown = ann.post("/api/v1/forum/posts", json=body).json()
    assert f'<img src="{told["url"]}" alt="my bow"' in shown["body_html"]
    led = bob.get(told["url"], follow_redirects=False)
    assert led.status_code == 302
    assert visitor.get(told["url"], follow_redirects=False).status_code == 404
    assert bob.get("/forum/pictures/nonsense.webp", follow_redirects=False).status_code == 404


@pytest.mark.parametrize(
    "sent",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"GIF89a<script>alert(1)</script>",
        photo((40, 40)) + b"<?php system('id') ?>",
        b"",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_picture_or_something_else_as_well_is_refused(ann, sent):
    answer = ann.post(UPLOADS, content=sent, headers={"content-type": "image/png"})
    assert answer.status_code == 422


@pytest.fixture
def heard(ann):
    """A session of Ann's of a minute, of which the first twenty seconds and ten later ones sounded."""
    who = UUID(ann.user["id"])
    row = people.session(who, datetime(2026, 3, 2, 17, tzinfo=UTC), 1)
    spans = [
        {"kind": "playing", "start_s": 0, "end_s": 20},
        {"kind": "silence", "start_s": 20, "end_s": 40},
        {"kind": "playing", "start_s": 40, "end_s": 50},
    ]
    people.heard(row, who, people.take(row, who), 60, 30, spans=spans)
    return row


def test_a_moment_shows_those_seconds_until_it_is_taken_back(ann, bob, heard):
    made = ann.post(MOMENTS, json={"session_id": str(heard.id), "start_s": 10, "end_s": 45})
    assert made.status_code == 201, made.text
    moment = made.json()["id"]
    assert made.json()["markdown"] == f"![0:10–0:45](moment:{moment})"
    told = bob.get(f"{MOMENTS}/{moment}").json()
    assert (told["seconds"], told["played_s"]) == (35, 15)
    assert [(one["kind"], one["start_s"], one["end_s"]) for one in told["spans"]] == [
        *(("playing", 0, 10), ("silence", 10, 30), ("playing", 30, 35))
    ]
    assert str(heard.id) not in str(told)
    body = {"title": "Hear", "body_md": made.json()["markdown"], "category": "free"}
    assert f'data-moment="{moment}"' in ann.post("/api/v1/forum/posts", json=body).json()["body_html"]
    assert bob.delete(f"{MOMENTS}/{moment}").status_code == 404
    assert ann.delete(f"{MOMENTS}/{moment}").status_code == 204
    assert bob.get(f"{MOMENTS}/{moment}").status_code == ann.get(f"{MOMENTS}/{moment}").status_code == 404


def test_a_moment_goes_with_its_session(ann, bob, heard):
    made = ann.post(MOMENTS, json={"session_id": str(heard.id), "start_s": 0, "end_s": 5}).json()
    assert ann.delete(f"/api/v1/sessions/{heard.id}").status_code == 204
    assert bob.get(f"{MOMENTS}/{made['id']}").status_code == 404


@pytest.mark.parametrize(("start", "end"), [(5, 5), (9, 2), (0, 900), (50, 700)])
def test_a_moment_is_some_seconds_of_the_session(ann, heard, start, end):
    answer = ann.post(MOMENTS, json={"session_id": str(heard.id), "start_s": start, "end_s": end})
    assert (answer.status_code, answer.json()["field"]) == (422, "end_s")


def test_nobody_shows_what_somebody_else_practised(bob, heard):
    answer = bob.post(MOMENTS, json={"session_id": str(heard.id), "start_s": 0, "end_s": 5})
    assert answer.status_code == 404


def test_a_picture_that_stands_in_nothing_is_erased_after_a_week(ann):
    def sent():
        return ann.post(UPLOADS, content=photo((8, 8)), headers={"content-type": "image/jpeg"}).json()["url"]

    used, said, unused = sent(), sent(), sent()
    post = ann.post("/api/v1/forum/posts", json={"title": "L", "body_md": f"![a]({used})", "category": "free"}).json()
    ann.post(f"/api/v1/forum/posts/{post['id']}/comments", json={"body_md": f"![b]({said})"})
    assert forum.sweep_pictures() == 0
    with system_transaction() as db:
        for picture in db.exec(select(ForumPicture)):
            picture.created_at -= timedelta(days=8)
    assert forum.sweep_pictures() == 1
    assert [ann.get(url, follow_redirects=False).status_code for url in (used, said, unused)] == [302, 302, 404]
