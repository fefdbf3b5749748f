"""The way in for live pages: who may open a socket, how much may come through it, and when it must end.

All of it before anything is parsed, and with the server's own words (ASGI), not with Reflex's.
"""

import asyncio
import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache, partial

from prometheus_client import Counter, Gauge
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from practice_app.errors import Problem
from practice_app.http import guarded
from practice_app.http.clients import network_of
from practice_app.reflex_seams.namespace import CONNECTION
from practice_app.server.pace import Pace, TooFast
from practice_app.services import accounts
from practice_app.services.accounts import Identity
from practice_app.settings import get_settings
from practice_app.state.shared.connections import ENDED, Connection, Connections, connections

PATH = "/_event"
LARGEST = 128 * 1024
"""The longest note in a form takes a third of it."""
COST_EVERY = 16 * 1024
"""A long message counts as several: parsing takes as long as its length."""
MOST_OF_A_PERSON = 50
MOST_STRANGERS = 1000
"""In one process: each open page costs about 200 kB."""
OVERLOADED, TOO_LARGE, NOT_WELCOME = 1013, 1009, 1008
_GONE: Message = {"type": "websocket.disconnect", "code": 1005}


OPEN = Gauge("woodshed_sockets_open", "Live pages that are open", ["who"], multiprocess_mode="livesum")
OPENED = Counter("woodshed_sockets_opened", "Live pages that were opened", ["who"])
CLOSED = Counter("woodshed_sockets_closed", "Live pages that ended, by why", ["reason"])
REFUSED = Counter("woodshed_sockets_refused", "Live pages that there was no room for, or that came too fast")

Paces = list[tuple[Pace, str]]
"""What all must allow, and as whose."""


class Refused(Exception):
    """No socket for this one, now."""


class Sockets:
    """ASGI middleware around the app's sockets."""

    def __init__(self, app: ASGIApp, known: Connections = connections) -> None:
        self.app = app
        self._known = known
        self._opening = Pace(per_s=20, burst=100, most_wait_s=5)
        self._talking = Pace(per_s=20, burst=80)
        self._strangers_talking = Pace(per_s=10, burst=40)
        self._all_strangers = Pace(per_s=30, burst=120)  # a process carries some 130 events a second

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is no socket; know a socket for as long as it lasts."""
        if not str(scope.get("path", "")).startswith(PATH):
            await self.app(scope, receive, send)
        elif scope["type"] != "websocket":
            await PlainTextResponse("Live pages speak over a websocket.", 426)(scope, receive, send)
        else:
            await self._socket(scope, receive, send)

    async def _socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            connection = await self._admitted(scope)
        except (Refused, TooFast, Problem):
            REFUSED.inc()
            await send({"type": "websocket.close", "code": OVERLOADED})
            return
        with _counted(connection), self._known.holding(connection):
            line = _Line(connection, receive, send, self._paces(connection))
            await self.app({**scope, CONNECTION: connection}, line.receive, line.send)

    async def _admitted(self, scope: Scope) -> Connection:
        """Find out who it is; raise ``Refused`` when they have enough open, ``TooFast`` when they come too often."""
        address = network_of(HTTPConnection(scope))
        await self._opening.wait(address)
        cookie = guarded.read(HTTPConnection(scope), accounts.COOKIE)
        who = await _proved(cookie) if cookie else None
        if who:
            if len(self._known.of(str(who.id))) >= MOST_OF_A_PERSON:
                raise Refused
            return Connection(address, str(who.id), str(who.auth_session_id))
        if self._known.strangers(address) >= get_settings().stranger_sockets:
            raise Refused
        if self._known.crowded or self._known.strangers() >= MOST_STRANGERS:
            raise Refused
        return Connection(address, device_id=ENDED if cookie else "")

    def _paces(self, connection: Connection) -> Paces:
        if connection.user_id:
            return [(self._talking, connection.user_id)]
        return [(self._strangers_talking, connection.address), (self._all_strangers, "")]


@contextlib.contextmanager
def _counted(connection: Connection) -> Iterator[None]:
    """Count a socket while it is open, and why it ended."""
    who = "member" if connection.user_id else "stranger"
    OPENED.labels(who).inc()
    OPEN.labels(who).inc()
    try:
        yield
    finally:
        OPEN.labels(who).dec()
        CLOSED.labels(connection.why).inc()


class _Line:
    """Both directions of one socket: what comes in is measured, and it ends when the connection does."""

    def __init__(self, connection: Connection, receive: Receive, send: Send, paces: Paces) -> None:
        self._connection, self._receive, self._send, self._paces = connection, receive, send, paces
        self._over = False

    async def receive(self) -> Message:
        """Give the next message that may come in, or say that the socket is gone."""
        message = await self._next()
        size = len(message.get("text") or message.get("bytes") or "")
        if message["type"] != "websocket.receive":
            return message
        if size > LARGEST:
            return await self._end(TOO_LARGE, "too_large")
        try:
            for pace, key in self._paces:
                await pace.wait(key, 1 + size / COST_EVERY)
        except TooFast:
            return await self._end(NOT_WELCOME, "too_fast")
        return message if self._connection.is_open else await self._end()

    async def _next(self) -> Message:
        """Wait for a message or the end, whichever is first."""
        if not self._connection.is_open:
            return await self._end()
        coming = asyncio.ensure_future(self._receive())
        ending = asyncio.ensure_future(self._connection.ended.wait())
        try:
            await asyncio.wait((coming, ending), return_when=asyncio.FIRST_COMPLETED)
            if self._connection.is_open:
                return coming.result()
        finally:
            ending.cancel()
            coming.cancel()
        return await self._end()

    async def _end(self, code: int = 1000, why: str = "signed_out") -> Message:
        """Close it from our side, once; whoever reads from it learns that it is gone."""
        self._connection.end(why)
        if not self._over:
            self._over = True
            with contextlib.suppress(Exception):  # the other side may have closed it meanwhile
                await self._send({"type": "websocket.close", "code": code})
        return _GONE

    async def send(self, message: Message) -> None:
        """Let out what may go out: nothing more after the end."""
        if not self._connection.is_open:
            raise OSError("this socket has ended")
        await self._send(message)


async def _proved(cookie: str) -> Identity | None:
    """Tell whose cookie this is; raise ``Problem`` when that can't be known now.

    Whoever is leaving is let in, and told so by the first event: each asks anew who it is from.
    """
    known = partial(accounts.identify_cookie, cookie, leaving=True)
    return await asyncio.get_running_loop().run_in_executor(_provers(), known)


@lru_cache
def _provers() -> ThreadPoolExecutor:
    """Threads of their own: whoever is in already does not wait behind those who knock."""
    return ThreadPoolExecutor(3, thread_name_prefix="proving")
