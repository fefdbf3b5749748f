"""Signing up asks for a year of birth and for consent; and who has a user name signs in with it."""

import psycopg
import pytest

from practice_app import ages
from practice_app.services.accounts import passwords
from tests.api.conftest import ANN

GROWN, CHILD = ages.this_year() - 30, ages.this_year() - 10


def stored(db_urls, query):
    with psycopg.connect(db_urls.superuser) as db:
        return db.execute(query).fetchall()


def test_who_is_old_enough_and_agrees_is_in_and_the_agreement_is_kept(visitor, db_urls):
    body = ANN | {"birth_year": GROWN, "consent": True, "timezone": "Asia/Seoul", "role": "parent"}
    answer = visitor.post("/api/v1/auth/register", json=body)

    assert answer.status_code == 201
    assert (answer.json()["user"]["username"], answer.json()["user"]["role"]) == (None, "parent")
    assert stored(db_urls, "SELECT birth_year, country FROM users") == [(GROWN, "KR")]
    ((theirs, how, version, revoked),) = stored(
        db_urls, "SELECT given_by = user_id, how, text_version, revoked_at FROM consents"
    )
    assert (theirs, how, version != "", revoked) == (True, "signing_up", True, None)


def test_who_is_too_young_is_sent_to_a_grown_up_and_nothing_of_theirs_is_kept(visitor, db_urls):
    answer = visitor.post("/api/v1/auth/register", json=ANN | {"birth_year": CHILD, "consent": True})

    assert answer.status_code == 422
    assert (answer.json()["code"], answer.json()["field"]) == ("guardian_needed", "birth_year")
    assert "set-cookie" not in answer.headers
    for table in ("users", "consents", "audit", "auth_sessions", "mail_tokens"):
        assert stored(db_urls, f"SELECT 1 FROM {table}") == []


@pytest.mark.parametrize(("zone", "status"), [("Asia/Seoul", 201), ("Europe/Berlin", 422), ("UTC", 422)])
def test_how_young_is_too_young_depends_on_where_one_is(visitor, zone, status):
    body = ANN | {"birth_year": ages.this_year() - 15, "consent": True, "timezone": zone}
    assert visitor.post("/api/v1/auth/register", json=body).status_code == status


@pytest.mark.parametrize(("field", "value"), [("birth_year", 1850), ("birth_year", 3000), ("consent", False)])
def test_a_year_that_is_none_and_a_no_are_told_at_their_field(visitor, field, value):
    answer = visitor.post("/api/v1/auth/register", json=ANN | {"birth_year": GROWN, "consent": True} | {field: value})
    assert answer.status_code == 422
    assert [error["field"] for error in answer.json()["errors"]] == [field]


@pytest.fixture
def minji(ann, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET username = '민지', password_hash = %s", [passwords.hashed("fiddle-sticks")])


def test_one_signs_in_by_user_name_however_it_is_composed(visitor, minji):
    for name in ("민지", "\u1106\u1175\u11ab\u110c\u1175", " 민지 "):
        answer = visitor.post("/api/v1/auth/login", json={"username": name, "password": "fiddle-sticks"})
        assert answer.status_code == 200
        assert answer.json()["user"]["username"] == "민지"


def test_a_wrong_password_and_an_unknown_name_look_the_same(visitor, minji):
    answers = [
        visitor.post("/api/v1/auth/login", json={"username": name, "password": "not this"})
        for name in ("민지", "nobody7")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].json() | {"request_id": ""} == answers[1].json() | {"request_id": ""}


def test_guesses_at_a_user_name_are_counted_however_it_is_spelt(visitor, minji):
    spelt = ["민지", " 민지", "\u1106\u1175\u11ab\u110c\u1175", "민\u200b지", "민지 ", "민지"]
    tries = [visitor.post("/api/v1/auth/login", json={"username": name, "password": "?"}) for name in spelt]
    assert [answer.status_code for answer in tries] == [401] * 5 + [429]


@pytest.mark.parametrize("body", [{"password": "x"}, {"email": "a@b.example", "username": "ann", "password": "x"}])
def test_one_says_one_of_the_two(visitor, body):
    assert visitor.post("/api/v1/auth/login", json=body).status_code == 422


def test_who_is_paused_is_told_so_once_they_proved_who_they_are(visitor, ann, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET paused_at = now()")

    assert ann.get("/api/v1/me").status_code == 401
    known = {"email": ANN["email"], "password": ANN["password"]}
    assert visitor.post("/api/v1/auth/login", json=known).json()["code"] == "paused"
    assert visitor.post("/api/v1/auth/login", json=known | {"password": "?"}).json()["code"] == "wrong_credentials"
