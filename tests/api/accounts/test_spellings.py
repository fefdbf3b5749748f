"""One person, several ways to write the same: composed or not, folded or not, before and after a rule was made."""

import psycopg
import pytest
from argon2 import PasswordHasher

from practice_app.services.accounts import passwords
from tests.api.conftest import ANN
from tests.earlier import kept_earlier

COMPOSED, DECOMPOSED = "caf\u00e9-\uac00\ub098\ub2e4", "cafe\u0301-\u1100\u1161\u1102\u1161\u1103\u1161"


@pytest.fixture
def older(visitor, db_urls):
    """Make an account as it was kept before addresses and passwords had today's forms."""

    def make(email, password=ANN["password"]):
        visitor.post("/api/v1/auth/register", json=ANN).raise_for_status()
        visitor.cookies.clear()
        stored = (*kept_earlier(email), passwords._hasher.hash(password))
        with psycopg.connect(db_urls.superuser) as db:
            db.execute("UPDATE users SET email_encrypted = %s, email_index = %s, password_hash = %s", stored)

    return make


def sign_in(visitor, email="ann@example.com", password=ANN["password"]):
    return visitor.post("/api/v1/auth/login", json={"email": email, "password": password}).status_code


def hash_of_ann(db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        return db.execute("SELECT password_hash FROM users").fetchone()[0]


@pytest.mark.parametrize(
    ("first", "then"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED), ("ｆｕｌｌ-width", "full-width")]
)
def test_a_password_opens_however_the_keyboard_composes_it(visitor, first, then):
    visitor.post("/api/v1/auth/register", json=ANN | {"password": first}).raise_for_status()
    assert sign_in(visitor, password=then) == 200
    changed = {"current_password": then, "new_password": then + "!"}
    same_site = {"Sec-Fetch-Site": "same-origin"}
    assert visitor.post("/api/v1/me/password", json=changed, headers=same_site).status_code == 204
    assert sign_in(visitor, password=first + "!") == 200


@pytest.mark.parametrize("before", [COMPOSED, DECOMPOSED])
def test_a_hash_made_before_still_opens_and_is_made_anew(visitor, older, db_urls, before):
    older("ann@example.com", before)
    assert sign_in(visitor, password=COMPOSED) == sign_in(visitor, password=DECOMPOSED) == 200
    assert passwords._hasher.verify(hash_of_ann(db_urls), COMPOSED), "the form that NFKC gives"


def test_a_hash_of_older_settings_is_made_anew(visitor, older, db_urls, monkeypatch):
    older("ann@example.com")
    monkeypatch.setattr(passwords, "_hasher", PasswordHasher(time_cost=2, memory_cost=1024, parallelism=1))
    assert sign_in(visitor) == 200
    assert "t=2" in hash_of_ann(db_urls)


def test_more_than_the_password_is_not_the_password(visitor):
    longest = "fiddle " * 36 + "last"
    assert len(longest) == 256
    visitor.post("/api/v1/auth/register", json=ANN | {"password": longest}).raise_for_status()
    assert sign_in(visitor, password=longest + "y") == 401
    assert sign_in(visitor, password=longest) == 200


def test_a_mailbox_is_kept_as_it_is_written(visitor):
    for email in ("straße@faß.example", "strasse@fass.example", "Strasse@faß.example"):
        answer = visitor.post("/api/v1/auth/register", json=ANN | {"email": email})
        assert (answer.status_code, answer.json()["user"]["email"]) == (201, email)
    for same in ("Straße@xn--fa-hia.example", "STRASSE@FASS.EXAMPLE"):
        assert visitor.post("/api/v1/auth/register", json=ANN | {"email": same}).status_code == 409


@pytest.mark.parametrize(
    ("stored", "typed"),
    [
        ("ann@example.com", "Ann@EXAMPLE.com"),
        ("strasse@fass.example", "straße@faß.example"),
        ("anna@m\u00fcnchen.example", "anna@xn--mnchen-3ya.example"),
        ("an\ufe0fn@example.com", "an\ufe0fn@example.com"),
    ],
)
def test_accounts_older_than_the_rule_are_found(visitor, older, stored, typed):
    older(stored)
    assert sign_in(visitor, typed) == 200


def test_an_older_account_whose_address_folded_is_not_taken_for_the_newer_one(visitor, older):
    older("strasse@example.org")
    answer = visitor.post(
        "/api/v1/auth/register", json=ANN | {"email": "straße@example.org", "password": "another-one"}
    )
    assert answer.status_code == 201
    assert sign_in(visitor, "straße@example.org", "another-one") == 200
    assert sign_in(visitor, "strasse@example.org") == 200
    assert sign_in(visitor, "straße@example.org") == 401
