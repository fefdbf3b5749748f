"""A network that fails: a proxy in front of Woodshed that spoils a share of the requests, by a seeded chance.

Each request goes over a connection of its own. Pages and the socket of the page pass unharmed; calls of the API and
parts for S3 may be cut, held up, refused, swallowed or sent twice.
"""

import asyncio
import random
import threading
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

Head = tuple[bytes, str, str]
"""The head of a request as it came, its method and its path."""
SPOILT = ("/api/v1/sessions", "/api/v1/recordings", "/api/v1/me", "/_s3/")
_LOST = b"HTTP/1.1 %d Spoilt\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


@dataclass
class FaultyProxy:
    """Passes requests on to a server, or not."""

    host: str
    port: int
    share: float
    """How many of the requests are spoilt, from 0 to 1."""
    seed: int = 1
    done: Counter[str] = field(default_factory=Counter)
    """How often each fault was done."""

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self._server: asyncio.Server | None = None

    async def start(self) -> int:
        """Listen on a free port and tell which."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        return int(self._server.sockets[0].getsockname()[1])

    async def stop(self) -> None:
        """Listen no more, and cut what is open."""
        if self._server:
            self._server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            raw = await reader.readuntil(b"\r\n\r\n")
            method, path, _ = raw.split(b"\r\n", 1)[0].decode().split(" ", 2)
            if b"upgrade: websocket" in raw.lower():
                await self._tunnel(raw, reader, writer)
            else:
                body = await reader.readexactly(_length(raw))
                await self._answer((_close(raw), method, path), body, writer)
        with suppress(OSError):
            writer.close()

    async def _answer(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        fault = self._fault(head)
        self.done[fault.__name__.strip("_")] += 1
        await fault(head, body, writer)
        with suppress(OSError):
            await writer.drain()

    def _fault(self, head: Head) -> Callable[[Head, bytes, asyncio.StreamWriter], Coroutine[Any, Any, None]]:
        _, method, path = head
        if not path.startswith(SPOILT) or self._chance.random() >= self.share:
            return self._pass_on
        known = [self._reset, self._delay, self._unavailable, self._lose_answer, self._half_body]
        if path.startswith("/_s3/"):
            known.append(self._forbid)
        if method == "POST" and path.endswith("/complete"):
            known = [self._repeat, self._lose_answer]
        return self._chance.choice(known)

    async def _pass_on(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        writer.write(await self._call_service(head, body))

    async def _reset(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:  # noqa: ARG002
        writer.transport.abort()

    async def _delay(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._chance.uniform(0.2, 3))
        await self._pass_on(head, body, writer)

    async def _unavailable(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:  # noqa: ARG002
        writer.write(_LOST % 503)

    async def _forbid(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:  # noqa: ARG002
        writer.write(_LOST % 403)

    async def _lose_answer(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        await self._call_service(head, body)
        writer.transport.abort()

    async def _half_body(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        """The server sees a connection that breaks in the middle of what is sent."""
        _, to_server = await asyncio.open_connection(self.host, self.port)
        to_server.write(head[0] + body[: len(body) // 2])
        with suppress(OSError):
            await to_server.drain()
        to_server.transport.abort()
        writer.transport.abort()

    async def _repeat(self, head: Head, body: bytes, writer: asyncio.StreamWriter) -> None:
        await self._call_service(head, body)
        await self._pass_on(head, body, writer)

    async def _call_service(self, head: Head, body: bytes) -> bytes:
        from_server, to_server = await asyncio.open_connection(self.host, self.port)
        to_server.write(head[0] + body)
        await to_server.drain()
        answer = await from_server.read()
        to_server.close()
        return answer

    async def _tunnel(self, raw: bytes, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        from_server, to_server = await asyncio.open_connection(self.host, self.port)
        to_server.write(raw)
        await asyncio.gather(_pour(reader, to_server), _pour(from_server, writer), return_exceptions=True)


async def _pour(source: asyncio.StreamReader, into: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while some := await source.read(65536):
            into.write(some)
            await into.drain()
    into.close()


def _length(raw: bytes) -> int:
    for line in raw.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return int(value)
    return 0


def _close(raw: bytes) -> bytes:
    """Ask the server to close the connection after its answer, so that its end is where it ends."""
    lines = [line for line in raw.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    return b"\r\n".join([lines[0], b"Connection: close", *lines[1:]])


Proxy = TypeVar("Proxy", bound=FaultyProxy)


@contextmanager
def behind(proxy: Proxy) -> Iterator[tuple[str, Proxy]]:
    """The address of a proxy that runs in a thread of its own."""
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, daemon=True)
    thread.start()
    listening = asyncio.run_coroutine_threadsafe(proxy.start(), loop).result(10)
    try:
        yield f"http://localhost:{listening}", proxy
    finally:
        asyncio.run_coroutine_threadsafe(proxy.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(10)
