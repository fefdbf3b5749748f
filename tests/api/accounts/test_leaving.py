"""Leaving, and coming back: what a client meets."""

from datetime import UTC, datetime, timedelta

import psycopg

from practice_app.services.accounts import erasing
from tests.api.conftest import ANN

ME, LOGIN, RESTORE = "/api/v1/me", "/api/v1/auth/login", "/api/v1/me/restore"
DOOR = {"email": ANN["email"], "password": ANN["password"]}


def leave(client, **body):
    return client.request("DELETE", ME, json={"password": ANN["password"]} | body)


def sign_in(client, **more):
    answer = client.post(LOGIN, json=DOOR | more)
    if answer.status_code == 200:
        client.headers["Authorization"] = f"Bearer {answer.json()['access_token']}"
    return answer


def let_pass(db_urls, days):
    """Let days go by since they left."""
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET deleted_at = deleted_at - make_interval(days => %s)", [days])


def test_whoever_leaves_is_told_until_when_and_is_signed_out_everywhere(ann, visitor):
    sign_in(visitor)
    assert ann.get(ME).json()["deletes_at"] is None
    answer = leave(ann)
    assert answer.status_code == 202
    time_left = datetime.fromisoformat(answer.json()["deletes_at"]) - datetime.now(UTC)
    assert timedelta(days=13, hours=23) < time_left <= timedelta(days=14)
    assert ann.get(ME).status_code == visitor.get(ME).status_code == 401
    assert ann.post("/api/v1/auth/refresh", json={"refresh_token": ann.keys["refresh_token"]}).status_code == 401


def test_signing_in_is_good_for_looking_at_it_and_for_coming_back(ann, visitor):
    kept = ann.post("/api/v1/pieces", json={"title": "Partita"}).json()["id"]
    deletes_at = leave(ann).json()["deletes_at"]
    entered = sign_in(visitor)
    assert (entered.status_code, entered.json()["user"]["deletes_at"]) == (200, deletes_at)
    assert visitor.get(ME).json()["deletes_at"] == deletes_at
    for refused in (visitor.get("/api/v1/sessions"), visitor.patch(ME, json={"display_name": "A"}), leave(visitor)):
        assert (refused.status_code, refused.json()["code"]) == (403, "leaving")
    assert visitor.post(RESTORE).status_code == 204
    assert visitor.get(ME).json()["deletes_at"] is None
    assert [piece["id"] for piece in visitor.get("/api/v1/pieces").json()["items"]] == [kept]
    assert visitor.post(RESTORE).status_code == 204
    kinds = [item["kind"] for item in visitor.get("/api/v1/me/audit").json()["items"]]
    assert kinds[0] == "came_back"
    assert "leaving" in kinds


def test_a_refreshed_token_is_good_for_no_more(ann, visitor):
    leave(ann)
    entered = sign_in(visitor).json()
    again = visitor.post("/api/v1/auth/refresh", json={"refresh_token": entered["refresh_token"]})
    assert again.status_code == 200
    visitor.headers["Authorization"] = f"Bearer {again.json()['access_token']}"
    assert visitor.get("/api/v1/pieces").json()["code"] == "leaving"


def test_it_wants_the_password_or_a_fresh_proof(ann, db_urls):
    wrong = leave(ann, password="wrong")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "password")
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'")
    stale = ann.request("DELETE", ME)
    assert (stale.status_code, stale.json()["code"]) == (403, "sign_in_again")
    assert ann.get(ME).json()["deletes_at"] is None
    assert ann.post("/api/v1/auth/confirm", json={"password": ANN["password"]}).status_code == 204
    assert ann.request("DELETE", ME).status_code == 202


def test_nobody_else_makes_somebody_leave(ann, visitor):
    assert leave(visitor).status_code == 401
    assert visitor.post(RESTORE).status_code == 401
    forged = ann.request("DELETE", ME, json={"password": ANN["password"]}, headers={"sec-fetch-site": "cross-site"})
    assert forged.status_code == 202, "a bearer token is no cookie: nobody else's page has it"


def test_when_the_time_is_over_nobody_comes_back_and_the_address_is_free(ann, visitor, sign_up, db_urls):
    leave(ann)
    sign_in(visitor)
    taken = visitor.post("/api/v1/auth/register", json=ANN)
    assert (taken.status_code, taken.json()["code"]) == (409, "email_taken")
    let_pass(db_urls, 14)
    assert visitor.get(ME).status_code == visitor.post(RESTORE).status_code == 401
    assert sign_in(visitor).json()["code"] == "wrong_credentials"
    assert visitor.post("/api/v1/auth/register", json=ANN).status_code == 409, "it is not erased yet"
    assert erasing.erase_all().rows > 1
    assert sign_up("Ann").get(ME).json()["id"] != ann.user["id"]


def test_whoever_forgot_the_password_meanwhile_comes_back_all_the_same(post, ann, visitor):
    leave(ann)
    assert visitor.post("/api/v1/auth/password/forgot", json={"email": ANN["email"]}).status_code == 202
    text = post.arrive("A new password")[0].get_body(("plain",)).get_content()
    token = text.partition("#token=")[2].split()[0]
    new = {"token": token, "new_password": "a much better fiddle"}
    assert visitor.post("/api/v1/auth/password/reset", json=new).status_code == 204
    assert sign_in(visitor, password="a much better fiddle").json()["user"]["deletes_at"]
    assert visitor.post(RESTORE).status_code == 204


def test_leaving_and_its_end_are_told_by_mail_in_ones_own_language(post, sign_up, db_urls):
    mia = sign_up("Mia", locale="ko", timezone="Asia/Seoul")
    deletes_at = datetime.fromisoformat(leave(mia).json()["deletes_at"])
    [mail] = post.arrive("Woodshed를 떠나시는군요")
    assert mail["To"] == "mia@example.com"
    assert f"{(deletes_at + timedelta(hours=9)).day}일" in mail.get_body(("plain",)).get_content()
    let_pass(db_urls, 14)
    erasing.erase_all()
    [last] = post.arrive("Woodshed의 연습 일지가 지워졌어요")
    assert last["To"] == "mia@example.com"


def test_what_was_mailed_before_is_worth_nothing_after(post, ann, visitor):
    visitor.post("/api/v1/auth/password/forgot", json={"email": ANN["email"]})
    token = post.arrive("A new password")[0].get_body(("plain",)).get_content().partition("#token=")[2].split()[0]
    leave(ann)
    new = {"token": token, "new_password": "a much better fiddle"}
    assert visitor.post("/api/v1/auth/password/reset", json=new).json()["code"] == "spent_link"
