"""More than a password: a passkey, or a recovery code besides; and who holds an office needs it."""

import psycopg
import pytest
from fastapi.testclient import TestClient

from practice_app.admin.command import main
from practice_app.database import transaction
from practice_app.errors import NotAllowed
from practice_app.models import Role
from practice_app.services import accounts
from practice_app.services.shared import offices
from practice_app.settings import get_settings
from tests.api.accounts.test_passkeys import KEYS, LOGIN, added, asked, refused, sign_in, told
from tests.api.conftest import ANN
from tests.authenticator import Authenticator

FACTOR, CODES, BY_PASSWORD = "/api/v1/auth/second-factor", "/api/v1/auth/recovery-codes", "/api/v1/auth/login"
PASSWORD = {"email": ANN["email"], "password": ANN["password"]}
NEEDED = (403, "second_factor_needed")


@pytest.fixture
def phone():
    return Authenticator()


@pytest.fixture
def device(api):
    return TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)


@pytest.fixture
def codes(ann, phone):
    """Ann's recovery codes, once she has turned it on."""
    added(ann, phone)
    answer = ann.put(FACTOR, json={"on": True})
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert answer.json() | {"codes": []} == {"on": True, "required": False, "codes_left": 10, "codes": []}
    return answer.json()["codes"]


def by_password(device, **more):
    return device.post(BY_PASSWORD, json=PASSWORD | more)


def test_a_password_alone_opens_nothing_any_more_and_a_passkey_does(codes, device, phone):
    assert refused(by_password(device)) == NEEDED
    assert device.get("/api/v1/me").status_code == 401
    assert refused(by_password(device, password="wrong")) == (401, "wrong_credentials")
    assert sign_in(device, phone).status_code == 200


def test_a_code_besides_the_password_opens_once(ann, codes, device):
    assert len(set(codes)) == 10
    typed = codes[3].upper().replace("-", " ")
    assert by_password(device, recovery_code=typed).status_code == 200
    assert refused(by_password(device, recovery_code=typed)) == (422, "wrong_code")
    assert refused(by_password(device, password="wrong", recovery_code=codes[4])) == (401, "wrong_credentials")
    assert by_password(device, recovery_code=codes[4]).status_code == 200
    assert ann.get(FACTOR).json()["codes_left"] == 8
    assert ("recovery_code_used", {"left": 9}) in told(ann)


def test_codes_are_guessed_no_oftener_than_passwords(codes, device, monkeypatch):
    monkeypatch.setenv("LOGIN_LIMIT", "3/hour")
    get_settings.cache_clear()
    try:
        answers = [by_password(device, recovery_code=f"guess {n}").status_code for n in range(4)]
        assert answers == [422, 422, 422, 429]
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()


def test_nobody_else_s_code_opens(codes, bob, device):
    his = Authenticator()
    added(bob, his)
    theirs = bob.put(FACTOR, json={"on": True}).json()["codes"]
    assert refused(by_password(device, recovery_code=theirs[0])) == (422, "wrong_code")


def test_new_codes_make_the_old_ones_worthless(ann, codes, device):
    answer = ann.post(CODES)
    assert (answer.status_code, len(answer.json()["codes"])) == (201, 10)
    assert refused(by_password(device, recovery_code=codes[0])) == (422, "wrong_code")
    assert by_password(device, recovery_code=answer.json()["codes"][0]).status_code == 200


def test_turning_it_on_signs_out_what_came_in_by_less_and_once_more_tells_no_codes(ann, device, phone):
    assert by_password(device).status_code == 200
    added(ann, phone)
    assert len(ann.put(FACTOR, json={"on": True}).json()["codes"]) == 10
    assert device.get("/api/v1/me").status_code == 401
    assert ann.put(FACTOR, json={"on": True}).json()["codes"] == []


def test_it_wants_a_passkey_and_the_last_one_stays(ann, phone):
    assert refused(ann.put(FACTOR, json={"on": True})) == (409, "no_passkey")
    assert refused(ann.post(CODES)) == (409, "second_factor_off")
    key = added(ann, phone)
    ann.put(FACTOR, json={"on": True})
    assert refused(ann.delete(f"{KEYS}/{key['id']}")) == (409, "last_passkey")
    added(ann, Authenticator())
    assert ann.delete(f"{KEYS}/{key['id']}").status_code == 204


def test_turned_off_the_password_does_again_and_codes_are_gone(ann, codes, device):
    assert ann.put(FACTOR, json={"on": False}).json() == {"on": False, "required": False, "codes_left": 0, "codes": []}
    assert by_password(device).status_code == 200
    assert [kind for kind, _ in told(ann)][:2] == ["new_device", "second_factor_off"]


def test_all_of_it_wants_a_fresh_proof(ann, codes, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'")
    for answer in (ann.put(FACTOR, json={"on": False}), ann.put(FACTOR, json={"on": True}), ann.post(CODES)):
        assert refused(answer) == (403, "sign_in_again")
    assert ann.get(FACTOR).json()["on"] is True


def test_a_password_alone_is_no_proof_either(ann, codes, db_urls):
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'")
    answer = ann.post("/api/v1/auth/confirm", json={"password": ANN["password"]})
    assert (refused(answer), answer.json()["ways"]) == ((403, "sign_in_again"), ["passkey"])
    assert refused(ann.request("DELETE", "/api/v1/me", json={"password": ANN["password"]})) == (403, "sign_in_again")


def test_the_owner_is_told_by_mail(ann, phone, device, post):
    added(ann, phone)
    code = ann.put(FACTOR, json={"on": True}).json()["codes"][0]
    post.arrive("A passkey is asked for from now on")
    by_password(device, recovery_code=code)
    (mail,) = post.arrive("A recovery code was used")
    said = mail.get_body(("plain",)).get_content()
    assert "There are 9 left" in said
    assert code not in said


def office(client, *roles):
    who = accounts.identify_access(client.headers["Authorization"].removeprefix("Bearer "))
    with transaction(who.id) as db:
        offices.require_office(db, who.id, who.auth_session_id, *roles)
    return True


@pytest.mark.parametrize(("word", "role"), [("administrator", Role.ADMIN), ("moderator", Role.MODERATOR)])
def test_an_office_works_only_on_a_device_that_came_in_by_more_than_a_password(ann, device, phone, word, role):
    with pytest.raises(NotAllowed) as nobody:
        office(ann, role)
    assert nobody.value.code == "not_allowed"
    main(["grant", ANN["email"], word])
    assert ann.get(FACTOR).json()["required"] is True
    with pytest.raises(offices.SecondFactorFirst) as refusal:
        office(ann, role)
    assert (refusal.value.status, refusal.value.code) == NEEDED
    assert by_password(device).json()["user"]["second_factor_missing"] is True
    added(ann, phone)
    with pytest.raises(offices.SecondFactorFirst):
        office(ann, role)
    ann.put(FACTOR, json={"on": True})
    assert ann.get("/api/v1/me").json()["second_factor_missing"] is False
    assert office(ann, role)
    assert refused(ann.put(FACTOR, json={"on": False})) == (403, "second_factor_required")
    other = Role.ADMIN if role is Role.MODERATOR else Role.MODERATOR
    with pytest.raises(NotAllowed, match="can't do that"):
        office(ann, other)
    keys = sign_in(device, phone, asked(device, LOGIN)).json()
    device.cookies.clear()
    device.headers["Authorization"] = f"Bearer {keys['access_token']}"
    assert office(device, Role.ADMIN, Role.MODERATOR)


def test_whoever_lost_everything_is_let_in_again_by_command(ann, codes, device, capsys):
    assert main(["forget-passkeys", ANN["email"], "--by", "Kim"]) == 0
    assert capsys.readouterr().out == f"{ANN['email']} signs in by password; 1 passkey taken off.\n"
    assert by_password(device).status_code == 200
    assert ann.get(KEYS).json()["items"] == []
    assert ("passkeys_forgotten", {"by": "Kim", "passkeys": 1}) in told(ann)
