import psycopg
import pytest

from practice_app.services.accounts import passwords
from tests.api.conftest import ANN


def test_registering_signs_the_device_in_by_cookie_and_by_tokens(visitor):
    answer = visitor.post("/api/v1/auth/register", json=ANN)

    assert answer.status_code == 201
    assert answer.json()["user"]["email"] == "ann@example.com"
    assert visitor.get("/api/v1/me").json()["display_name"] == "Ann"
    visitor.cookies.clear()
    bearer = {"Authorization": f"Bearer {answer.json()['access_token']}"}
    assert visitor.get("/api/v1/me", headers=bearer).status_code == 200


def test_the_cookie_cannot_be_read_by_scripts(visitor):
    cookies = visitor.post("/api/v1/auth/register", json=ANN).headers.get_list("set-cookie")

    (session,) = [c for c in cookies if c.startswith("woodshed_session=")]
    assert "HttpOnly" in session
    assert "SameSite=lax" in session


def test_nothing_that_opens_an_account_is_stored_readably(visitor, db_urls):
    keys = visitor.post("/api/v1/auth/register", json=ANN).json()
    with psycopg.connect(db_urls.superuser) as db:
        stored = str(db.execute("SELECT u::text, s::text FROM users u, auth_sessions s").fetchall())

    assert "Ann" in stored
    for secret in ("ann@example.com", "fiddle-sticks", visitor.cookies["woodshed_session"], keys["refresh_token"]):
        assert secret not in stored


def test_wrong_password_and_unknown_person_look_the_same(visitor, ann):
    wrong = visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": "not this"})
    unknown = visitor.post("/api/v1/auth/login", json={"email": "eve@example.com", "password": "not this"})

    assert wrong.status_code == unknown.status_code == 401
    assert wrong.json() == unknown.json()


def test_one_signs_in_whatever_the_case_of_the_address(visitor, ann):
    answer = visitor.post("/api/v1/auth/login", json={"email": " ANN@Example.com ", "password": ANN["password"]})

    assert answer.status_code == 200


def test_an_address_can_have_one_account_only(visitor, ann):
    answer = visitor.post("/api/v1/auth/register", json=ANN)

    assert answer.status_code == 409
    assert answer.json()["field"] == "email"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("email", "nobody"),
        ("email", "a@b\x00.example"),
        ("password", "short"),
        ("password", "x" * 300),
        ("display_name", "  \u202e "),
        ("display_name", "\u200b\u3164\ufe0f\u2800"),
        ("display_name", "n" * 81),
        ("email", "ann\ufe0f@example.com"),
        ("role", "admin"),
        ("timezone", "Mars/Olympus"),
        ("instruments", ["violin"] * 21),
        ("surprise", 1),
    ],
)
def test_what_cannot_be_taken_is_named(visitor, field, value):
    answer = visitor.post("/api/v1/auth/register", json=ANN | {field: value})

    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    assert [e["field"].split(".")[0] for e in answer.json()["errors"]] == [field]


def test_what_is_not_json_is_a_bad_request(visitor):
    answer = visitor.post("/api/v1/auth/login", content=b"{", headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert answer.json()["code"] == "bad_request"


def test_problems_are_told_in_the_readers_language(visitor):
    english = visitor.get("/api/v1/me").json()
    korean = visitor.get("/api/v1/me", headers={"Accept-Language": "ko-KR,ko;q=0.9"}).json()

    assert english["code"] == korean["code"]
    assert english["detail"] != korean["detail"]


def test_a_refresh_token_works_once_and_its_reuse_ends_the_sign_in(visitor, ann):
    first = {"refresh_token": ann.keys["refresh_token"]}
    new = visitor.post("/api/v1/auth/refresh", json=first)
    reused = visitor.post("/api/v1/auth/refresh", json=first)
    after = visitor.post("/api/v1/auth/refresh", json={"refresh_token": new.json()["refresh_token"]})

    assert [new.status_code, reused.status_code, after.status_code] == [200, 401, 401]
    assert ann.get("/api/v1/me").status_code == 401


def test_an_access_token_is_no_refresh_token(visitor, ann):
    answer = visitor.post("/api/v1/auth/refresh", json={"refresh_token": ann.keys["access_token"]})

    assert answer.status_code == 401


def test_signing_out_everywhere_means_everywhere(visitor, ann):
    visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": ANN["password"]})
    assert visitor.get("/api/v1/me").status_code == 200

    assert ann.post("/api/v1/auth/logout-everywhere").status_code == 204

    assert visitor.get("/api/v1/me").status_code == 401
    assert ann.get("/api/v1/me").status_code == 401


def test_a_device_can_be_signed_out_from_another(visitor, ann):
    visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": ANN["password"]})
    other = next(d for d in ann.get("/api/v1/auth/sessions").json()["items"] if not d["current"])

    assert ann.delete(f"/api/v1/auth/sessions/{other['id']}").status_code == 204
    assert visitor.get("/api/v1/me").status_code == 401


def test_a_stranger_signs_nobody_elses_device_out(ann, bob):
    (device,) = ann.get("/api/v1/auth/sessions").json()["items"]

    assert bob.delete(f"/api/v1/auth/sessions/{device['id']}").status_code == 404
    assert ann.get("/api/v1/me").status_code == 200


def test_another_site_cannot_act_with_the_cookie(visitor):
    visitor.post("/api/v1/auth/register", json=ANN)
    for headers in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        assert visitor.post("/api/v1/auth/logout", headers=headers).status_code == 403
    assert visitor.post("/api/v1/auth/logout", headers={"Sec-Fetch-Site": "same-origin"}).status_code == 204
    assert visitor.get("/api/v1/me").status_code == 401


def test_a_new_password_wants_the_current_one_and_ends_other_devices(visitor, ann):
    visitor.post("/api/v1/auth/login", json={"email": "ann@example.com", "password": ANN["password"]})
    wrong = ann.post("/api/v1/me/password", json={"current_password": "?", "new_password": "another-one"})
    right = ann.post("/api/v1/me/password", json={"current_password": ANN["password"], "new_password": "another-one"})

    assert wrong.status_code == 422
    assert right.status_code == 204
    assert ann.get("/api/v1/me").status_code == 200
    assert visitor.get("/api/v1/me").status_code == 401


def test_the_profile_can_be_changed_in_part(ann):
    answer = ann.patch("/api/v1/me", json={"display_name": "안나 Ann", "locale": "ko-KR"})

    assert answer.json()["display_name"] == "안나 Ann"
    assert answer.json()["locale"] == "ko"
    assert ann.patch("/api/v1/me", json={"timezone": "nowhere"}).status_code == 422
    assert ann.get("/api/v1/me").json()["instruments"] == []


@pytest.mark.parametrize(
    ("chosen", "why"),
    [
        ("sunshine1", "Many people"),
        ("qwertyuiop", "in a row"),
        ("가나다라마바사아", "in a row"),
        ("woodshed2026", "your name, your address or ours"),
        ("annabelle99", "your name, your address or ours"),
        ("keller.a@owls", "your name, your address or ours"),
    ],
)
def test_what_is_tried_first_is_no_new_password(visitor, sign_up, chosen, why):
    body = ANN | {"display_name": "Annabelle", "email": "a.keller@owls.example", "password": chosen}
    refused = visitor.post("/api/v1/auth/register", json=body)
    someone = sign_up("Annabelle", email="a.keller@owls.example")
    given = {"current_password": ANN["password"], "new_password": chosen}
    change = someone.post("/api/v1/me/password", json=given)

    for answer, field in ((refused, "password"), (change, "new_password")):
        assert answer.status_code == 422
        ((told, detail),) = [(e["field"], e["detail"]) for e in answer.json()["errors"]]
        assert told == field
        assert why in detail
        assert chosen not in answer.text
    assert visitor.post("/api/v1/auth/login", json={"email": body["email"], "password": ANN["password"]}).is_success


def test_a_refused_password_says_nothing_of_who_has_an_account(visitor, ann):
    answers = [
        visitor.post("/api/v1/auth/register", json=ANN | {"email": email, "password": "sunshine1"})
        for email in (ANN["email"], "nobody@example.com")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert answers[0].json() | {"request_id": ""} == answers[1].json() | {"request_id": ""}


def test_a_guess_at_the_current_password_is_not_told_what_is_wrong_with_the_new_one(ann):
    answer = ann.post("/api/v1/me/password", json={"current_password": "?", "new_password": "sunshine1"})

    assert [e["field"] for e in answer.json()["errors"]] == ["current_password"]


def test_a_password_chosen_before_the_rule_goes_on_opening(visitor, ann, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET password_hash = %s", [passwords.hashed("sunshine1")])

    answer = visitor.post("/api/v1/auth/login", json={"email": ANN["email"], "password": "sunshine1"})

    assert answer.status_code == 200


def test_a_refused_password_is_told_in_korean(visitor):
    korean = {"Accept-Language": "ko"}
    answer = visitor.post("/api/v1/auth/register", json=ANN | {"password": "sunshine1"}, headers=korean)

    assert "많이들 쓰는 비밀번호" in answer.json()["errors"][0]["detail"]


def test_a_refused_password_is_never_hashed(visitor, monkeypatch):
    monkeypatch.setattr(passwords, "hashed", None)

    assert visitor.post("/api/v1/auth/register", json=ANN | {"password": "sunshine1"}).status_code == 422
