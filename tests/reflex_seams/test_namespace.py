"""What Reflex's end of a socket is made to do, and what of Reflex that leans on."""

import inspect
from importlib.metadata import version
from types import SimpleNamespace

import pytest
import reflex as rx
from reflex.app import EventNamespace
from reflex.state import State
from reflex_base.constants import RouteVar
from reflex_base.event.context import EventContext
from reflex_base.registry import RegistrationContext
from socketio.exceptions import ConnectionRefusedError as Refused

from practice_app.reflex_seams import SEEN_ON
from practice_app.reflex_seams.namespace import (
    CONNECTION,
    DEVICE,
    LONGEST_PATH,
    LONGEST_TEXT,
    Namespace,
    SeamedApp,
    tidy,
)
from practice_app.reflex_seams.states import HYDRATES
from practice_app.state.shared.connections import Connection

pytestmark = pytest.mark.anyio
TOKEN = "5f0c0a52-6a43-4d9c-9f5f-1d0a4a1c9a11"


def known(name: str):
    """Two handlers, as Reflex has them registered."""
    handlers = {"state.load": lambda _, a=1: a, "state.handle_frontend_exception": lambda _, info: info}
    return SimpleNamespace(handler=SimpleNamespace(fn=handlers[name])) if name in handlers else None


@pytest.fixture
def anyio_backend():
    return "asyncio"


@pytest.fixture
def namespace(monkeypatch) -> Namespace:
    """Our namespace with Reflex's own deeds noted instead of done."""
    made = object.__new__(Namespace)
    made.app = SimpleNamespace(_registration_context=SimpleNamespace(event_handlers=SimpleNamespace(get=known)))
    made._proven, made._expiring = {}, set()
    made._token_manager = SimpleNamespace(token_to_sid={}, sid_to_token={})
    made.did = []

    async def noted(self, *given, **_):
        self.did.append(given)

    for name in ("on_connect", "on_event", "emit_update"):
        monkeypatch.setattr(EventNamespace, name, noted)
    return made


def handshake(connection: Connection | None, query: str = f"EIO=4&token={TOKEN}", **more: str) -> dict:
    return {"asgi.scope": {CONNECTION: connection}, "QUERY_STRING": query, **more}


def test_this_is_the_reflex_whose_insides_were_read():
    assert version("reflex") == SEEN_ON, "read practice_app/reflex_seams again with this version's source beside it"


def test_what_is_leaned_on_is_there():
    assert list(inspect.signature(EventNamespace._build_static_router_data).parameters) == ["self", "sid", "environ"]
    assert list(inspect.signature(EventNamespace.emit_update).parameters) == ["self", "update", "token"]
    assert "event.router_data" in inspect.getsource(EventNamespace.on_event)
    assert "self._static_router_data.get(sid)" in inspect.getsource(EventNamespace.on_event)
    assert "router_data or self.router_data" in inspect.getsource(EventContext.fork)
    assert "event_namespace.emit_update" in inspect.getsource(rx.App.modify_state)
    assert {name.rpartition(".")[2] for name in HYDRATES} <= set(State.event_handlers)


def test_the_app_speaks_through_our_end():
    with RegistrationContext.get().fork():  # one app each
        app = SeamedApp()
    assert isinstance(app.event_namespace, Namespace)
    assert app.sio.namespace_handlers[app.event_namespace.namespace] is app.event_namespace


async def test_a_hello_needs_a_connection_of_ours_and_comes_once(namespace):
    connection = Connection("192.0.2.1")
    await namespace.on_connect("one", handshake(connection))
    for again in (handshake(connection), handshake(None)):
        with pytest.raises(Refused):
            await namespace.on_connect("two", again)
    assert [given[0] for given in namespace.did] == ["one"]


@pytest.mark.parametrize("token", ["", "x", TOKEN + "0", TOKEN.upper(), "a" * 60_000, f"{TOKEN}_lock"])
async def test_a_tab_that_is_not_called_as_reflex_calls_tabs_is_refused(namespace, token):
    with pytest.raises(Refused):
        await namespace.on_connect("one", handshake(Connection("192.0.2.1"), f"token={token}"))


def test_of_the_handshake_nothing_is_kept_but_our_own_address_its_languages_and_who_proved_themselves(namespace):
    namespace._proven["one"] = Connection("192.0.2.1", "ann", "anns phone")
    environ = {"HTTP_ORIGIN": "https://woodshed.example", "HTTP_ACCEPT_LANGUAGE": "ko" * 5000}
    environ |= {"HTTP_COOKIE": "woodshed_session=secret", "HTTP_X": "junk"}
    kept = namespace._build_static_router_data("one", environ)
    assert kept == {
        RouteVar.SESSION_ID: "one",
        RouteVar.HEADERS: {"origin": "https://woodshed.example", "accept-language": "ko" * 50},
        RouteVar.CLIENT_IP: "",
        DEVICE: "anns phone",
    }


def test_of_an_event_only_what_we_use_is_kept():
    router = {"pathname": "/journal", "asPath": "/journal?secret=1", "query": {"a": "b"}, DEVICE: "anns", "x": "y"}
    given = {"name": "state.load", "payload": {"a": 1}, "router_data": router, "token": "x", "more": "junk"}
    assert tidy(given, known) == {
        "name": "state.load",
        "payload": {"a": 1},
        "router_data": {"pathname": "/journal", "asPath": "/journal"},
    }


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("/forum?tag=d%C3%A9tach%C3%A9&secret=1#x", "/forum?tag=d%C3%A9tach%C3%A9"),
        ("/forum?secret=1&draft=a+b&tag=c", "/forum?draft=a+b&tag=c"),
        ("/forum?group=01a2&x=1#comment-01a2-b", "/forum?group=01a2#comment-01a2-b"),
        ("/forum?work=01a2&works=2", "/forum?work=01a2"),
        ("/forum#comment-01a2<b>", "/forum"),
        (f"/forum?tag={'x' * 101}", "/forum"),
        (f"/forum?{'&'.join(['tag=x'] * 21)}", "/forum"),
        (f"/forum?tag=x&y={'z' * LONGEST_PATH}", "/forum"),
        ("/forum?tag=%ff%00", "/forum?tag=%EF%BF%BD%00"),
        ("?", "/forum"),
        (None, "/forum"),
    ],
)
def test_of_what_follows_an_address_only_what_a_page_asks_for_is_kept(address, kept):
    found = tidy({"name": "state.load", "router_data": {"pathname": "/forum", "asPath": address}}, known)
    assert found["router_data"] == {"pathname": "/forum", "asPath": kept}


@pytest.mark.parametrize("path", [None, 5, "", "journal", "/" + "x" * LONGEST_PATH, ["/"], {"/": 1}])
def test_a_path_that_is_none_is_one_that_we_do_not_have(path):
    found = tidy({"name": "state.load", "router_data": {"pathname": path}}, known)
    assert found["router_data"] == {"pathname": "/404", "asPath": "/404"}


@pytest.mark.parametrize(
    "data",
    [None, 5, "text", [], {}, {"name": "state.other"}, {"name": ["state.load"]}, {"name": None}, {"payload": {}}],
)
def test_an_event_that_is_none_of_ours_is_dropped(data):
    assert tidy(data, known) is None


@pytest.mark.parametrize("payload", [None, 5, "text", [1], [["a", 1]]])
def test_arguments_that_are_none_are_left_out(payload):
    assert tidy({"name": "state.load", "payload": payload}, known)["payload"] == {}


@pytest.mark.parametrize("payload", [{"b": 1}, {"a": 1, "b": 2}, {"_": 1}, {"": 1}])
def test_arguments_that_a_handler_does_not_take_never_reach_it(payload):
    assert tidy({"name": "state.load", "payload": payload}, known) is None


def test_what_a_broken_page_tells_is_cut():
    told = tidy({"name": "state.handle_frontend_exception", "payload": {"info": "x" * 200_000}}, known)
    assert len(told["payload"]["info"]) == LONGEST_TEXT


async def test_events_of_a_socket_that_has_ended_are_not_looked_at(namespace):
    connection = namespace._proven["one"] = Connection("192.0.2.1", "ann", "anns")
    await namespace.on_event("one", {"name": "state.load"})
    connection.end()
    await namespace.on_event("one", {"name": "state.load"})
    await namespace.on_event("unknown", {"name": "state.load"})
    assert len(namespace.did) == 1


@pytest.mark.parametrize(
    ("made_for", "held_by", "gets_it"),
    [("anns", "anns", True), ("anns", "bobs", False), ("anns", "", False), ("", "", True), (None, "", False)],
)
async def test_an_update_reaches_only_whom_it_was_made_for(namespace, made_for, held_by, gets_it):
    """A tab's token can be held by somebody else by the time the update is there."""
    namespace._token_manager.token_to_sid[TOKEN] = "one"
    connection = namespace._proven["one"] = Connection("192.0.2.1", "somebody", held_by)
    context = EventContext(
        token=TOKEN, state_manager=None, enqueue_impl=None, router_data={} if made_for is None else {DEVICE: made_for}
    )
    before = EventContext.set(context)
    try:
        await namespace.emit_update({}, TOKEN)
        connection.end()
        await namespace.emit_update({}, TOKEN)
    finally:
        EventContext.reset(before)
    assert len(namespace.did) == gets_it


async def test_an_update_of_nobodys_reaches_nobody(namespace):
    namespace._token_manager.token_to_sid[TOKEN] = "one"
    namespace._proven["one"] = Connection("192.0.2.1")
    await namespace.emit_update({}, TOKEN)
    assert namespace.did == []
