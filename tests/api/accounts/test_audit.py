"""What happened with one's account, from its first day on."""

import time

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ANN

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"}


@pytest.fixture
def at(api):
    """Make a device at some address, with a cookie jar of its own."""

    def make(address="198.51.100.7"):
        return TestClient(api, "http://woodshed.example", client=(address, 1), headers=PHONE)

    return make


def sign_in(device, password=ANN["password"]):
    return device.post("/api/v1/auth/login", json={"email": ANN["email"], "password": password})


def told(client, **query):
    return client.get("/api/v1/me/audit", params=query).json()


def kinds(client):
    return [item["kind"] for item in told(client)["items"]]


def test_signing_up_and_coming_in_on_another_device_are_noted_and_coming_back_is_not(ann, at):
    phone = at()
    assert [sign_in(phone).status_code for _ in range(3)] == [200] * 3

    items = told(ann)["items"]
    assert [item["kind"] for item in items] == ["new_device", "signed_up"]
    assert items[0]["device"] == "Safari, iPhone"
    assert set(items[0]) == {"at", "kind", "detail", "device"}


def test_many_wrong_passwords_are_noted_once(ann, at):
    answers = [sign_in(at(f"198.51.100.{n // 7}"), "wrong").status_code for n in range(14)]
    assert answers.count(401) == 10
    deadline = time.monotonic() + 30
    while "wrong_passwords" not in kinds(ann):  # noted after the answer
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert kinds(ann) == ["wrong_passwords", "signed_up"]
    assert told(ann)["items"][0]["device"] == ""


def test_one_wrong_password_is_nobodys_concern(ann, at):
    sign_in(at(), "wrong")
    assert kinds(ann) == ["signed_up"]


def test_signing_out_is_noted_one_device_or_all(ann, at):
    sign_in(at())
    others = [one["id"] for one in ann.get("/api/v1/auth/sessions").json()["items"] if not one["current"]]
    assert ann.delete(f"/api/v1/auth/sessions/{others[0]}").status_code == 204
    assert told(ann)["items"][0] == told(ann)["items"][0] | {"kind": "signed_out", "device": "Safari, iPhone"}

    assert ann.post("/api/v1/auth/logout-everywhere").status_code == 204
    phone = at()
    phone.headers["Authorization"] = f"Bearer {sign_in(phone).json()['access_token']}"
    assert kinds(phone)[:2] == ["new_device", "signed_out_everywhere"]


def test_a_changed_password_is_noted_and_says_how_many_were_signed_out(ann, at):
    sign_in(at())
    body = {"current_password": ANN["password"], "new_password": "fiddle-sticks-2"}
    assert ann.post("/api/v1/me/password", json=body).status_code == 204
    newest = told(ann)["items"][0]
    assert (newest["kind"], newest["detail"]) == ("password_changed", {"devices": 1})
    assert "fiddle" not in str(told(ann))


def test_a_token_used_twice_is_told(ann, at):
    keys = {"refresh_token": sign_in(at()).json()["refresh_token"]}
    answers = [at().post("/api/v1/auth/refresh", json=keys).status_code for _ in range(2)]
    assert answers == [200, 401]
    assert kinds(ann)[0] == "token_reused"


def test_a_stranger_reads_only_their_own(ann, bob, visitor):
    assert len(told(bob)["items"]) == 1
    assert visitor.get("/api/v1/me/audit").status_code == 401


def test_it_is_paged_as_other_lists_are(ann, at):
    for _ in range(2):
        sign_in(at())
    first = told(ann, limit=2)
    second = told(ann, limit=2, cursor=first["next_cursor"])
    assert [item["kind"] for item in first["items"] + second["items"]] == ["new_device", "new_device", "signed_up"]
    assert second["next_cursor"] is None
    assert ann.get("/api/v1/me/audit?cursor=nonsense").status_code == 422
