"""Who may open a socket, how much may come through it, and how it ends; the app behind it is an echo."""

import asyncio

import pytest
from fastapi.testclient import TestClient
from prometheus_client import REGISTRY
from starlette.websockets import WebSocket, WebSocketDisconnect

from practice_app.database import system_transaction
from practice_app.reflex_seams.namespace import CONNECTION
from practice_app.server import sockets
from practice_app.server.pace import Pace
from practice_app.server.sockets import LARGEST, Sockets
from practice_app.services.accounts import signin
from practice_app.settings import get_settings
from practice_app.state.shared.connections import ENDED, Connections
from tests.services.people import person
from tests.state.tabs import cookie_of

PATH = "/_event/?EIO=4&transport=websocket"


async def echo(scope, receive, send):
    """Say who is there, then what one hears."""
    if scope["type"] != "websocket":
        return
    socket = WebSocket(scope, receive, send)
    await socket.accept()
    connection = scope[CONNECTION]
    await socket.send_json([connection.user_id, connection.device_id])
    try:
        while True:
            await socket.send_text(await socket.receive_text())
    except (WebSocketDisconnect, OSError):
        return


@pytest.fixture
def known():
    return Connections()


@pytest.fixture
def client(clean_database, known):
    return TestClient(Sockets(echo, known))


def opened(client: TestClient, cookie: str = ""):
    return client.websocket_connect(PATH, headers={"Cookie": f"{signin.COOKIE}={cookie}"} if cookie else {})


def refused(client: TestClient, cookie: str = "") -> bool:
    try:
        with opened(client, cookie) as socket:
            socket.receive_json()
    except WebSocketDisconnect:
        return True
    return False


def test_a_socket_is_known_as_its_cookies_owner_while_it_lasts(client, known):
    ann = person("Ann")
    with opened(client, cookie_of(ann)) as socket:
        user_id, device_id = socket.receive_json()
        assert (user_id, known.users(), known.devices()) == (str(ann), [str(ann)], {device_id})
    assert (known.users(), known.devices(), known.of(str(ann))) == ([], set(), [])


def test_a_cookie_whose_sign_in_is_over_or_never_was_is_a_strangers(client, known):
    ann = person("Ann")
    cookie = cookie_of(ann)
    with system_transaction() as db:
        signin.sign_out_everywhere(db, ann)
    for given, device in ((cookie, ENDED), ("made-up", ENDED), ("", "")):
        with opened(client, given) as socket:
            assert socket.receive_json() == ["", device]
            assert (known.strangers("testclient"), known.devices()) == (1, set())


def test_one_address_opens_only_so_many_that_nobody_signed_in_on(client, known, monkeypatch):
    monkeypatch.setattr(get_settings(), "stranger_sockets", 1)
    anns = cookie_of(person("Ann"))
    with opened(client) as stranger:
        stranger.receive_json()
        assert refused(client)
        assert refused(client, "made-up")
        assert not refused(client, anns)
    assert not refused(client)


def test_a_person_opens_only_so_many(client, monkeypatch):
    monkeypatch.setattr(sockets, "MOST_OF_A_PERSON", 1)
    anns, bobs = cookie_of(person("Ann")), cookie_of(person("Bob"))
    with opened(client, anns) as socket:
        socket.receive_json()
        assert refused(client, anns)
        assert not refused(client, bobs)


def test_all_strangers_together_open_only_so_many(client, monkeypatch):
    monkeypatch.setattr(sockets, "MOST_STRANGERS", 0)
    assert refused(client)


def test_who_opens_one_after_the_other_is_refused_in_the_end(client):
    client.app._opening = Pace(per_s=0.001, burst=3, most_wait_s=0)
    assert [refused(client) for _ in range(5)] == [False, False, False, True, True]


def test_a_message_that_is_too_long_ends_the_socket_and_is_never_passed_on(client):
    with opened(client) as socket:
        socket.receive_json()
        socket.send_text("x" * LARGEST)
        assert len(socket.receive_text()) == LARGEST
        socket.send_text("x" * (LARGEST + 1))
        with pytest.raises(WebSocketDisconnect) as ended:
            socket.receive_text()
    assert ended.value.code == 1009


def test_who_says_too_much_at_once_waits_and_who_goes_on_is_cut_off(client, monkeypatch):
    client.app._strangers_talking = Pace(per_s=0.001, burst=3, most_wait_s=0)
    with opened(client) as socket:
        socket.receive_json()
        for _ in range(3):
            socket.send_text("")
        assert [socket.receive_text() for _ in range(3)] == [""] * 3
        socket.send_text("")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()


def test_signing_out_closes_the_socket_of_that_device_and_no_other(client, known):
    ann = person("Ann")
    with opened(client, cookie_of(ann)) as lost, opened(client, cookie_of(ann)) as kept:
        (_, device), _ = lost.receive_json(), kept.receive_json()
        lost.portal.call(lambda: known.end_devices([device]))
        with pytest.raises(WebSocketDisconnect):
            lost.receive_text()
        kept.send_text("still here")
        assert kept.receive_text() == "still here"


@pytest.mark.parametrize("method", ["GET", "POST", "OPTIONS"])
def test_what_is_no_socket_is_answered_without_being_read(client, method):
    assert client.request(method, PATH, content=b"x" * 1000 if method == "POST" else None).status_code == 426


@pytest.mark.anyio
async def test_waiting_for_a_message_leaves_nothing_behind_when_it_is_given_up(known):
    before = asyncio.all_tasks()
    line = sockets._Line(sockets.Connection("192.0.2.1"), asyncio.Event().wait, None, [(Pace(1, 1), "")])
    waiting = asyncio.ensure_future(line.receive())
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await asyncio.sleep(0)
    assert asyncio.all_tasks() == before


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(f"woodshed_sockets_{name}", labels) or 0.0


def test_sockets_are_counted_while_they_are_open_and_by_why_they_ended(client, known, monkeypatch):
    before = {why: counted("closed_total", reason=why) for why in ("left", "too_large", "crowded")}
    opened_before, refused_before = counted("opened_total", who="stranger"), counted("refused_total")
    with opened(client) as socket:
        socket.receive_json()
        assert counted("open", who="stranger") == 1
    with opened(client) as socket:
        socket.receive_json()
        socket.send_text("x" * (LARGEST + 1))
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
    with opened(client) as socket:
        socket.receive_json()
        socket.portal.call(known.end_strangers)
        with pytest.raises(WebSocketDisconnect):
            socket.receive_text()
    monkeypatch.setattr(sockets, "MOST_STRANGERS", 0)
    assert refused(client)
    assert {why: counted("closed_total", reason=why) - before[why] for why in before} == dict.fromkeys(before, 1)
    assert (counted("open", who="stranger"), counted("opened_total", who="stranger") - opened_before) == (0, 3)
    assert counted("refused_total") - refused_before == 1
