"""Guessing passwords: bounded for whoever guesses, never a lock for the owner."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from uuid import UUID

import pytest
from fastapi.testclient import TestClient

from practice_app.api.shared.places import Places
from practice_app.errors import Busy
from practice_app.http import clients
from practice_app.services.accounts import known_devices, passwords
from practice_app.settings import get_settings
from tests.api.conftest import ANN

SPELLINGS = (
    "ann@example.com",
    " ANN@Example.COM ",
    "ann@ｅxample.com",
    "ann@example。com",
    "ann@exam\ufe0fple.com",
    "ann\ufe0f@example.com",
    "ａnn@example.com",
    "Ann\u200d@example．com",
)


@pytest.fixture
def at(api):
    """Make a device at some address, with a cookie jar of its own."""

    def make(address: str = "198.51.100.7") -> TestClient:
        return TestClient(api, "http://woodshed.example", raise_server_exceptions=False, client=(address, 1))

    return make


def sign_in(device, email="ann@example.com", password="wrong"):
    return device.post("/api/v1/auth/login", json={"email": email, "password": password})


def guesses(device, times, email="ann@example.com"):
    return [sign_in(device, email, f"guess {n}").status_code for n in range(times)]


def test_guessing_is_slowed_down_and_says_when_to_try_again(at, ann):
    guesser = at()
    assert guesses(guesser, 7) == [401] * 5 + [429] * 2

    right = sign_in(guesser, password=ANN["password"])
    assert right.status_code == 429
    assert 0 < int(right.headers["Retry-After"]) <= 30


def test_another_spelling_of_an_address_is_no_other_account(at, ann):
    guesser = at()
    answers = [sign_in(guesser, spelling).status_code for spelling in SPELLINGS]
    assert answers == [401] * 5 + [429] * 3


def test_whether_there_is_an_account_makes_no_difference(at, ann):
    assert guesses(at(), 6, "nobody@example.com") == guesses(at("198.51.100.8"), 6)


def test_the_owner_gets_in_from_a_device_that_signed_in_before(at, ann):
    phone = at()
    assert sign_in(phone, password=ANN["password"]).status_code == 200
    guesses(at(), 10)

    again = sign_in(phone, password=ANN["password"])
    assert again.status_code == 200
    assert sign_in(at(), password=ANN["password"]).status_code == 429


def test_the_owner_gets_in_from_another_network(at, ann):
    guesses(at("203.0.113.66"), 10)
    assert sign_in(at("198.51.100.7"), password=ANN["password"]).status_code == 200


def test_many_networks_together_have_one_budget_for_an_account(at, ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "login_account_limit", "8/hour")
    phone = at()
    sign_in(phone, password=ANN["password"])

    answers = [sign_in(at(f"203.0.113.{n}")).status_code for n in range(10)]
    assert answers == [401] * 8 + [429] * 2
    assert sign_in(phone, password=ANN["password"]).status_code == 200


def test_one_network_cannot_try_name_after_name(at):
    guesser = at()
    answers = [sign_in(guesser, f"person{n}@example.com").status_code for n in range(25)]
    assert answers == [401] * 20 + [429] * 5


@pytest.mark.parametrize("neighbour", ["2001:db8:1:2:ffff::9", "2001:db8:1:2::1%eth0"])
def test_an_ipv6_connection_is_one_network_whatever_address_it_takes(at, ann, neighbour):
    guesses(at("2001:db8:1:2:3:4:5:6"), 5)
    assert sign_in(at(neighbour)).status_code == 429
    assert sign_in(at("2001:db8:1:3::1")).status_code == 401


def test_behind_a_proxy_of_ours_each_has_their_own_address(api, ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "trusted_proxy_hops", 1)

    def through(address):
        headers = {"X-Forwarded-For": f"6.6.6.6, {address}"}
        return TestClient(api, "http://woodshed.example", client=("127.0.0.1", 1), headers=headers)

    assert guesses(through("203.0.113.5"), 6) == [401] * 5 + [429]
    assert sign_in(through("203.0.113.6"), password=ANN["password"]).status_code == 200


def test_a_proxy_that_nobody_told_of_is_said_once_and_never_believed(api, ann, caplog):
    clients._say_that_a_proxy_is_unknown.cache_clear()
    answers = []
    for n in range(6):
        headers = {"X-Forwarded-For": f"203.0.113.{n}"}
        answers.append(sign_in(TestClient(api, client=("127.0.0.1", 1), headers=headers)).status_code)
    assert answers == [401] * 5 + [429]
    assert sum("TRUSTED_PROXY_HOPS" in said.message for said in caplog.records) == 1


def test_a_neighbour_who_uses_up_the_network_keeps_no_known_device_out(at, ann, monkeypatch):
    phone = at()
    sign_in(phone, password=ANN["password"])
    monkeypatch.setattr(get_settings(), "auth_limit", "3/minute")
    assert [sign_in(at(), f"person{n}@example.com").status_code for n in range(4)][-1] == 429
    assert sign_in(phone, password=ANN["password"]).status_code == 200


def test_a_device_that_was_known_before_the_queue_was_shared_is_known_after_its_next_sign_in(db_urls):
    ann = UUID(int=7)
    older = known_devices.with_proof(ann, "").split(".")[0]
    assert (known_devices.known(older), bool(known_devices.number_for(ann, older))) == ("", True)
    cookie = older
    for n in range(9):
        cookie = known_devices.with_proof(UUID(int=8 + n), cookie)
    assert len(cookie.split(".")) == known_devices.MOST + 1
    assert known_devices.known(cookie)
    assert known_devices.known(known_devices.with_proof(ann, cookie)) == known_devices.known(cookie)


def test_a_known_device_cannot_guess_for_ever_either(at, ann):
    phone = at()
    sign_in(phone, password=ANN["password"])
    assert guesses(phone, 6) == [401] * 5 + [429]


def test_a_device_is_known_only_to_the_accounts_that_signed_in_on_it(at, ann, bob):
    tablet = at()
    sign_in(tablet, password=ANN["password"])
    mark = tablet.cookies["woodshed_device"]
    sign_in(tablet, "bob@example.com", ANN["password"])
    assert mark in tablet.cookies["woodshed_device"], "a family's tablet knows each of them"

    guesses(at(), 5)
    guesses(at(), 5, "bob@example.com")
    stolen = at()
    stolen.cookies.set("woodshed_device", mark, path="/api/v1/auth")
    assert sign_in(stolen).status_code == 401
    assert sign_in(stolen, "bob@example.com").status_code == 429


def test_a_devices_mark_goes_to_the_sign_in_alone_and_to_no_script(at, ann):
    answer = sign_in(at(), password=ANN["password"])
    (mark,) = [one for one in answer.headers.get_list("set-cookie") if one.startswith("woodshed_device=")]
    assert "HttpOnly" in mark
    assert "Path=/api/v1/auth" in mark
    assert "SameSite=lax" in mark
    assert ann.user["id"] not in mark


@pytest.mark.parametrize("junk", ["", ".", "x" * 48, "x" * 5000, "a.b.c.d.e.f.g.h", "=" * 48])
def test_a_made_up_mark_of_a_device_is_worth_nothing(at, ann, junk):
    guesses(at(), 5)
    stranger = at()
    stranger.cookies.set("woodshed_device", junk, path="/api/v1/auth")
    assert sign_in(stranger).status_code == 429


def test_a_right_password_costs_nothing(at, ann):
    assert {sign_in(at(), password=ANN["password"]).status_code for _ in range(12)} == {200}


def test_an_open_device_cannot_be_used_to_guess_the_password(ann):
    body = {"current_password": "?", "new_password": "another-one"}
    answers = [ann.post("/api/v1/me/password", json=body).status_code for _ in range(7)]
    assert answers == [422] * 5 + [429] * 2


@pytest.mark.parametrize(
    ("path", "body", "limit"),
    [
        ("auth/register", ANN, "register_limit"),
        ("auth/login", {"email": "ann@example.com", "password": ANN["password"]}, "auth_limit"),
        ("auth/refresh", {"refresh_token": "x"}, "auth_limit"),
        ("me/password", {"current_password": "?", "new_password": "another-one"}, "auth_limit"),
    ],
)
def test_whatever_hashes_or_hands_out_keys_is_counted_by_network(ann, monkeypatch, path, body, limit):
    monkeypatch.setattr(get_settings(), limit, "2/minute")
    answers = []
    for _ in range(3):
        ann.cookies.clear()  # a device that is known is counted by itself
        answers.append(ann.post(f"/api/v1/{path}", json=body))
    assert [answer.status_code == 429 for answer in answers] == [False, False, True]
    assert int(answers[2].headers["Retry-After"]) > 0


def test_only_so_many_passwords_are_hashed_at_once(at, ann, monkeypatch):
    """Twenty at once took 1.3 GB: each hash takes 64 MiB while it is made."""
    at_once, most, lock = [0], [0], Lock()
    verify = passwords._hasher.verify

    def counted(*args):
        with lock:
            at_once[0] += 1
            most[0] = max(most[0], at_once[0])
        try:
            return verify(*args)
        finally:
            with lock:
                at_once[0] -= 1

    monkeypatch.setattr(passwords._hasher.__class__, "verify", lambda _self, *args: counted(*args))
    with at() as device, ThreadPoolExecutor(20) as crowd:
        answers = list(crowd.map(lambda _: sign_in(device, password=ANN["password"]).status_code, range(20)))

    assert answers == [200] * 20
    assert 0 < most[0] <= get_settings().hashes_at_once


def test_who_cannot_wait_any_longer_is_sent_away_and_told_when_to_come_back(at, ann, monkeypatch):
    monkeypatch.setattr(get_settings(), "hashes_waiting", 0)
    with at() as device, ThreadPoolExecutor(12) as crowd:
        answers = list(crowd.map(lambda _: sign_in(device, password=ANN["password"]), range(12)))

    busy = [answer for answer in answers if answer.status_code == 503]
    assert busy
    assert {answer.status_code for answer in answers} == {200, 503}
    assert busy[0].json()["code"] == "busy"
    assert int(busy[0].headers["Retry-After"]) > 0


async def _crowd(places, *networks, devices=()):
    """Let people come one after another while the first stays; tell who was sent away."""
    go = asyncio.Event()

    async def come(network, device=""):
        try:
            async with places.one(network, device):
                await go.wait()
        except Busy:
            return device or network
        return None

    tasks = []
    for who in [(network,) for network in networks] + [("a", device) for device in devices]:
        tasks.append(asyncio.create_task(come(*who)))
        await asyncio.sleep(0)
    go.set()
    return [away for away in await asyncio.gather(*tasks) if away]


def test_one_network_takes_at_most_half_of_the_queue():
    away = asyncio.run(_crowd(Places(1, 4, 10), "in", "a", "a", "a", "a", "b", "b", "b"))
    assert away == ["a", "a", "b"]


def test_strangers_from_everywhere_leave_room_for_known_devices():
    strangers = [f"network {n}" for n in range(16)]
    away = asyncio.run(_crowd(Places(1, 16, 10), "in", *strangers, devices=["phone", "tablet", "laptop"]))
    assert away == ["network 14", "network 15", "laptop"]


def test_a_known_device_waits_with_two_requests_at_most():
    assert asyncio.run(_crowd(Places(1, 16, 10), "in", devices=["phone"] * 3 + ["tablet"])) == ["phone"]


def test_a_known_device_is_next_however_many_strangers_came_before():
    assert asyncio.run(_in_turn()) == ["first", "phone", "a", "b", "c"]


async def _in_turn():
    places, turns = Places(1, 16, 10), []

    async def come(who, device=""):
        async with places.one(who, device):
            turns.append(device or who)
            await asyncio.sleep(0)

    await asyncio.gather(*(come(who) for who in ("first", "a", "b", "c")), come("d", "phone"))
    return turns


def test_a_place_is_lost_by_nobody_who_leaves_as_their_turn_comes():
    assert asyncio.run(_left()) == "free"


async def _left():
    places = Places(1, 4, 10)

    async def come():
        async with places.one("a"):
            return "free"

    async with places.one("in"):
        leaves, stays = asyncio.create_task(come()), asyncio.create_task(come())
        await asyncio.sleep(0)
        gone = asyncio.create_task(come())
        await asyncio.sleep(0)
        gone.cancel()
    leaves.cancel()  # it has its turn, and does not know yet
    await asyncio.gather(leaves, gone, return_exceptions=True)
    return await asyncio.wait_for(stays, 5) and await asyncio.wait_for(come(), 5)


def test_who_waits_too_long_is_sent_away():
    assert asyncio.run(_late()) == 503


async def _late():
    places = Places(1, 4, 0.01)
    async with places.one("in"):
        with pytest.raises(Busy) as refused:
            async with places.one("out"):
                pass
    async with places.one("again"):
        return refused.value.status
