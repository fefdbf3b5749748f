"""Teachers and students over REST: invited, let in, shown what came before, parted."""

import pytest
from fastapi.testclient import TestClient


@pytest.fixture
def clara(sign_up):
    return sign_up("Clara", role="teacher")


def test_a_teacher_invites_and_a_student_accepts_sees_them_shows_more_and_leaves(api, clara, ann, bob):
    made = clara.post("/api/v1/students/invites")
    assert made.status_code == 201, made.text
    code, url = made.json()["code"], made.json()["url"]
    assert url.endswith(f"/invite/{code}")
    looked = TestClient(api, base_url="http://woodshed.example").get(f"/api/v1/invites/{code}")
    assert looked.json()["teacher"]["display_name"] == "Clara"
    assert (looked.json()["you"], looked.headers["cache-control"]) == (None, "no-store")
    accepted = ann.post(f"/api/v1/invites/{code}/accept", json={"history": False})
    assert (accepted.status_code, accepted.json()["teacher"]["id"]) == (201, clara.user["id"])
    assert ann.post(f"/api/v1/invites/{code}/accept", json={"history": False}).status_code == 201
    assert bob.post(f"/api/v1/invites/{code}/accept", json={"history": False}).status_code == 404

    (row,) = ann.get("/api/v1/teachers").json()["items"]
    told = set(row["user"])
    assert told == {"id", "display_name", "picture_url", "instruments", "role", "verified"}
    assert (row["history"], row["sees"]["sessions"], row["earlier"]) == (False, 0, 0)
    teacher = f"/api/v1/teachers/{clara.user['id']}"
    assert ann.patch(teacher, json={"history": True}).json()["history"]
    assert ann.delete(teacher).status_code == 204
    assert ann.delete(teacher).status_code == 404
    assert ann.get("/api/v1/teachers").json()["items"] == []


def test_the_teacher_ends_it_too(clara, ann):
    code = clara.post("/api/v1/students/invites", json={}).json()["code"]
    ann.post(f"/api/v1/invites/{code}/accept", json={"history": True})
    assert clara.delete(f"/api/v1/students/{ann.user['id']}").status_code == 204
    assert ann.get("/api/v1/teachers").json()["items"] == []


def test_what_is_refused_is_said(clara, ann):
    refused = ann.post("/api/v1/students/invites")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_a_teacher")
    code = clara.post("/api/v1/students/invites").json()["code"]
    own = clara.post(f"/api/v1/invites/{code}/accept", json={"history": False})
    assert (own.status_code, own.json()["code"]) == (409, "own")
    assert clara.post("/api/v1/students/invites", json={"email": "nobody"}).json()["errors"][0]["field"] == "email"
    assert ann.post(f"/api/v1/invites/{code}/accept", json={}).status_code == 422
