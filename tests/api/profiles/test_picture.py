"""A picture of oneself, by the REST API, with a real S3."""

import asyncio
import io
import zipfile
from datetime import timedelta
from uuid import UUID

import pytest
from sqlmodel import select
from starlette.requests import Request

from practice_app.api import profiles
from practice_app.api.shared import bodies
from practice_app.database import system_transaction
from practice_app.errors import TooLarge, Unavailable
from practice_app.models import Picture
from practice_app.models.columns import now
from practice_app.services.portability import archive
from practice_app.services.profiles import pictures as ours
from practice_app.services.shared import storage
from tests.services.profiles import pictures

PICTURE = "/api/v1/me/picture"


def stored():
    with system_transaction() as db:
        return db.exec(select(Picture)).all()


def in_s3():
    found = storage.client().list_objects_v2(Bucket=storage._bucket(), Prefix="pictures/")
    return {one["Key"] for one in found.get("Contents", [])}


@pytest.fixture(autouse=True)
def _none_before(clean_database):
    storage.client.cache_clear()
    storage.delete(*in_s3())


def test_a_picture_is_drawn_anew_shown_replaced_and_taken_off(ann, bob):
    url = ann.put(PICTURE, content=pictures.turned(), headers={"Content-Type": "image/jpeg"}).json()["picture_url"]
    (first,) = stored()
    assert in_s3() == set(ours.keys_of(first.name))
    shown = storage.client().get_object(Bucket=storage._bucket(), Key=ours.key_of(first.name, 256))
    assert shown["ContentType"] == "image/jpeg"
    assert b"SpyCam" not in shown["Body"].read()
    assert first.name in url
    assert first.name in ann.get("/api/v1/me").json()["picture_url"]

    assert ann.put(PICTURE, content=pictures.heic()).status_code == 200
    (second,) = stored()
    assert in_s3() == set(ours.keys_of(second.name))
    assert bob.get(f"/api/v1/users/{ann.user['id']}").status_code == 404
    ann.patch("/api/v1/me", json={"privacy": {"profile": "everyone"}})
    assert second.name in bob.get(f"/api/v1/users/{ann.user['id']}").json()["picture_url"]

    assert ann.delete(PICTURE).status_code == 204
    assert ann.get("/api/v1/me").json()["picture_url"] is None
    assert (stored(), in_s3()) == ([], set())


@pytest.mark.parametrize("kind", ["svg", "bomb", "jpeg and page", "truncated jpeg", "nothing", "json"])
def test_what_is_no_picture_is_a_422_and_leaves_nothing(ann, kind):
    answer = ann.put(PICTURE, content=pictures.REFUSED[kind](), headers={"Content-Type": "image/png"})
    assert (answer.status_code, answer.json()["field"]) == (422, "picture")
    assert (stored(), in_s3()) == ([], set())


def test_more_than_ten_megabytes_are_not_read(ann):
    assert ann.put(PICTURE, content=bytes(ours.LARGEST + 1)).status_code == 413
    came = 0

    async def more():
        nonlocal came
        came += 1
        return {"type": "http.request", "body": bytes(1 << 20), "more_body": True}

    with pytest.raises(TooLarge):
        asyncio.run(bodies.whole(Request({"type": "http", "headers": []}, more), ours.LARGEST))
    assert came == 10


def test_one_too_many_at_once_is_told_to_come_again(ann, monkeypatch):
    monkeypatch.setattr(profiles.picture_sent, "at_once", 0)
    monkeypatch.setattr(profiles.picture_sent, "waiting", 0)
    answer = ann.put(PICTURE, content=pictures.jpeg())
    assert (answer.status_code, answer.json()["code"]) == (503, "busy")
    assert "pictures" in answer.json()["detail"]
    assert int(answer.headers["Retry-After"]) > 0


def test_who_is_not_signed_in_sends_none(visitor):
    assert visitor.put(PICTURE, content=pictures.jpeg()).status_code == 401
    assert visitor.delete(PICTURE).status_code == 401


def test_another_site_sends_none(ann, visitor, api):
    keys = visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": "fiddle-sticks"})
    assert keys.status_code == 200
    elsewhere = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}
    assert visitor.put(PICTURE, content=pictures.jpeg(), headers=elsewhere).status_code == 403


def test_the_sixty_first_of_an_hour_waits(ann, monkeypatch):
    monkeypatch.setattr(ours, "LIMIT", "2/hour")
    answers = [ann.put(PICTURE, content=b"no") for _ in range(3)]
    assert [one.status_code for one in answers] == [422, 422, 429]
    assert int(answers[2].headers["Retry-After"]) > 60


def test_with_s3_away_what_was_shown_stays_and_nothing_is_left_behind(ann, monkeypatch):
    ann.put(PICTURE, content=pictures.jpeg())
    (first,) = stored()
    with monkeypatch.context() as away:
        away.setattr(ours.storage, "put", _gone)
        assert ann.put(PICTURE, content=pictures.jpeg()).status_code == 503
    assert first.name in ann.get("/api/v1/me").json()["picture_url"]
    assert len(stored()) == 2
    assert ours.sweep() == 0, "it may still be on its way"
    with system_transaction() as db:
        for row in db.exec(select(Picture)):
            row.created_at = now() - timedelta(hours=2)
    assert ours.sweep() == 1
    assert [row.name for row in stored()] == [first.name]
    assert in_s3() == set(ours.keys_of(first.name))


def _gone(*_):
    raise Unavailable()


def test_it_leaves_with_its_owner(ann):
    told = archive.Wanted(UUID(ann.user["id"]), now(), "http://woodshed.example")
    for expected in (set(), {"picture.jpg"}):
        file = io.BytesIO()
        archive.write(told, file, lambda _: None)
        assert {"picture.jpg"} & set(zipfile.ZipFile(file).namelist()) == expected
        ann.put(PICTURE, content=pictures.jpeg())
    assert zipfile.ZipFile(file).read("picture.jpg").startswith(b"\xff\xd8")


def test_what_it_takes_up_counts_with_what_is_kept(ann):
    before = ann.get("/api/v1/me/quotas").json()["kept_bytes"]
    ann.put(PICTURE, content=pictures.jpeg())
    assert ann.get("/api/v1/me/quotas").json()["kept_bytes"] == before + stored()[0].bytes
