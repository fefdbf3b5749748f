"""The flood of `benchmarks.flood`, in processes of its own: whatever a stranger can send, as fast as it goes."""

import argparse
import asyncio
import itertools
import json
import os
import random
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import connect
from websockets.exceptions import WebSocketException

from practice_app.ids import new_id
from tests.sockets import HYDRATE, ROOT

ADDRESSES = [f"127.0.0.{number}" for number in range(2, 10)]
JUNK = "j" * 100_000
EXCEPTION = f"{ROOT}.reflex___state____frontend_event_exception_state.handle_frontend_exception"
EVENTS = [
    {"name": "state.nothing", "payload": {"x": JUNK}},
    {"name": HYDRATE, "payload": {}, "router_data": {"pathname": "/" + JUNK, "query": {JUNK[:1000]: JUNK[:1000]}}},
    {"name": HYDRATE, "payload": {"vars": {f"v{n}": n for n in range(5000)}}},
    {"name": EXCEPTION, "payload": {"info": "TypeError: " + JUNK, "component_stack": JUNK}},
    {"name": ["no", "name"], "payload": [[[[]]]] * 1000},
    ["no", "event"],
]

TOLD = ["42/_event," + json.dumps(["event", event]) for event in EVENTS]
PARTS = ("talk", "endless", "ask")
"""Each in a process of its own."""


class Flood:
    """Everything at once, until the time is over; what was sent is counted."""

    def __init__(self, address: str, cookie: str, seconds: float) -> None:
        self.address, self.cookie = address, cookie
        self.until = time.monotonic() + seconds
        self.sent: Counter[str] = Counter()
        self._from = itertools.cycle(ADDRESSES)
        self._clients = itertools.cycle([_client(address, one) for one in ADDRESSES])

    async def run(self, part: str) -> None:
        """Let every kind of this part come from many at once."""
        kinds: dict[str, list[tuple[int, Callable[[], Awaitable[None]]]]] = {
            "talk": [(80, self.stranger), (40, self.forged), (20, self.member)],
            "endless": [(24, self.endless)],
            "ask": [
                (16, self.sign_in),
                (8, self.declare),
                (8, self.long_path),
                (8, self.junk_headers),
                (4, self.post_to_socket),
            ],
        }
        await asyncio.gather(*(self.again(do) for many, do in kinds[part] for _ in range(many)))

    async def again(self, do: Callable[[], Awaitable[None]]) -> None:
        """Do one thing over and over; being refused stops nobody."""
        while time.monotonic() < self.until:
            try:
                async with asyncio.timeout(max(0.1, self.until - time.monotonic())):
                    await do()
            except (OSError, TimeoutError, httpx.HTTPError, httpx.InvalidURL, WebSocketException) as error:
                self.sent[f"refused or cut off: {do.__name__}, {type(error).__name__}"] += 1
                await asyncio.sleep(0.05)

    async def stranger(self) -> None:
        """Open a socket and send junk."""
        await self._talk("sockets without a cookie", "")

    async def forged(self) -> None:
        """The same with a cookie that opens nothing."""
        await self._talk("sockets with a made-up cookie", "x" * random.randint(1, 2000))

    async def member(self) -> None:
        """The same from somebody who has an account."""
        await self._talk("sockets of an account", self.cookie)

    async def _talk(self, kind: str, cookie: str) -> None:
        async with self._socket(cookie) as socket:
            self.sent[kind] += 1
            await socket.recv()
            await socket.send("40/_event,")
            for event in itertools.cycle(TOLD):
                await socket.send(event)
                self.sent["events"] += 1

    def _socket(self, cookie: str = "") -> connect:
        url = f"{self.address.replace('http', 'ws', 1)}/_event/?EIO=4&transport=websocket&token={uuid4()}"
        headers = {"Cookie": f"woodshed_session={cookie}"} if cookie else {}
        return connect(
            url,
            additional_headers=headers,
            origin=self.address,
            local_addr=(next(self._from), 0),
            max_size=None,
            open_timeout=20,
            close_timeout=1,
            ping_interval=None,
        )

    async def endless(self) -> None:
        """Begin a message of 60 MB and never end it."""

        async def parts() -> AsyncIterator[str]:
            for _ in range(60):
                yield "x" * 2**20
            await asyncio.sleep(3600)

        async with self._socket() as socket:
            self.sent["messages without an end"] += 1
            sending = asyncio.create_task(socket.send(parts()))
            try:
                await socket.wait_closed()
            finally:
                sending.cancel()
                await asyncio.gather(sending, return_exceptions=True)

    async def sign_in(self) -> None:
        """Guess passwords of ever other accounts."""
        body = {"email": f"{uuid4().hex}@example.org", "password": "x" * 256}
        await self._call_service("sign-ins", "POST", "/api/v1/auth/login", json=body)

    async def declare(self) -> None:
        """Make a session and declare uploads for it."""
        start = datetime.now(UTC) - timedelta(days=random.randint(1, 300), minutes=random.randint(1, 1000))
        path = f"/api/v1/sessions/{new_id()}"
        session = {
            "started_at": start.isoformat(),
            "ended_at": (start + timedelta(seconds=30)).isoformat(),
            "timezone": "UTC",
            "source": "timer",
            "client_updated_at": start.isoformat(),
        }
        headers = {"Cookie": f"woodshed_session={self.cookie}"}
        await self._call_service("sessions", "PUT", path, json=session, headers=headers)
        draft = {"id": str(new_id()), "kind": "audio", "mime_type": "audio/webm", "bytes": 10**9, "offset_s": 0}
        await self._call_service("uploads declared", "POST", f"{path}/recordings", json=draft, headers=headers)

    async def long_path(self) -> None:
        """Ask for addresses that are long."""
        where = random.choice(["/", "/api/v1/", "/_s3/", "/sessions/", "/health/"])
        await self._call_service(
            "long paths", "GET", where + random.choice(["a", "%2f", "/", "é"]) * random.randint(100, 20_000)
        )

    async def junk_headers(self) -> None:
        """Ask with headers full of junk."""
        more = {f"X-Junk-{n}": JUNK[:1000] for n in range(60)} | {
            "Accept-Language": "x-" * 2000,
            "Cookie": "a=b;" * 2000,
        }
        await self._call_service("junk headers", "GET", random.choice(["/", "/api/v1/me", "/journal"]), headers=more)

    async def post_to_socket(self) -> None:
        """Send a body to where sockets are opened."""

        async def body() -> AsyncIterator[bytes]:
            for _ in range(50):
                yield b"x" * 2**20

        await self._call_service("bodies to the socket", "POST", "/_event/?EIO=4&transport=polling", content=body())

    async def _call_service(self, kind: str, method: str, path: str, **more: Any) -> None:
        answer = await next(self._clients).request(method, path, **more)
        self.sent[f"{kind}: {answer.status_code}"] += 1


def _client(address: str, sender: str) -> httpx.AsyncClient:
    """Ask from one of the flood's addresses, as one of our pages would."""
    return httpx.AsyncClient(
        transport=httpx.AsyncHTTPTransport(local_address=sender, verify=False),
        base_url=address,
        timeout=20,
        headers={"Origin": address, "Sec-Fetch-Site": "same-origin"},
    )


def main() -> None:
    """Flood an address, and write down what was sent."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("part", choices=PARTS)
    options.add_argument("address")
    options.add_argument("cookie")
    options.add_argument("file", type=Path)
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    os.nice(10)  # a stranger's processor is not ours
    flood = Flood(chosen.address, chosen.cookie, chosen.seconds)
    asyncio.run(flood.run(chosen.part))
    chosen.file.write_text(json.dumps(flood.sent))


if __name__ == "__main__":
    main()
