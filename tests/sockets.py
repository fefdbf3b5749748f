"""A browser tab without a browser: speaks Reflex's socket, for security tests and for load.

Framing: Engine.IO 4 (0 open, 2 ping, 3 pong, 4 message) around Socket.IO (0 connect, 2 event) in namespace /_event.
"""

import asyncio
import json
from typing import Any, Self
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

ROOT = "reflex___state____state"
HYDRATE = f"{ROOT}.hydrate"


class Tab:
    """One socket; `state` is what the page would know: {state name: {var: value}}."""

    def __init__(self, address: str, cookie: str = "", token: str | None = None, origin: str | None = None) -> None:
        self.address, self.cookie, self.token = address, cookie, token or str(uuid4())
        self.origin = origin or address
        self.state: dict[str, dict[str, Any]] = {}
        self.events: list[dict[str, Any]] = []
        self._socket: ClientConnection
        self._answers: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        self._reader: asyncio.Task[None]

    async def __aenter__(self) -> Self:
        url = f"{self.address.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={self.token}"
        headers = {"Cookie": f"woodshed_session={self.cookie}"} if self.cookie else {}
        self._socket = await connect(
            url, additional_headers=headers, origin=self.origin, max_size=None, open_timeout=60, ping_interval=None
        )
        await self._socket.recv()
        await self._socket.send("40/_event,")
        self._reader = asyncio.create_task(self._read())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._reader.cancel()
        await self._socket.close()

    async def ended(self, timeout_s: float = 30) -> int | None:
        """Wait until the other side closes the socket; its code."""
        await asyncio.wait_for(self._socket.wait_closed(), timeout_s)
        return self._socket.close_code

    async def hydrate(self, path: str = "/") -> None:
        """Say hello as a page at this path does, and take the whole state."""
        await self.ask(HYDRATE, {}, path)

    async def ask(self, name: str, payload: dict[str, Any], path: str = "/", timeout_s: float = 30) -> dict[str, Any]:
        """Send an event; wait for what comes back of it."""
        while not self._answers.empty():
            self._answers.get_nowait()
        await self.send(name, payload, path)
        return await self.change(timeout_s)

    async def send(self, name: str, payload: dict[str, Any], path: str = "/") -> None:
        """Send an event and wait for nothing."""
        router = {"pathname": path, "asPath": path, "query": {}}
        await self.send_raw({"name": name, "payload": payload, "router_data": router, "token": self.token})

    async def send_raw(self, event: Any) -> None:
        """Send whatever this is as an event."""
        await self._socket.send("42/_event," + json.dumps(["event", event]))

    async def change(self, timeout_s: float = 30) -> dict[str, Any]:
        """Wait for the next change of state, or for what the page is told to do; the change."""
        return await asyncio.wait_for(self._answers.get(), timeout_s)

    async def _read(self) -> None:
        async for frame in self._socket:
            text = frame if isinstance(frame, str) else frame.decode()
            if text == "2":
                await self._socket.send("3")
            elif text.startswith("42/_event,"):
                self._take(*json.loads(text.removeprefix("42/_event,")))

    def _take(self, kind: str, update: Any = None, *_: Any) -> None:
        if kind != "event":
            return
        update = json.loads(update) if isinstance(update, str) else update
        if not isinstance(update, dict):
            return
        delta = update.get("delta") or {}
        for name, changes in delta.items():
            self.state.setdefault(name, {}).update(changes)
        self.events += update.get("events") or []
        if delta or update.get("events"):
            self._answers.put_nowait(delta)
