"""Signing in again: what could cost somebody their account wants a proof that is minutes old, on that very device."""

import pytest

from practice_app.database import transaction
from practice_app.services import accounts
from practice_app.services.accounts import proof
from tests.api.conftest import ANN

CONFIRM, PASSWORD = "/api/v1/auth/confirm", {"password": ANN["password"]}
NOT_HERS = {"password": "somebody's guess"}


def identity(client):
    return accounts.identify_access(client.headers["Authorization"].removeprefix("Bearer "))


def fresh(client):
    who = identity(client)
    with transaction(who.id) as db:
        accounts.require_fresh(db, who)
    return True


def test_signing_in_is_a_proof_for_a_quarter_of_an_hour(ann, a_while_later):
    assert fresh(ann)
    a_while_later(14)
    assert fresh(ann)
    a_while_later()
    with pytest.raises(accounts.SignInAgain) as refused:
        fresh(ann)
    assert (refused.value.status, refused.value.code, refused.value.ways) == (403, "sign_in_again", ["password"])


def test_the_password_proves_it_again_on_this_device_alone(ann, visitor, a_while_later):
    keys = visitor.post("/api/v1/auth/login", json={"email": ANN["email"], **PASSWORD}).json()
    visitor.cookies.clear()
    visitor.headers["Authorization"] = f"Bearer {keys['access_token']}"
    a_while_later()
    assert ann.post(CONFIRM, json=PASSWORD).status_code == 204
    assert fresh(ann)
    with pytest.raises(accounts.SignInAgain):
        fresh(visitor)


def test_new_tokens_are_no_proof(ann, visitor, a_while_later):
    a_while_later()
    pair = visitor.post("/api/v1/auth/refresh", json={"refresh_token": ann.keys["refresh_token"]}).json()
    ann.headers["Authorization"] = f"Bearer {pair['access_token']}"
    with pytest.raises(accounts.SignInAgain):
        fresh(ann)


def test_wrong_ones_are_told_beside_their_field_and_run_out(ann, bob, a_while_later):
    a_while_later()
    answers = [ann.post(CONFIRM, json=NOT_HERS) for _ in range(7)]
    assert [answer.status_code for answer in answers] == [422] * 5 + [429] * 2
    assert answers[0].json()["errors"][0]["field"] == "password"
    assert int(answers[-1].headers["retry-after"]) > 0
    assert ann.post(CONFIRM, json=PASSWORD).status_code == 429, "nobody guesses on, right or wrong"
    assert bob.post(CONFIRM, json=PASSWORD).status_code == 204, "and nobody else is kept waiting"


def test_nobody_proves_it_for_another(ann, bob, visitor, a_while_later):
    a_while_later()
    assert bob.post(CONFIRM, json=PASSWORD).status_code == 204
    with pytest.raises(accounts.SignInAgain):
        fresh(ann)
    assert visitor.post(CONFIRM, json=PASSWORD).status_code == 401


def test_whoever_sees_their_rows_can_not_write_that_they_proved_it(ann):
    who = identity(ann)
    with pytest.raises(Exception, match="permission denied"), transaction(who.id) as db:
        db.connection().exec_driver_sql("UPDATE auth_sessions SET proved_at = now()")


def test_a_password_that_comes_along_is_a_proof_itself(ann, a_while_later):
    a_while_later()
    who = identity(ann)
    with pytest.raises(accounts.SignInAgain):
        accounts.prove(who, None, "somewhere")
    with pytest.raises(proof.Invalid):
        accounts.prove(who, NOT_HERS["password"], "somewhere")
    accounts.prove(who, ANN["password"], "somewhere")
    accounts.prove(who, None, "somewhere")
