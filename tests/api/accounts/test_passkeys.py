"""Passkeys, with an authenticator in software: what opens an account, and what doesn't."""

import itertools

import psycopg
import pytest
from fastapi.testclient import TestClient

from practice_app.services.accounts import passkey_challenges, passkeys
from practice_app.settings import get_settings
from tests.api.conftest import ANN
from tests.authenticator import PRESENT, Authenticator

KEYS = "/api/v1/auth/passkeys"
LOGIN = f"{KEYS}/login"
CONFIRM = "/api/v1/auth/confirm"


@pytest.fixture
def phone():
    return Authenticator()


@pytest.fixture
def device(api):
    """A browser on which nobody is signed in."""
    return TestClient(api, base_url="http://woodshed.example", raise_server_exceptions=False)


@pytest.fixture
def a_while_later(db_urls):
    def age():
        with psycopg.connect(db_urls.superuser) as db:
            db.execute("UPDATE auth_sessions SET proved_at = now() - interval '16 minutes'")

    return age


def asked(client, path=KEYS):
    answer = client.post(f"{path}/options")
    assert answer.status_code == 200, answer.text
    return answer.json()


def added(client, authenticator, name="My phone"):
    answer = client.post(KEYS, json={"name": name, "credential": authenticator.make(asked(client))})
    assert answer.status_code == 201, answer.text
    return answer.json()


def sign_in(device, authenticator, options=None):
    return device.post(LOGIN, json={"credential": authenticator.use(options or asked(device, LOGIN))})


def told(client):
    return [(item["kind"], item["detail"]) for item in client.get("/api/v1/me/audit").json()["items"]]


def test_a_passkey_is_added_named_listed_and_taken_off(ann, phone):
    key = added(ann, phone)
    assert (key["name"], key["last_used_at"], key["synced"]) == ("My phone", None, False)
    assert ann.patch(f"{KEYS}/{key['id']}", json={"name": " Blue\tphone "}).json()["name"] == "Blue phone"
    assert ann.patch(f"{KEYS}/{key['id']}", json={"name": " "}).json()["field"] == "name"
    assert [item["name"] for item in ann.get(KEYS).json()["items"]] == ["Blue phone"]
    assert ann.delete(f"{KEYS}/{key['id']}").status_code == 204
    assert ann.get(KEYS).json()["items"] == []
    assert told(ann)[:2] == [("passkey_removed", {"name": "Blue phone"}), ("passkey_added", {"name": "My phone"})]


def test_its_owner_is_told_by_mail(ann, phone, post):
    key = added(ann, phone)
    (mail,) = post.arrive("A passkey was added")
    said = mail.get_body(("plain",)).get_content()
    assert mail["To"] == ANN["email"]
    assert "“My phone” opens your journal" in said
    assert "/settings/security" in said
    ann.delete(f"{KEYS}/{key['id']}")
    post.arrive("A passkey was taken off")


def test_one_without_a_name_is_called_after_the_device(ann, phone):
    assert added(ann, phone, "")["name"] == "Passkey"


def test_it_signs_in_without_a_word(ann, device, phone):
    added(ann, phone)
    answer = sign_in(device, phone)
    assert answer.status_code == 200, answer.text
    assert answer.json()["user"]["email"] == ANN["email"]
    assert answer.headers["cache-control"] == "no-store"
    assert device.get("/api/v1/me").json()["id"] == ann.user["id"]  # by the cookie
    assert ann.get(KEYS).json()["items"][0]["last_used_at"]
    assert sign_in(device, phone).status_code == 200


def test_what_is_asked_for_is_a_discoverable_key_that_knows_its_owner(ann, device, phone):
    options = asked(ann)
    assert options["rp"]["id"] == "woodshed.example"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["attestation"] == "none"
    added(ann, phone)
    assert [one["id"] for one in asked(ann)["excludeCredentials"]] == [phone.make(options)["id"]]
    asking = asked(device, LOGIN)
    assert (asking["userVerification"], asking["rpId"], asking["allowCredentials"]) == (
        "required",
        "woodshed.example",
        [],
    )


def refused(answer):
    return answer.status_code, answer.json()["code"]


NOTHING = (401, "passkey_refused")


def test_an_answer_is_good_once(ann, device, phone):
    added(ann, phone)
    answer = {"credential": phone.use(asked(device, LOGIN))}
    assert device.post(LOGIN, json=answer).status_code == 200
    assert refused(device.post(LOGIN, json=answer)) == NOTHING


def test_a_challenge_that_nobody_set_is_refused(ann, device, phone):
    added(ann, phone)
    asked(device, LOGIN)
    assert refused(sign_in(device, phone, {"challenge": "AAAA"})) == NOTHING


def test_a_challenge_for_one_thing_does_for_no_other(ann, device, phone):
    added(ann, phone)
    asked(device, LOGIN)
    assert refused(sign_in(device, phone, asked(ann, f"{KEYS}/confirm"))) == NOTHING
    answer = ann.post(KEYS, json={"name": "", "credential": Authenticator().make(asked(ann) | asked(device, LOGIN))})
    assert refused(answer) == (422, "bad_passkey")


def test_another_browser_s_answer_is_refused(ann, api, device, phone):
    added(ann, phone)
    other = TestClient(api, base_url="http://woodshed.example")
    asked(other, LOGIN)
    assert refused(sign_in(other, phone, asked(device, LOGIN))) == NOTHING
    nobody = TestClient(api, base_url="http://woodshed.example")
    assert refused(sign_in(nobody, phone, asked(device, LOGIN))) == NOTHING


def test_two_tabs_of_one_browser_dont_use_up_each_other_s(ann, device, phone):
    added(ann, phone)
    first, second = asked(device, LOGIN), asked(device, LOGIN)
    assert sign_in(device, phone, second).status_code == 200
    assert sign_in(device, phone, first).status_code == 200


def test_a_challenge_ends(ann, device, phone, monkeypatch):
    added(ann, phone)
    monkeypatch.setattr(passkey_challenges, "LIFETIME_S", 1)
    options = asked(device, LOGIN)
    place = next(iter(passkey_challenges.client().scan_iter("woodshed:passkey:*")))
    assert passkey_challenges.client().ttl(place) <= 1
    passkey_challenges.client().delete(place)
    assert refused(sign_in(device, phone, options)) == NOTHING


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://woodshed.example.evil.example"},
        {"origin": "https://woodshed.example"},
        {"rp_id": "evil.example"},
        {"flags": PRESENT},
        {"owner": b"somebody else's"},
        {"key": Authenticator().key},
        {"credential_id": b"unknown"},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_whatever_else_it_says_it_opens_nothing_and_nobody_is_told_why(ann, device, phone, wrong):
    added(ann, phone)
    vars(phone).update(wrong)
    assert refused(sign_in(device, phone)) == NOTHING
    assert device.get("/api/v1/me").status_code == 401


def test_a_key_that_counts_backwards_opens_nothing_and_its_owner_is_told(ann, device, phone):
    added(ann, phone)
    phone.count = 7
    assert sign_in(device, phone).status_code == 200
    for count in (7, 3):
        phone.count = count
        assert refused(sign_in(device, phone)) == NOTHING
        assert told(ann)[0] == ("passkey_copied", {"name": "My phone"})
    phone.count = 8
    assert sign_in(device, phone).status_code == 200
    phone.count, phone.counts = 0, False
    assert refused(sign_in(device, phone)) == NOTHING


def test_a_key_that_never_counts_opens_again_and_again(ann, device, phone):
    phone.counts = False
    added(ann, phone)
    assert [sign_in(device, phone).status_code for _ in range(3)] == [200] * 3


def test_one_that_was_taken_off_opens_nothing(ann, device, phone):
    key = added(ann, phone)
    ann.delete(f"{KEYS}/{key['id']}")
    assert refused(sign_in(device, phone)) == NOTHING


def test_an_account_that_is_gone_or_suspended_isnt_opened(ann, device, phone, db_urls):
    added(ann, phone)
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET suspended_at = now()")
    assert refused(sign_in(device, phone)) == (403, "suspended")
    with psycopg.connect(db_urls.superuser) as db:
        db.execute("UPDATE users SET suspended_at = NULL, deleted_at = now() - interval '14 days'")
    assert refused(sign_in(device, phone)) == NOTHING


def test_whoever_is_leaving_comes_in_to_come_back(ann, device, phone):
    added(ann, phone)
    assert ann.request("DELETE", "/api/v1/me").status_code == 202
    assert sign_in(device, phone).json()["user"]["deletes_at"]
    assert device.post("/api/v1/me/restore", headers={"origin": "http://woodshed.example"}).status_code == 204
    assert device.get(KEYS).status_code == 200


def test_adding_and_taking_off_want_a_fresh_proof(ann, phone, a_while_later):
    key, options = added(ann, phone), asked(ann)
    a_while_later()
    assert refused(ann.post(f"{KEYS}/options")) == (403, "sign_in_again")
    made = {"name": "", "credential": Authenticator().make(options)}
    late = ann.post(KEYS, json=made)
    assert (late.status_code, late.json()["ways"]) == (403, ["passkey", "password"])
    assert refused(ann.delete(f"{KEYS}/{key['id']}")) == (403, "sign_in_again")
    assert len(ann.get(KEYS).json()["items"]) == 1


def test_a_passkey_is_a_proof_and_nobody_else_s_is(ann, bob, phone, a_while_later):
    added(ann, phone)
    hers = Authenticator()
    added(bob, hers)
    a_while_later()
    options = asked(ann, f"{KEYS}/confirm")
    assert [one["id"] for one in options["allowCredentials"]] == [phone._told()["id"]]
    assert refused(ann.post(CONFIRM, json={"credential": hers.use(options)})) == (422, "bad_passkey")
    assert ann.post(f"{KEYS}/options").status_code == 403
    answer = {"credential": phone.use(asked(ann, f"{KEYS}/confirm"))}
    assert ann.post(CONFIRM, json=answer).status_code == 204
    assert ann.post(f"{KEYS}/options").status_code == 200
    assert refused(ann.post(CONFIRM, json=answer)) == (422, "bad_passkey")
    assert bob.post(f"{KEYS}/options").status_code == 403


def test_a_stranger_sees_names_and_takes_off_none_of_hers(ann, bob, phone):
    key = added(ann, phone)
    assert bob.get(KEYS).json()["items"] == []
    assert bob.patch(f"{KEYS}/{key['id']}", json={"name": "mine"}).status_code == 404
    assert bob.delete(f"{KEYS}/{key['id']}").status_code == 404
    answer = bob.post(KEYS, json={"name": "mine", "credential": phone.make(asked(bob))})
    assert refused(answer) == (409, "passkey_known")


def test_one_made_for_somebody_elses_session_is_refused(ann, bob, phone):
    answer = bob.post(KEYS, json={"name": "", "credential": phone.make(asked(ann))})
    assert refused(answer) == (422, "bad_passkey")


@pytest.mark.parametrize("wrong", [{"origin": "https://evil.example"}, {"rp_id": "evil.example"}, {"flags": PRESENT}])
def test_one_made_elsewhere_or_by_nobody_in_particular_is_not_taken(ann, phone, wrong):
    options = asked(ann)
    vars(phone).update(wrong)
    assert refused(ann.post(KEYS, json={"name": "", "credential": phone.make(options)})) == (422, "bad_passkey")


def test_there_are_only_so_many(ann, monkeypatch):
    monkeypatch.setattr(passkeys, "MOST", 2)
    added(ann, Authenticator())
    options = asked(ann)
    added(ann, Authenticator())
    assert refused(ann.post(f"{KEYS}/options")) == (409, "passkeys_full")
    late = ann.post(KEYS, json={"name": "", "credential": Authenticator().make(options)})
    assert refused(late) == (409, "passkeys_full")


JUNK = ["", "AA", "oA", "o", "_" * 5000, "gICAgICA" * 50]


def test_junk_is_no_error_of_ours(ann, phone):
    for part, junk in itertools.product(("clientDataJSON", "attestationObject"), JUNK):
        made = phone.make(asked(ann))
        made["response"][part] = junk
        assert ann.post(KEYS, json={"name": "", "credential": made}).status_code == 422


def test_junk_signs_nobody_in(ann, device, phone):
    added(ann, phone)
    for part, junk in itertools.product(("clientDataJSON", "authenticatorData", "signature", "userHandle"), JUNK[1:]):
        used = phone.use(asked(device, LOGIN))
        used["response"][part] = junk
        assert device.post(LOGIN, json={"credential": used}).status_code in (401, 422), (part, junk)


def test_public_url_says_who_we_are(ann, phone, monkeypatch):
    monkeypatch.setenv("PUBLIC_URL", "https://Practice.School.example:443/")
    get_settings.cache_clear()
    try:
        assert asked(ann)["rp"]["id"] == "practice.school.example"
        phone.origin, phone.rp_id = "https://practice.school.example", "practice.school.example"
        added(ann, phone)
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()


def test_without_redis_it_is_said_that_something_rests(ann, device, monkeypatch):
    monkeypatch.setattr(passkey_challenges, "client", _away)
    assert ann.post(f"{KEYS}/options").status_code == 503
    assert device.post(f"{LOGIN}/options").status_code == 503


def _away():
    raise passkey_challenges.RedisError


def test_nobody_fills_the_store_with_questions(ann, device, phone, monkeypatch):
    added(ann, phone)
    monkeypatch.setenv("AUTH_LIMIT", "2/hour")
    get_settings.cache_clear()
    try:
        for client, path in ((device, LOGIN), (ann, KEYS)):
            answers = [client.post(f"{path}/options").status_code for _ in range(3)]
            assert (answers[0], answers[-1]) == (200, 429), path
        assert ann.post(f"{KEYS}/confirm/options").status_code == 429
    finally:
        monkeypatch.undo()
        get_settings.cache_clear()
