import pytest
from fastapi.testclient import TestClient
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse
from starlette.routing import Route, WebSocketRoute
from starlette.websockets import WebSocketDisconnect

from practice_app.server.guard import Guard


async def greet(socket):
    await socket.accept()
    await socket.send_text("hello")
    await socket.close()


@pytest.fixture
def client(db_urls):
    inner = Starlette(
        routes=[Route("/", lambda _: PlainTextResponse("hi")), WebSocketRoute("/_event/", greet)],
    )
    return TestClient(Guard(inner), base_url="http://woodshed.example")


def test_our_own_pages_and_plain_clients_open_a_socket(client):
    for headers in ({"Origin": "http://woodshed.example"}, {}):
        with client.websocket_connect("/_event/", headers={"Host": "woodshed.example", **headers}) as socket:
            assert socket.receive_text() == "hello"


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://woodshed.example.evil.example"])
def test_another_site_opens_no_socket(client, origin):
    with (
        pytest.raises(WebSocketDisconnect),
        client.websocket_connect("/_event/", headers={"Origin": origin, "Host": "woodshed.example"}),
    ):
        pass


def test_pages_cannot_be_framed_and_run_no_foreign_scripts(client):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert "http" not in policy


def test_a_window_that_opened_ours_learns_nothing_of_it(client):
    assert client.get("/").headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize(
    ("scheme", "below", "told"),
    [
        ("http", False, None),
        ("https", False, "max-age=31536000"),
        ("https", True, "max-age=31536000; includeSubDomains"),
    ],
)
def test_who_came_by_https_comes_by_it_ever_after(client, settings, scheme, below, told):
    settings(hsts_subdomains=below)
    answer = client.get("/", headers={"X-Forwarded-Proto": scheme})
    assert answer.headers.get("Strict-Transport-Security") == told


def test_a_sign_in_from_before_gets_its_new_name_where_no_cache_keeps_the_answer(client):
    told = {"X-Forwarded-Proto": "https", "Cookie": "woodshed_session=from-before"}
    (named, dropped) = client.get("/api/v1/me", headers=told).headers.get_list("set-cookie")
    assert named.startswith("__Host-woodshed_session=from-before;")
    assert dropped.startswith('woodshed_session="";')
    assert not client.get("/", headers=told).headers.get_list("set-cookie")
    assert not client.post("/api/v1/me", headers=told).headers.get_list("set-cookie")


@pytest.mark.parametrize(
    ("path", "headers", "status"),
    [
        ("/" + "a" * 9000, {}, 414),
        ("/?" + "a" * 9000, {}, 414),
        ("/" + "a" * 256, {}, 404),
        ("/" + "%ED%95%9C" * 86, {}, 404),
        ("/", {"X-Junk": "a" * 40_000}, 431),
        ("/", {"Host": "["}, 400),
        ("/", {"Host": "a/b"}, 400),
    ],
)
def test_what_is_too_long_or_nobodys_name_is_refused_in_the_readers_language(client, path, headers, status):
    english, korean = (client.get(path, headers={"Accept-Language": tag, **headers}) for tag in ("EN", "KO"))
    assert (english.status_code, korean.status_code) == (status, status)
    assert english.text.isascii()
    assert not korean.text.isascii()


def test_names_and_addresses_up_to_their_bounds_pass(client):
    assert client.get("/?x=" + "a" * 8000, headers={"X-Junk": "a" * 30_000}).text == "hi"
    assert client.get("/" + "a" * 255).text != "Nothing has a name as long as that."
