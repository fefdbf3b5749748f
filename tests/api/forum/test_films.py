"""Films in what is written, over REST: bounded, sent like a recording, led to while the post is read."""

import itertools
from urllib.parse import parse_qs, urlsplit

import pytest

from practice_app.ids import new_id
from practice_app.services.shared import storage
from practice_app.services.shared.parts import Part

FILMS = "/api/v1/forum/films"


@pytest.fixture(autouse=True)
def no_s3(monkeypatch):
    """Uploads are named by how many were begun; of each S3 has nothing yet."""
    begun = itertools.count(1)
    monkeypatch.setattr(storage, "begin", lambda *_: f"upload-{next(begun)}")
    monkeypatch.setattr(storage, "parts", lambda *_: [])


@pytest.mark.parametrize(
    ("more", "status", "words"),
    [
        ({"bytes": 0}, 422, "nothing in this file"),
        ({"bytes": 700_000_001}, 413, "larger than Woodshed takes"),
        ({"mime_type": "image/png"}, 415, "no film"),
        ({"mime_type": "audio/mp4"}, 415, "no film"),
        ({"bytes": -1}, 422, ""),
        ({"place": "Seoul"}, 422, ""),
    ],
    ids=["nothing", "too much", "a picture", "sound", "less than nothing", "more than was asked"],
)
def test_what_can_be_no_short_film_is_refused_in_words(ann, more, status, words):
    answer = ann.post(FILMS, json={"mime_type": "video/mp4", "bytes": 10} | more)
    assert answer.status_code == status
    assert words in answer.text


def test_it_is_begun_once_under_its_id_and_sent_like_a_recording(ann, bob):
    body = {"id": str(new_id()), "mime_type": "video/mp4", "bytes": 6_000_000}
    first = ann.post(FILMS, json=body)
    assert (first.status_code, first.json()["recording"]["status"]) == (201, "sending")
    assert ann.post(FILMS, json=body).status_code == 200
    assert bob.post(FILMS, json=body).status_code == 404
    parts = f"/api/v1/recordings/{body['id']}/parts"
    assert len(ann.post(parts, json={"numbers": [1, 2]}).json()["parts"]) == 2
    assert ann.post(parts, json={"numbers": [3]}).status_code == 422
    assert bob.post(parts, json={"numbers": [1]}).status_code == 404
    assert bob.post(f"/api/v1/recordings/{body['id']}/complete", json={"bytes": 1}).status_code == 404
    assert ann.get(f"{FILMS}/{body['id']}").json()["status"] == "sending"
    assert ann.get(f"{FILMS}/{body['id']}/film", follow_redirects=False).status_code == 404


def test_what_s3_has_of_no_use_or_forgot_is_begun_again_and_nothing_else(ann, monkeypatch):
    body = {"id": str(new_id()), "mime_type": "video/mp4", "bytes": 6_000_000}
    given_up = []
    monkeypatch.setattr(storage, "abort", lambda _key, upload: given_up.append(upload))

    def began(**more):
        assert ann.post(FILMS, json=body | more).status_code in (200, 201)
        url = ann.post(f"/api/v1/recordings/{body['id']}/parts", json={"numbers": [1]}).json()["parts"][0]["url"]
        return parse_qs(urlsplit(url).query)["uploadId"]

    assert began() == began() == ["upload-1"]
    assert (began(fresh=True), given_up) == (["upload-2"], ["upload-1"])
    monkeypatch.setattr(storage, "parts", lambda *_: [Part(1, 17)])  # of no size that a part of it has
    assert (began(), given_up) == (["upload-3"], ["upload-1", "upload-2"])

    def forgot(*_):
        raise storage.UploadGone

    monkeypatch.setattr(storage, "parts", forgot)
    monkeypatch.setattr(storage, "size", lambda _key: None)
    assert began() == ["upload-4"]


def test_a_text_shows_what_is_a_film_and_nothing_else(ann):
    film = ann.post(FILMS, json={"mime_type": "video/mp4", "bytes": 10}).json()["recording"]["id"]
    body = f"![bar 40](film:{film}) ![x](film:{film[:-1]}) ![y](film:javascript:alert)"
    draft = ann.post(
        "/api/v1/forum/posts", json={"title": "T", "body_md": body, "category": "free", "status": "draft"}
    ).json()
    assert draft["body_html"].count("data-film") == 1
    assert f'<div data-film="{film}" class="forum-film">bar 40</div>' in draft["body_html"]


def test_more_than_five_in_one_post_are_too_many(ann):
    body = " ".join(f"![Film](film:{new_id()})" for _ in range(6))
    answer = ann.post("/api/v1/forum/posts", json={"title": "T", "body_md": body, "category": "free"})
    assert (answer.status_code, answer.json()["field"]) == (422, "body_md")
