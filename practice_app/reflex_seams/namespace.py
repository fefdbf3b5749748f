"""Reflex's end of a socket, made to believe nothing that a page says and to tell nobody what is another's.

Seen on Reflex 0.10.1: `reflex.app.EventNamespace` keeps all headers of the handshake, cookie included, with each event
(`router_data`), adds whatever the page calls its address, and stores that in Redis with the state. It sends an update
to whoever holds a tab's token at that moment.
"""

import asyncio
import inspect
import re
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import Any, Protocol, TypeVar
from urllib.parse import parse_qs, parse_qsl, urlencode

import reflex as rx
from reflex.app import EventNamespace
from reflex.state import BaseState, StateUpdate
from reflex_base.config import get_config
from reflex_base.constants import RouteVar
from reflex_base.event.context import EventContext
from reflex_base.registry import RegisteredEventHandler
from socketio.exceptions import ConnectionRefusedError as Refused

from practice_app.reflex_seams import states

T = TypeVar("T")
S = TypeVar("S", bound=BaseState)
_TOKEN = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

CONNECTION = "woodshed.connection"
"""Where the handshake's ASGI scope holds the connection."""
DEVICE = "device"
"""In `router_data`: the signed-in device that proved itself on the socket an event came through, or that none did."""
LONGEST_PATH = 500
NAMED = frozenset({"draft", "tag", "group", "work", "month", "year"})
"""What pages take from what follows an address, and nothing else of it is kept: it may hold anything."""
LONGEST_NAMED, MOST_NAMED = 100, 20
_ANCHOR = re.compile(r"#comment-[0-9a-f-]{1,40}")
"""The one kind of place within a page that a page is filled by."""
LONGEST_LANGUAGES = 100
LONGEST_TEXT = 2000
"""Of what a page says when it broke: Reflex escapes it with a pattern that takes quadratic time, and it is logged."""
FRONTEND_BROKE = "handle_frontend_exception"


class Proven(Protocol):
    """What this needs to know of a connection."""

    sid: str
    user_id: str
    device_id: str

    @property
    def is_open(self) -> bool:
        """Whether it may still be used."""
        ...


class Namespace(EventNamespace):
    """Events from and updates to the pages that are open in this process."""

    def __init__(self, namespace: str, app: rx.App) -> None:
        super().__init__(namespace, app)
        self._proven: dict[str, Proven] = {}
        self._expiring: set[asyncio.Task[None]] = set()

    async def on_connect(self, sid: str, environ: dict[str, Any], auth: Any = None) -> None:
        """Take a page's hello: one on each socket, with a tab's token that is one."""
        connection = environ["asgi.scope"].get(CONNECTION)
        if connection is None or connection.sid or not _is_token(environ.get("QUERY_STRING", "")):
            raise Refused()
        connection.sid = sid
        self._proven[sid] = connection
        try:
            await super().on_connect(sid, environ, auth)
        except BaseException:
            self._proven.pop(sid, None)
            raise

    def on_disconnect(self, sid: str, *reason: Any) -> Any:
        """Forget the socket, and soon also what a stranger's tab had."""
        connection, token = self._proven.pop(sid, None), self.sid_to_token.get(sid)
        ending = super().on_disconnect(sid, *reason)
        if token and connection and not connection.user_id:
            task = asyncio.create_task(states.expire_soon(self.app, token))
            self._expiring.add(task)
            task.add_done_callback(self._expiring.discard)
        return ending

    async def on_event(self, sid: str, data: Any) -> None:
        """Take an event if it is one of ours, and of it only what we use."""
        connection = self._proven.get(sid)
        event = tidy(data, self.app._registration_context.event_handlers.get)
        if connection and connection.is_open and event:
            await super().on_event(sid, event)

    async def emit_update(self, update: StateUpdate, token: str) -> None:
        """Send an update to a tab, if whoever holds it now is who it was made for."""
        held_by = self._proven.get(self.token_to_sid.get(token, ""))
        if held_by and held_by.is_open and held_by.device_id == _made_for():
            await super().emit_update(update, token)

    def _build_static_router_data(self, sid: str, environ: dict[str, Any]) -> dict[str, Any]:
        """What goes with each event of a socket: who proved themselves; of headers our address and languages."""
        languages = environ.get("HTTP_ACCEPT_LANGUAGE", "")[:LONGEST_LANGUAGES]
        return {
            RouteVar.SESSION_ID: sid,
            RouteVar.HEADERS: {"origin": environ.get("HTTP_ORIGIN", "")[:LONGEST_PATH], "accept-language": languages},
            RouteVar.CLIENT_IP: "",
            DEVICE: self._proven[sid].device_id,
        }


def _made_for() -> str | None:
    """The device whose event, or for which a realtime event, is being worked on; ``None`` when it is nobody's."""
    try:
        return EventContext.get().router_data.get(DEVICE)
    except LookupError:
        return None


@asynccontextmanager
async def pushed(app: rx.App, connection: Proven, kind: type[S]) -> AsyncIterator[S | None]:
    """Change a tab's state from outside, for whoever proved themselves on this connection.

    Nothing (``None``) when the tab is not theirs any more: no event of theirs was its last, or somebody else holds it.
    """
    token = app.event_namespace.sid_to_token.get(connection.sid) if app.event_namespace else None
    if not token or not connection.is_open:
        yield None
        return
    with app.set_contexts():
        before = EventContext.set(EventContext.get().fork(router_data={DEVICE: connection.device_id}))
        try:
            async with app.modify_state(rx.BaseStateToken(ident=token, cls=kind)) as state:
                theirs = state.router_data.get(DEVICE) == connection.device_id
                yield await state.get_state(kind) if theirs else None
        finally:
            EventContext.reset(before)


def tidy(data: Any, known: Callable[[str], RegisteredEventHandler | None]) -> dict[str, Any] | None:
    """Give of an event what we use, each of its kind and length; ``None`` when it is none of ours."""
    name, payload = _part(data, "name", str), _part(data, "payload", dict)
    handler = known(name)
    if handler is None or not _fits(handler.handler.fn, payload):
        return None
    path = _part(_part(data, "router_data", dict), RouteVar.PATH, str)
    if not path.startswith("/") or len(path) > LONGEST_PATH:
        path = "/404"
    whole = path + _named(_part(_part(data, "router_data", dict), RouteVar.ORIGIN, str))
    if name.endswith(FRONTEND_BROKE):
        payload = {key: str(value)[:LONGEST_TEXT] for key, value in payload.items()}
    return {"name": name, "payload": payload, "router_data": {RouteVar.PATH: path, RouteVar.ORIGIN: whole}}


def _named(address: str) -> str:
    """What follows an address, as far as a page asks for it."""
    if len(address) > LONGEST_PATH:
        return ""
    try:
        told = parse_qsl(address.partition("#")[0].partition("?")[2], max_num_fields=MOST_NAMED)
    except ValueError:
        return ""
    found = [(name, value) for name, value in told if name in NAMED and len(value) <= LONGEST_NAMED]
    anchor = _ANCHOR.fullmatch("".join(address.partition("#")[1:]))
    return (f"?{urlencode(found)}" if found else "") + (anchor[0] if anchor else "")


def _fits(handler: Callable[..., Any], payload: dict[str, Any]) -> bool:
    """Whether a handler can be called with arguments of these names; Reflex writes a page into the log if not."""
    try:
        _signature(handler).bind(None, **payload)
    except TypeError:
        return False
    return True


@lru_cache(maxsize=1000)
def _signature(handler: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(handler)


def _part(data: Any, name: str, kind: type[T]) -> T:
    """One entry of a mapping that may be anything; an empty one when it isn't what it should be."""
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, kind) else kind()


def _is_token(query: str) -> bool:
    """Whether a tab calls itself by a UUID, as Reflex's pages do: it becomes part of keys in Redis."""
    return bool(_TOKEN.fullmatch(parse_qs(query[:LONGEST_PATH]).get("token", [""])[0]))


class SeamedApp(rx.App):
    """Reflex's app with our end of the socket."""

    def _setup_state(self) -> None:
        super()._setup_state()
        if self.sio:
            self._event_namespace = Namespace(get_config().get_event_namespace(), self)
            self.sio.register_namespace(self._event_namespace)
