"""A child's account: made by a parent or a teacher, looked after, and brought to its end, by them alone."""

from datetime import timedelta

import psycopg
import pytest

from practice_app.services import guardians
from practice_app.services.guardians.pausing import PAUSE
from tests.api.guardians.conftest import MINJI, PASSWORD, YEAR


def login(visitor, password=PASSWORD, username="민지"):
    return visitor.post("/api/v1/auth/login", json={"username": username, "password": password})


def only(mum):
    (child,) = mum.get("/api/v1/children").json()["items"]
    return child


def test_a_parent_makes_an_account_with_a_user_name_and_no_address(mum, minji, visitor):
    assert minji == only(mum)
    assert (minji["username"], minji["agreed"], minji["paused_at"], minji["has_pin"]) == ("민지", True, None, False)
    assert minji["allows"] == {"partners": False, "public_shares": False, "open_groups": False}
    ((agreed),) = minji["consents"]
    assert (agreed["given_by"], agreed["mine"], agreed["how"], agreed["revoked_at"]) == ("Mum", True, "making", None)
    me = login(visitor).json()["user"]
    assert (me["id"], me["email"], me["username"], me["timezone"]) == (minji["id"], None, "민지", "Asia/Seoul")
    assert "민지" not in visitor.get("/api/v1/me/audit").text
    assert visitor.get("/api/v1/me/audit").json()["items"][-1]["detail"] == {"by": "Mum"}


def test_a_teacher_makes_one_too_and_a_student_none(sign_up):
    for role, status in (("teacher", 201), ("student", 403)):
        somebody = sign_up(role.title(), role=role)
        answer = somebody.post("/api/v1/children", json=MINJI | {"username": f"kid-{role}"})
        assert answer.status_code == status


def test_a_child_makes_no_accounts_for_children(mum, minji, visitor, db_urls):
    login(visitor)
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET roles = '{teacher}' WHERE username IS NOT NULL")
    answer = visitor.post(
        "/api/v1/children", json=MINJI | {"username": "other"}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert answer.status_code == 403


@pytest.mark.parametrize(
    ("field", "value", "status"),
    [
        ("username", "민지", 409),
        ("username", "\u1106\u1175\u11ab\u110c\u1175", 409),
        ("username", "two words", 422),
        ("username", "admin", 422),
        ("password", "민지민지민지민지", 422),
        ("password", "short", 422),
        ("birth_year", YEAR - 30, 422),
        ("birth_year", 1700, 422),
        ("consent", False, 422),
        ("display_name", " ", 422),
    ],
)
def test_what_cannot_be_taken_is_named(mum, minji, field, value, status):
    answer = mum.post("/api/v1/children", json=MINJI | {"username": "minji2"} | {field: value})
    assert answer.status_code == status
    assert [error["field"] for error in answer.json()["errors"]] == [field]
    assert len(mum.get("/api/v1/children").json()["items"]) == 1


def test_a_stranger_neither_sees_nor_touches_a_child(dad, minji):
    own = f"/api/v1/children/{minji['id']}"
    assert dad.get("/api/v1/children").json()["items"] == []
    for answer in (
        dad.patch(own, json={"allows": {"partners": True}}),
        dad.delete(own),
        dad.post(f"{own}/password", json={"new_password": PASSWORD}),
        dad.post(f"{own}/guardians/invites"),
        dad.delete(f"{own}/consent"),
    ):
        assert answer.status_code == 404


def test_a_parent_sets_a_new_password_and_the_childs_devices_are_out(mum, minji, visitor):
    login(visitor)
    fresh = {"new_password": "a heron at the pond"}
    assert mum.post(f"/api/v1/children/{minji['id']}/password", json=fresh).status_code == 204
    assert visitor.get("/api/v1/me").status_code == 401
    assert login(visitor).status_code == 401
    assert login(visitor, fresh["new_password"]).status_code == 200


def test_what_could_take_a_child_away_wants_a_proof_that_is_minutes_old(mum, minji, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'")
    own = f"/api/v1/children/{minji['id']}"
    for answer in (
        mum.post(f"{own}/password", json={"new_password": "a heron at the pond"}),
        mum.post(f"{own}/pin", json={"pin": "4071"}),
        mum.post(f"{own}/guardians/invites"),
        mum.delete(own),
        mum.post("/api/v1/family"),
    ):
        assert (answer.status_code, answer.json()["code"]) == (403, "sign_in_again")


def test_a_parent_reads_what_the_child_practises_and_changes_nothing(mum, minji, visitor):
    login(visitor)
    times = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}
    made = visitor.post("/api/v1/sessions", json=times, headers={"Sec-Fetch-Site": "same-origin"}).json()
    assert mum.get(f"/api/v1/sessions/{made['id']}").status_code == 200
    assert mum.patch(f"/api/v1/sessions/{made['id']}", json={"note": "x"}).status_code == 403


def test_what_a_parent_allows_is_kept_and_a_public_link_ends_with_it(mum, minji, db_urls):
    own = f"/api/v1/children/{minji['id']}"
    assert mum.patch(own, json={"allows": {"public_shares": True}}).json()["allows"]["public_shares"] is True
    with psycopg.connect(db_urls.superuser) as db:
        db.execute(
            "INSERT INTO share (id, user_id, kind, token_hash, created_at)"
            " VALUES (gen_random_uuid(), %s, 'profile', 'x', now())",
            [minji["id"]],
        )
    assert mum.patch(own, json={"allows": {"partners": True}}).json()["allows"]["public_shares"] is True
    told = mum.patch(own, json={"allows": {"public_shares": False}}).json()["allows"]
    assert told == {"partners": True, "public_shares": False, "open_groups": False}
    with psycopg.connect(db_urls.superuser) as db:
        assert db.execute("SELECT 1 FROM share WHERE revoked_at IS NULL").fetchall() == []


def test_a_consent_taken_back_pauses_the_account_until_it_is_given_again(mum, minji, visitor):
    login(visitor)
    own = f"/api/v1/children/{minji['id']}/consent"
    assert mum.delete(own).status_code == 204
    assert visitor.get("/api/v1/me").status_code == 401
    assert login(visitor).json()["code"] == "paused"
    child = only(mum)
    assert child["paused_at"] is not None
    assert child["leaves_at"] > child["paused_at"]
    assert (child["agreed"], child["consents"][0]["revoked_at"] is not None) == (False, True)

    assert mum.post(own).status_code == 204
    assert login(visitor).status_code == 200
    assert [one["how"] for one in only(mum)["consents"]] == ["again", "making"]


def test_a_paused_account_leaves_after_a_time(mum, minji, db_urls):
    mum.delete(f"/api/v1/children/{minji['id']}/consent")
    for passed, leaving in ((PAUSE - timedelta(hours=1), False), (PAUSE + timedelta(hours=1), True)):
        with psycopg.connect(db_urls.superuser) as db:
            db.execute("UPDATE users SET paused_at = now() - %s WHERE username IS NOT NULL", [passed])
        guardians.look_after_all()
        assert (only(mum)["deletes_at"] is not None) is leaving


def test_when_the_only_guardian_is_gone_the_account_pauses_by_itself(mum, minji, visitor, db_urls):
    guardians.look_after_all()
    assert login(visitor).status_code == 200
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET deleted_at = now() WHERE username IS NULL")
    guardians.look_after_all()
    assert login(visitor).json()["code"] == "paused"


def test_who_has_grown_old_enough_is_not_paused(mum, make, visitor, db_urls):
    child = make(username="old-one", birth_year=YEAR - 16)
    assert child["of_age"]
    mum.delete(f"/api/v1/children/{child['id']}/consent")
    guardians.look_after_all()
    assert login(visitor, username="old-one").status_code == 200


def test_a_deleted_child_is_out_at_once_and_only_its_guardian_brings_it_back(mum, minji, visitor):
    login(visitor)
    own = f"/api/v1/children/{minji['id']}"
    assert mum.delete(own).status_code == 204
    assert visitor.get("/api/v1/me").status_code == 401
    assert login(visitor).status_code in (401, 403)
    assert only(mum)["deletes_at"] is not None

    assert mum.post(f"{own}/restore").status_code == 204
    assert login(visitor).status_code == 200
    assert only(mum)["deletes_at"] is None


def test_a_second_adult_joins_by_a_code_once_and_agrees_too(mum, dad, minji, visitor):
    made = mum.post(f"/api/v1/children/{minji['id']}/guardians/invites").json()
    code = made["code"]
    assert made["url"].endswith(f"/guardians#code={code}")
    typed = code.lower().replace("-", " ")
    assert dad.get(f"/api/v1/guardians/{typed}").json() == {"child": "Minji", "invited_by": "Mum"}
    answer = dad.post(f"/api/v1/guardians/{code}/accept")
    assert (answer.status_code, answer.json()["child"]["id"]) == (201, minji["id"])
    assert [one["display_name"] for one in only(dad)["guardians"]] == ["Mum", "Dad"]

    assert dad.post(f"/api/v1/guardians/{code}/accept").status_code == 422
    assert mum.delete(f"/api/v1/children/{minji['id']}/consent").status_code == 204
    assert login(visitor).status_code == 200  # Dad agrees still
    assert dad.delete(f"/api/v1/children/{minji['id']}/consent").status_code == 204
    assert login(visitor).json()["code"] == "paused"


def test_a_code_that_is_none_says_so_at_the_token_and_a_child_accepts_none(mum, minji, visitor):
    wrong = mum.get("/api/v1/guardians/2222-2222-2222")
    assert (wrong.status_code, wrong.json()["field"]) == (422, "token")
    code = mum.post(f"/api/v1/children/{minji['id']}/guardians/invites").json()["code"]
    login(visitor)
    own = {"Sec-Fetch-Site": "same-origin"}
    assert visitor.post(f"/api/v1/guardians/{code}/accept", headers=own).status_code == 403


def test_codes_are_few_and_cannot_be_tried_for_ever(mum, dad, minji):
    path = f"/api/v1/children/{minji['id']}/guardians/invites"
    assert [mum.post(path).status_code for _ in range(6)] == [201] * 5 + [429]
    tries = [dad.get("/api/v1/guardians/2222-2222-2222").status_code for _ in range(21)]
    assert tries == [422] * 20 + [429]


def test_a_parent_says_to_whom_the_childs_profile_is_shown(mum, dad, minji, visitor):
    own = f"/api/v1/children/{minji['id']}"
    assert mum.patch(own, json={"privacy": {"profile": "groups"}}).status_code == 200
    login(visitor)
    assert visitor.get("/api/v1/me").json()["privacy"]["profile"] == "groups"
    to_all = {"privacy": {"profile": "everyone"}}
    assert mum.patch(own, json=to_all).status_code == 422
    assert mum.patch(own, json={"allows": {"public_shares": True}} | to_all).status_code == 200
    assert dad.patch(own, json=to_all).status_code == 404
