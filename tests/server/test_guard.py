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
