"""Devices: their owner is told of what is unusual, and of that alone."""

import pytest
from fastapi.testclient import TestClient

from tests.api.conftest import ANN

PHONE = {"User-Agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Safari/604.1"}
NEW, TWICE = "A new device in your journal", "A device of yours was signed out"


@pytest.fixture
def phone(api):
    """A device with a cookie jar of its own."""
    return lambda: TestClient(api, "http://woodshed.example", headers=PHONE, raise_server_exceptions=False)


def sign_in(device):
    answer = device.post("/api/v1/auth/login", json={"email": ANN["email"], "password": ANN["password"]})
    assert answer.status_code == 200, answer.text
    return answer.json()


def said(mail):
    return mail.get_body(("plain",)).get_content()


def test_a_sign_in_on_a_device_that_is_new_is_told_once(post, ann, phone):
    device = phone()
    for _ in range(3):
        sign_in(device)
    [mail] = post.arrive(NEW)
    assert mail["To"] == ANN["email"]
    assert "Safari, iPhone" in said(mail)
    assert "/settings/security" in said(mail)
    sign_in(phone())
    assert len(post.arrive(NEW, 2)) == 2


def test_signing_up_is_told_nobody_as_a_new_device(post, ann, phone):
    post.arrive("Is this address yours?")
    assert post.arrive(NEW, 0) == []


def test_many_new_devices_fill_no_mailbox(post, ann, phone):
    for _ in range(6):
        sign_in(phone())
    assert len(post.arrive(NEW, 3)) == 3
    assert ann.post("/api/v1/auth/email/resend").status_code == 202
    post.arrive("Is this address yours?", 2)  # sent after those that were left out
    assert len(post.arrive(NEW, 3)) == 3


def test_a_key_used_twice_signs_its_family_out_and_tells_the_owner(post, ann, phone):
    device = phone()
    keys = sign_in(device)
    stolen = {"refresh_token": keys["refresh_token"]}
    fresh = phone().post("/api/v1/auth/refresh", json=stolen).json()
    assert device.post("/api/v1/auth/refresh", json=stolen).status_code == 401
    for token in (keys["access_token"], fresh["access_token"]):
        assert phone().get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code == 401
    assert device.get("/api/v1/me").status_code == 401, "its cookie is of the same sign-in"
    assert ann.get("/api/v1/me").status_code == 200, "other devices stay"
    [mail] = post.arrive(TWICE)
    assert "Safari, iPhone" in said(mail)
    assert keys["refresh_token"] not in mail.as_string()


def test_a_refused_sign_in_is_told_nobody(post, ann, phone):
    wrong = {"email": ANN["email"], "password": "wrong"}
    assert phone().post("/api/v1/auth/login", json=wrong).status_code == 401
    sign_in(phone())
    assert len(post.arrive(NEW)) == 1
