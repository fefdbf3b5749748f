"""Tokens that nobody gave out, or that were given out for something else, open nothing."""

import base64
import json
import time
from datetime import timedelta
from uuid import UUID

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey

from practice_app.services.shared import secrets


@pytest.fixture
def device_id(ann):
    (device,) = ann.get("/api/v1/auth/sessions").json()["items"]
    return device["id"]


def claims(device_id, **more):
    """What a token of ours says, but for what the attacker changes."""
    moment = int(time.time())
    told = {"sid": device_id, "typ": "access", "aud": "woodshed", "iat": moment, "exp": moment + 600}
    return {name: value for name, value in (told | more).items() if value is not None}


def signed(told, key=None, alg="HS256"):
    return jwt.encode({"alg": alg}, told, OctKey.import_key(key or secrets.derived_key("jwt")), algorithms=[alg])


def unsigned(told, alg):
    parts = [base64.urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in ({"alg": alg}, told)]
    return b".".join([*parts, b""]).decode()


def status(visitor, token):
    return visitor.get("/api/v1/me", headers={"Authorization": f"Bearer {token}"}).status_code


def test_what_the_attacks_begin_with_is_a_token_of_ours(visitor, device_id):
    """Else the refusals below say nothing."""
    assert status(visitor, signed(claims(device_id))) == 200


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "", "HS256", "RS256"])
def test_a_token_without_a_signature_opens_nothing(visitor, device_id, alg):
    assert status(visitor, unsigned(claims(device_id), alg)) == 401


@pytest.mark.parametrize("key", [b"0" * 32, bytes(32), b"woodshed" * 4], ids=["zeros", "nothing", "a word"])
def test_a_token_under_another_key_opens_nothing(visitor, device_id, key):
    assert status(visitor, signed(claims(device_id), key)) == 401


def test_a_key_of_ours_for_another_purpose_is_another_key(visitor, device_id):
    assert status(visitor, signed(claims(device_id), secrets.derived_key("device"))) == 401


def test_another_algorithm_under_the_right_key_opens_nothing(visitor, device_id):
    assert status(visitor, signed(claims(device_id), alg="HS384")) == 401


@pytest.mark.parametrize(
    "more",
    [
        {"exp": 1},
        {"exp": None},
        {"exp": "tomorrow"},
        {"aud": "another-service"},
        {"aud": ["another-service"]},
        {"aud": ""},
        {"typ": "refresh"},
        {"typ": None},
        {"typ": ["access"]},
        {"sid": "not-a-device"},
        {"sid": None},
        {"sid": "01890000-0000-7000-8000-000000000000"},
    ],
    ids=str,
)
def test_a_token_that_is_over_or_for_something_else_opens_nothing(visitor, device_id, more):
    assert status(visitor, signed(claims(device_id, **more))) == 401


def test_a_token_from_before_there_was_an_audience_is_good_until_it_ends(visitor, device_id):
    assert status(visitor, signed(claims(device_id, aud=None))) == 200


def test_access_and_refresh_are_not_each_other(visitor, ann):
    access, refresh = ann.keys["access_token"], ann.keys["refresh_token"]
    assert status(visitor, refresh) == 401
    assert visitor.post("/api/v1/auth/refresh", json={"refresh_token": access}).status_code == 401
    assert status(visitor, access) == 200, "an attempt with the wrong kind ends nothing"


def test_a_changed_letter_opens_nothing(visitor, ann, bob):
    mine, theirs = (one.keys["access_token"].split(".") for one in (ann, bob))
    assert status(visitor, ".".join([mine[0], theirs[1], mine[2]])) == 401
    assert status(visitor, ".".join([*mine[:2], theirs[2]])) == 401


def test_the_token_of_a_device_that_was_signed_out_opens_nothing(visitor, ann, device_id):
    token = secrets.sign("access", UUID(device_id), timedelta(hours=1))
    assert status(visitor, token) == 200
    assert ann.post("/api/v1/auth/logout").status_code == 204
    assert status(visitor, token) == 401


@pytest.mark.parametrize("junk", ["", ".", "..", "a.b.c", "é", "null", "eyJhbGciOiJub25lIn0..", "." * 3000, "a" * 7000])
def test_what_is_no_token_is_no_fault_of_ours(visitor, junk):
    answer = visitor.get("/api/v1/me", headers={"Authorization": f"Bearer {junk}".encode()})
    assert answer.status_code == 401
