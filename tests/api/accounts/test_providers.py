"""Signing in with another account, against a whole OpenID provider and a small Naver: what opens, and what does not."""

from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from practice_app.database import system_transaction
from practice_app.models import User
from practice_app.models.columns import now
from practice_app.services.accounts import term
from practice_app.services.accounts.providers import client
from practice_app.services.accounts.providers.arriving import AWAY
from practice_app.settings import get_settings
from tests.api.conftest import ANN
from tests.providers.browsing import EVERYBODY, HERE, SIGN_UP, Browser, changed, register, said

AUTH = f"{HERE}/api/v1/auth"


# Who is offered


def test_nobody_is_offered_whom_settings_do_not_name(visitor):
    assert visitor.get("/api/v1/auth/providers").json() == {"items": []}
    for verb, path in (("GET", "login"), ("GET", "callback"), ("POST", "callback")):
        for key in (*EVERYBODY, "passkeys", "x" * 900):
            assert visitor.request(verb, f"/api/v1/auth/{key}/{path}").status_code == 404


def test_whom_settings_name_is_offered(browser):
    items = browser.get("/api/v1/auth/providers").json()["items"]
    assert items == [{"key": key, "name": key.capitalize()} for key in EVERYBODY]


@pytest.mark.parametrize("missing", ["GOOGLE_CLIENT_SECRET", "APPLE_KEY_ID", "NAVER_CLIENT_ID"])
def test_half_of_a_providers_settings_is_a_sentence_at_start(switched_on, monkeypatch, missing):
    monkeypatch.delenv(missing)
    get_settings.cache_clear()
    with pytest.raises(SystemExit, match=missing):
        get_settings()


# Somebody new


@pytest.mark.parametrize("provider", EVERYBODY)
def test_somebody_new_says_what_everybody_is_asked_and_is_in_from_then_on(browser, another, provider):
    assert browser.come(provider, "/pieces") == "/one-more-step?next=%2Fpieces"
    assert "id" not in browser.me(), "nobody is signed in before they said it"
    shown = browser.get("/api/v1/auth/arrival").json()
    sure = provider in ("google", "apple")
    assert (shown["provider"], shown["email"], shown["taken"]) == (
        provider,
        "mina@example.com" if sure else None,
        False,
    )
    joined = browser.join()
    assert joined.status_code == 201
    me = browser.me()
    assert (me["display_name"], me["has_password"], me["email_verified"]) == ("Mina", False, sure)
    assert another.come(provider, "/pieces") == "/pieces"
    assert another.me()["id"] == me["id"]
    assert [item["kind"] for item in another.get("/api/v1/me/audit").json()["items"]] == [
        "new_device",
        "identity_linked",
        "signed_up",
    ]


def test_a_provider_that_tells_no_address_makes_an_account_without_one(browser, openid):
    openid.next_is("no-mail")
    assert browser.come("kakao").startswith("/one-more-step")
    assert browser.join().json()["user"]["email"] is None
    assert browser.get("/api/v1/me/identities").json()["items"][0]["email"] is None


def test_an_address_that_nobody_made_sure_of_becomes_nobodys(browser, openid, naver):
    openid.next_is("unsure", email="ann@example.com", email_verified=False)
    register(Browser(browser.app))
    for provider in ("google", "naver"):
        naver.profile["email"] = "ann@example.com"
        assert browser.come(provider).startswith("/one-more-step")
        shown = browser.get("/api/v1/auth/arrival").json()
        assert (shown["email"], shown["taken"]) == (None, False)
        assert browser.join().json()["user"]["email"] is None
        assert browser.get("/api/v1/me/identities").json()["items"][0]["email"] == "ann@example.com"


@pytest.mark.parametrize(("told", "sure"), [("true", True), (True, True), ("false", False), ("yes", False), (1, False)])
def test_apple_says_in_text_that_an_address_was_made_sure_of(browser, openid, told, sure):
    openid.next_is("apple-text", email="relay@example.com", email_verified=told)
    browser.come("apple")
    assert browser.get("/api/v1/auth/arrival").json()["email"] == ("relay@example.com" if sure else None)


def test_apple_tells_a_name_once_in_the_form_it_posts(browser, openid):
    openid.next_is("apple-name")
    method, url, form = browser.return_from(browser.leave("apple"))
    for user in ('{"name": {"firstName": "미나", "lastName": "김"}}', '{"name": 3}', "[", "[" * 3900):
        method, url, form = browser.return_from(browser.leave("apple"))
        browser.bring((method, url, form | {"user": user}))
        name = browser.get("/api/v1/auth/arrival").json()["display_name"]
        assert name == ("미나 김" if "미나" in user else "")


def test_what_everybody_is_asked_is_asked_here_too(browser):
    browser.come("google")
    wrong = {"display_name": " ", "role": "admin", "email": "x@example.com", "birth_year": None, "consent": False}
    for name, value in wrong.items():
        assert (browser.join(**{name: value}).json()["field"]) == name
    assert browser.join().status_code == 201
    assert browser.join().status_code == 404, "said once"


def test_somebody_too_young_to_agree_gets_no_account_and_nothing_of_them_waits(browser):
    browser.come("google")
    refused = browser.join(birth_year=now().year - 9)
    assert (refused.status_code, refused.json()["code"]) == (422, "guardian_needed")
    assert browser.join().status_code == 404
    assert browser.come("google").startswith("/one-more-step"), "no account was made"


def test_an_arrival_is_of_the_browser_that_arrived(browser, another):
    browser.come("google")
    assert another.get("/api/v1/auth/arrival").status_code == 404
    assert another.join().status_code == 404
    another.cookies.set("__Host-woodshed_arrival", "x" * 3000)
    assert another.join().status_code == 404


def test_another_site_signs_nobody_up(browser):
    browser.come("google")
    for path, body in (("join", SIGN_UP), ("connect", {"email": ANN["email"], "password": ANN["password"]})):
        answer = browser.post(f"/api/v1/auth/arrival/{path}", json=body, headers={"sec-fetch-site": "cross-site"})
        assert answer.status_code == 403


# An address that somebody has


def test_an_address_that_is_taken_is_connected_by_its_password_alone(browser, another, openid):
    ann = register(Browser(browser.app)).me()
    openid.next_is("ann-at-google", email="Ann@example.com", email_verified=True)
    assert browser.come("google").startswith("/one-more-step")
    assert browser.get("/api/v1/auth/arrival").json()["taken"] is True
    assert "id" not in browser.me()
    refused = browser.join()
    assert (refused.status_code, refused.json()["code"]) == (409, "email_taken")
    body = {"email": ANN["email"], "password": "not this"}
    assert browser.post("/api/v1/auth/arrival/connect", json=body).status_code == 401
    assert another.come("google").startswith("/one-more-step"), "nothing was connected by a wrong password"
    assert browser.post("/api/v1/auth/arrival/connect", json=body | {"password": ANN["password"]}).status_code == 200
    assert browser.me()["id"] == ann["id"]
    assert another.come("google") == "/"
    assert another.me()["id"] == ann["id"]


def test_wrong_passwords_are_counted_there_too(browser):
    register(Browser(browser.app))
    browser.come("google")
    body = {"email": ANN["email"], "password": "not this"}
    answers = [browser.post("/api/v1/auth/arrival/connect", json=body).status_code for _ in range(6)]
    assert answers == [401] * 5 + [429]


# What does not open


def test_who_does_not_consent_is_told_so(browser, openid, naver):
    openid.next_is("mina-1", deny=True)
    naver.deny = True
    for provider in EVERYBODY:
        assert browser.come(provider) == f"/login?said=denied&by={provider}"
    assert "id" not in browser.me()


def test_a_state_that_is_not_ours_opens_nothing(browser):
    for provider in ("google", "naver"):
        method, url, form = browser.return_from(browser.leave(provider))
        for state in ("tampered", "", "é" * 300, None):
            assert said(browser.bring((method, changed(url, state=state), form))) == "again"


def test_what_came_back_once_comes_back_no_more(browser):
    asked = browser.return_from(browser.leave("google"))
    assert browser.bring(asked).startswith("/one-more-step")
    assert said(browser.bring(asked)) == "again"


def test_a_code_that_was_used_opens_nothing_under_a_new_state(browser):
    for provider in ("google", "naver"):
        used = browser.return_from(browser.leave(provider))
        browser.bring(used)
        fresh = browser.return_from(browser.leave(provider))
        code = dict(parse_qsl(urlsplit(used[1]).query))["code"]
        assert said(browser.bring(("GET", changed(fresh[1], code=code), None))) == "failed"


def test_a_token_with_another_nonce_opens_nothing(browser):
    away = browser.leave("google")
    assert "nonce=" in away
    assert said(browser.bring(browser.return_from(changed(away, nonce="another")))) == "failed"


def test_a_code_for_another_verifier_opens_nothing(browser):
    away, other = browser.leave("google"), browser.leave("google")
    challenge = dict(parse_qsl(urlsplit(other).query))["code_challenge"]
    assert "code_challenge_method=S256" in away
    assert said(browser.bring(browser.return_from(changed(away, code_challenge=challenge)))) == "failed"


def test_another_browser_brings_nothing_back(browser, another):
    for provider in EVERYBODY:
        another.leave(provider)
        assert said(another.bring(browser.return_from(browser.leave(provider)))) == "again"


def test_a_second_tab_does_not_disturb_the_first(browser):
    first, second = browser.leave("google", "/first"), browser.leave("google", "/second")
    assert browser.bring(browser.return_from(second)).endswith("next=%2Fsecond")
    assert browser.bring(browser.return_from(first)).endswith("next=%2Ffirst")


def test_one_provider_does_not_answer_for_another(browser):
    _, url, _ = browser.return_from(browser.leave("google"))
    assert said(browser.bring(("GET", url.replace("/google/", "/kakao/"), None))) == "again"


def test_an_answer_of_another_issuer_opens_nothing(browser):
    for iss in ("https://evil.example", None):
        _, url, _ = browser.return_from(browser.leave("google"))
        assert "iss=" in url
        assert said(browser.bring(("GET", changed(url, iss=iss), None))) == "failed"


def test_a_discovery_document_of_another_issuer_is_not_believed(browser, openid, monkeypatch):
    monkeypatch.setenv("GOOGLE_ISSUER", openid.url.replace("127.0.0.1", "localhost"))
    get_settings.cache_clear()
    assert said(browser.leave("google")) == "failed"


def test_an_answer_without_an_id_token_is_none(browser, openid):
    openid.next_is("mina-1", bare=True, email="mina@example.com", email_verified=True)
    assert said(browser.come("google")) == "failed"


def test_a_provider_that_is_away_is_a_sentence(browser, monkeypatch):
    monkeypatch.setenv("GOOGLE_ISSUER", "http://127.0.0.1:9")
    get_settings.cache_clear()
    assert said(browser.leave("google")) == "failed"


def test_only_apple_posts_and_apple_only_posts(browser):
    method, url, form = browser.return_from(browser.leave("apple"))
    assert method == "POST"
    assert browser.get(url, params=form).status_code == 404
    assert browser.post(f"{AUTH}/google/callback", data=form).status_code == 415
    assert browser.post(f"{AUTH}/google/callback").status_code == 404
    assert browser.post(url, json=form).status_code == 415
    assert browser.post(f"{AUTH}/login", data={"email": "x", "password": "y"}).status_code == 415
    many = urlencode([(f"n{number}", "1") for number in range(5000)])
    headers = {"content-type": "application/x-www-form-urlencoded"}
    assert said(browser.post(url, content=many, headers=headers).headers["location"]) == "again"


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example",
        "/.//evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example",
        "/%2f/evil.example",
        "/a/..//evil.example",
        "/%2e%2f/evil.example",
        "/%5cevil.example",
        "javascript:alert(1)",
        "/\tx",
        "/\r\nSet-Cookie: a=b",
        "/x y",
        "/" + "a" * 600,
        "evil",
        "/é",
    ],
)
def test_nobody_is_led_to_another_site(browser, evil):
    browser.come("google")
    browser.join()
    assert browser.come("google", evil) == "/"


def test_an_account_that_asks_for_a_passkey_isnt_opened_by_a_provider_alone(browser, another):
    browser.come("google")
    who = browser.join().json()["user"]["id"]
    with system_transaction() as db:
        db.get_one(User, who).second_factor = True
    assert said(another.come("google")) == "second_factor"


def test_somebody_suspended_or_gone_stays_out(browser, another):
    browser.come("google")
    who = browser.join().json()["user"]["id"]
    long_ago = now() - term.TIME
    for column, since, told in (("suspended_at", now(), "suspended"), ("deleted_at", long_ago, "failed")):
        with system_transaction() as db:
            setattr(db.get_one(User, who), column, since)
        assert said(another.come("google")) == told
        with system_transaction() as db:
            setattr(db.get_one(User, who), column, None)


def test_what_waits_is_sealed_and_cookies_are_the_browsers_alone(browser):
    answer = browser.get("/api/v1/auth/google/login")
    cookie = answer.headers["set-cookie"]
    assert cookie.startswith(f"__Host-woodshed_{AWAY}=")
    assert all(part in cookie for part in ("HttpOnly", "Path=/", "Secure", "SameSite=lax", "Max-Age=600"))
    posted = browser.get("/api/v1/auth/apple/login").headers["set-cookie"]
    assert posted.startswith("__Host-woodshed_away_apple=")
    assert "SameSite=none" in posted
    assert "Secure" in posted


def test_a_provider_can_not_say_that_what_it_sends_need_not_be_signed():
    document: dict[str, object] = {client.ALGORITHMS: ["none", "HS256", "RS256"]}
    client.only_signed(document)
    assert document == {client.ALGORITHMS: ["RS256"]}
    client.only_signed(document := {})
    assert document == {client.ALGORITHMS: ["RS256"]}
