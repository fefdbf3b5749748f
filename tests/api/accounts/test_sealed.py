"""Signing in while keys change, with an account of an earlier release, and when a key is gone."""

import logging
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from pydantic import SecretStr

from practice_app.services import accounts
from practice_app.settings import get_settings
from tests.api.conftest import ANN
from tests.earlier import kept_earlier

A, B = (f"{name}:{b64encode(name.encode() * 32).decode()}" for name in "ab")


@pytest.fixture
def with_keys(monkeypatch):
    def change(value):
        monkeypatch.setattr(get_settings(), "field_keys", SecretStr(value))
        monkeypatch.setattr(get_settings(), "index_keys", SecretStr(value))

    return change


def sign_in(visitor, email="ann@example.com"):
    answer = visitor.post("/api/v1/auth/login", json={"email": email, "password": ANN["password"]})
    return answer.status_code, answer.json().get("user", {}).get("email")


def test_an_account_of_an_earlier_release_signs_in_before_and_after(visitor, ann, db_urls, with_keys):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET email_encrypted = %s, email_index = %s", kept_earlier("ann@example.com"))
    assert sign_in(visitor) == (200, "ann@example.com")
    with_keys(A)
    assert sign_in(visitor) == (200, "ann@example.com")
    assert [tally.changed for tally in accounts.reencrypt()] == [1]
    with_keys(f"{B},{A}")
    assert sign_in(visitor) == (200, "ann@example.com")
    assert ann.get("/api/v1/me").json()["email"] == "ann@example.com"


def test_people_sign_in_and_up_while_keys_change(visitor, sign_up, with_keys):
    names = [f"player{number}" for number in range(12)]
    for name in names:
        sign_up(name)
    with_keys(f"{A}")

    def enter(name):
        return sign_in(visitor, f"{name}@example.com") == (200, f"{name}@example.com")

    with ThreadPoolExecutor(3) as pool:
        entering = [pool.submit(enter, name) for name in names * 2]
        arriving = pool.submit(sign_up, "newcomer")
        changed = [tally.changed for tally in accounts.reencrypt(batch=1)][-1]
    assert all(each.result() for each in entering)
    assert arriving.result().get("/api/v1/me").json()["email"] == "newcomer@example.com"
    assert changed == 12
    assert [tally.whole for tally in accounts.reencrypt(only_look=True)] == [True]


def test_a_lost_key_is_told_to_the_operator_and_opens_nothing(ann, visitor, with_keys, db_urls, caplog):
    with_keys(A)
    assert [tally.changed for tally in accounts.reencrypt()] == [1]
    with_keys(f"a:{B[2:]}")
    with caplog.at_level(logging.INFO):
        answer = ann.get("/api/v1/me")
    assert answer.status_code == 503
    assert answer.json()["code"] == "unavailable"
    assert answer.headers["Retry-After"]
    assert "users.email_encrypted of row" in caplog.text
    assert "Traceback" not in caplog.text
    for secret in ("ann@example.com", A[2:], B[2:]):
        assert secret not in caplog.text + answer.text
