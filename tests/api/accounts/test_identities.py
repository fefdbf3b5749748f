"""Connecting other accounts with one's own, disconnecting them, and what providers are told in the end."""

from sqlmodel import select

from practice_app.database import system_transaction
from practice_app.models import AuthSession, Farewell, User
from practice_app.models.columns import now
from practice_app.services.accounts import erasing, leaving
from practice_app.services.accounts.proof import FRESH
from practice_app.services.accounts.providers import client, farewell, known
from practice_app.settings import get_settings
from tests.api.accounts.mails import token_of
from tests.api.conftest import ANN
from tests.providers.browsing import EVERYBODY, HERE, register

# Connecting and disconnecting


def stale(client):
    """Let it be a while since they signed in."""
    with system_transaction() as db:
        device = db.get_one(AuthSession, client.get("/api/v1/auth/sessions").json()["items"][0]["id"])
        device.proved_at = now() - FRESH * 2


def connect(browser, provider):
    answer = browser.post(f"/api/v1/me/identities/{provider}")
    assert answer.status_code == 200, answer.text
    return browser.bring(browser.return_from(answer.json()["url"]))


def test_somebody_signed_in_connects_accounts_and_comes_in_by_them(browser, another):
    ann = register(browser).me()
    for provider in EVERYBODY:
        assert connect(browser, provider) == f"/settings/security?said=linked&by={provider}"
    items = browser.get("/api/v1/me/identities").json()["items"]
    assert [item["provider"] for item in items] == list(EVERYBODY)
    assert another.come("naver") == "/"
    assert another.me()["id"] == ann["id"]


def test_connecting_and_disconnecting_want_a_fresh_proof(browser):
    connect(register(browser), "google")
    stale(browser)
    for verb in ("POST", "DELETE"):
        answer = browser.request(verb, "/api/v1/me/identities/google")
        assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_again")
    assert len(browser.get("/api/v1/me/identities").json()["items"]) == 1


def test_an_account_opens_one_journal(browser, another):
    connect(register(browser), "google")
    register(another, email="bob@example.com")
    assert connect(another, "google") == "/settings/security?said=linked_elsewhere&by=google"
    assert connect(browser, "google") == "/settings/security?said=linked_elsewhere&by=google"


def test_whoever_signed_out_meanwhile_connects_nothing(browser):
    url = register(browser).post("/api/v1/me/identities/google").json()["url"]
    browser.post("/api/v1/auth/logout")
    assert browser.bring(browser.return_from(url)) == "/settings/security?said=again&by=google"


def test_the_last_way_in_stays(browser):
    browser.come("google")
    browser.join()
    refused = browser.delete("/api/v1/me/identities/google")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_way_in")
    connect(browser, "naver")
    assert browser.delete("/api/v1/me/identities/google").status_code == 204
    assert browser.delete("/api/v1/me/identities/google").status_code == 404
    assert [item["provider"] for item in browser.get("/api/v1/me/identities").json()["items"]] == ["naver"]
    assert browser.delete("/api/v1/me/identities/naver").status_code == 409


def test_a_stranger_sees_and_disconnects_nobody_elses(browser, another):
    connect(register(browser), "google")
    register(another, email="bob@example.com")
    assert another.get("/api/v1/me/identities").json()["items"] == []
    assert another.delete("/api/v1/me/identities/google").status_code == 404
    assert len(browser.get("/api/v1/me/identities").json()["items"]) == 1


def test_whoever_first_proves_an_address_by_mail_has_the_account_for_themselves(browser, another, post):
    """Somebody signs up with another's address, connects an account of their own, and waits for them to come."""
    register(browser)
    connect(browser, "google")
    assert another.post("/api/v1/auth/password/forgot", json={"email": ANN["email"]}).status_code == 202
    token = token_of(post.arrive("A new password")[-1])
    body = {"token": token, "new_password": "a much better fiddle"}
    assert another.post("/api/v1/auth/password/reset", json=body).status_code == 204
    assert browser.come("google").startswith("/one-more-step")


def test_whoever_proved_their_address_before_keeps_what_they_connected(browser, another, post):
    register(browser)
    another.post("/api/v1/auth/email/verify", json={"token": token_of(post.arrive("Is this address yours?")[-1])})
    connect(browser, "google")
    another.post("/api/v1/auth/password/forgot", json={"email": ANN["email"]})
    body = {"token": token_of(post.arrive("A new password")[-1]), "new_password": "a much better fiddle"}
    assert another.post("/api/v1/auth/password/reset", json=body).status_code == 204
    assert browser.come("google") == "/"


# Telling providers in the end


def erased(who):
    with system_transaction() as db:
        leaving.begin_at_once(db, who)
    erasing.erase(who)
    with system_transaction() as db:
        assert db.get(User, who) is None
    return len(waiting())


def waiting():
    with system_transaction() as db:
        return [(row.provider, row.attempts) for row in db.exec(select(Farewell).order_by(Farewell.provider))]


def test_every_provider_is_told_that_somebody_is_gone(browser, openid, naver, monkeypatch):
    register(browser)
    for provider in EVERYBODY:
        connect(browser, provider)
    before = len(openid.told)
    assert erased(browser.me()["id"]) == 4
    assert farewell.say_farewells() == 4
    assert waiting() == []
    assert sorted(one["client"] for one in openid.told[before:]) == ["apple", "google"]
    assert all(one["status"] == 200 for one in openid.told[before:])
    kakao, naver_told = sorted(naver.told, key=lambda one: "grant_type" in one)
    assert kakao["authorization"].startswith("Bearer ")
    assert (naver_told["grant_type"], naver_told["access_token"]) == ("delete", "access-again")


def test_a_provider_that_does_not_listen_holds_up_nothing_and_is_told_again(browser, naver):
    register(browser)
    connect(browser, "naver")
    naver.away = True
    erased(browser.me()["id"])
    assert farewell.say_farewells() == 0
    assert waiting() == [("naver", 1)]
    assert farewell.say_farewells() == 0, "not due yet"
    assert waiting() == [("naver", 1)]
    naver.away = False
    due_now()
    assert farewell.say_farewells() == 1
    assert waiting() == []


def due_now():
    with system_transaction() as db:
        for row in db.exec(select(Farewell)):
            row.due_at = now()


def test_nobody_is_asked_for_ever(browser, naver):
    register(browser)
    connect(browser, "naver")
    naver.away = True
    erased(browser.me()["id"])
    for _ in range(farewell.MOST):
        due_now()
        farewell.say_farewells()
    assert waiting() == []


def test_with_the_apps_key_kakao_is_told_without_a_token(browser, naver, monkeypatch):
    monkeypatch.setenv("KAKAO_ADMIN_KEY", "admin-key")
    get_settings.cache_clear()
    register(browser)
    connect(browser, "kakao")
    erased(browser.me()["id"])
    assert farewell.say_farewells() == 1
    assert naver.told == [{"target_id_type": "user_id", "target_id": "mina-1", "authorization": "KakaoAK admin-key"}]


def test_apples_secret_is_signed_anew_and_good_for_minutes(switched_on):
    apple = known.wanted("apple")
    assert apple.secret.count(".") == 2
    assert client.redirect_uri(apple) == f"{HERE}/api/v1/auth/apple/callback"
