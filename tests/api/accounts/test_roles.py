"""What somebody is here: several things at once, taken and left by oneself; the rest by command alone."""

import psycopg
import pytest

from practice_app.admin.command import main
from tests.api.conftest import ANN

ROLES = "/api/v1/me/roles"


def mine(client):
    me = client.get("/api/v1/me").json()
    assert me["role"] == me["roles"][0]
    return me["roles"], me["verified"]


def test_somebody_is_several_things_at_once(ann):
    assert mine(ann) == (["student"], False)
    answer = ann.post(ROLES, json={"role": "teacher"})
    assert (answer.status_code, answer.json()["roles"]) == (200, ["student", "teacher"])
    assert ann.post(ROLES, json={"role": "parent"}).json()["roles"] == ["student", "teacher", "parent"]
    assert ann.post(ROLES, json={"role": "teacher"}).json()["roles"] == ["student", "teacher", "parent"]
    assert ann.delete(f"{ROLES}/student").status_code == 204
    assert mine(ann) == (["teacher", "parent"], False)


def test_the_last_one_stays_and_what_one_isnt_cant_be_left(ann):
    refused = ann.delete(f"{ROLES}/student")
    assert (refused.status_code, refused.json()["code"]) == (409, "last_role")
    assert ann.delete(f"{ROLES}/teacher").status_code == 404
    assert ann.delete(f"{ROLES}/emperor").status_code == 404
    assert mine(ann) == (["student"], False)


@pytest.mark.parametrize("role", ["moderator", "admin", "administrator", "", None])
def test_nobody_makes_themselves_more(ann, role):
    refused = ann.post(ROLES, json={"role": role})
    assert (refused.status_code, refused.json()["field"]) == (422, "role")
    assert mine(ann) == (["student"], False)


def test_whoever_signs_up_says_what_they_are(sign_up):
    assert mine(sign_up("Kim", role="parent")) == (["parent"], False)


def test_an_office_is_given_besides_and_isnt_ones_own_to_leave(ann, capsys):
    ann.post(ROLES, json={"role": "teacher"})
    assert main(["grant", ANN["email"], "moderator", "--by", "Kim"]) == 0
    assert mine(ann) == (["moderator", "student", "teacher"], False)
    assert ann.delete(f"{ROLES}/moderator").status_code == 403
    assert main(["promote", ANN["email"], "administrator"]) == 0
    assert mine(ann)[0] == ["admin", "moderator", "student", "teacher"]
    assert main(["demote", ANN["email"], "student"]) == 0
    assert mine(ann)[0] == ["student", "teacher"]
    said = [f"{ANN['email']} is a{one} now." for one in (" moderator", "n administrator", " student")]
    assert capsys.readouterr().out.splitlines() == said


def told(client):
    return [item["kind"] for item in client.get("/api/v1/me/audit").json()["items"] if "by" in item["detail"]]


def test_that_somebody_teaches_is_confirmed_by_command_and_goes_when_they_stop(ann, capsys):
    assert main(["verify", ANN["email"]]) == 1
    assert "They don't say that they teach" in capsys.readouterr().err
    ann.post(ROLES, json={"role": "teacher"})
    for command in ("verify", "verify", "unverify", "verify"):
        assert main([command, ANN["email"], "--by", "Kim"]) == 0
    assert mine(ann) == (["student", "teacher"], True)
    assert told(ann) == ["teacher_confirmed", "teacher_unconfirmed", "teacher_confirmed"]
    ann.delete(f"{ROLES}/teacher")
    ann.post(ROLES, json={"role": "teacher"})
    assert mine(ann) == (["student", "teacher"], False)


def test_the_database_knows_no_other_and_never_none(ann, db_urls):
    for roles in ("{}", "{emperor}", "{student,student,student,student,student,student}"):
        with psycopg.connect(db_urls.superuser) as db, pytest.raises(psycopg.errors.CheckViolation):
            db.execute("UPDATE users SET roles = %s", [roles])
