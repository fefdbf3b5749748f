"""A queue before the few places where passwords are hashed: who waits takes no thread and no connection."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from weakref import WeakKeyDictionary

from fastapi import Request

from practice_app.errors import Busy
from practice_app.http.clients import network_of
from practice_app.services.accounts import PATIENCE_S
from practice_app.settings import get_settings


class Places:
    """So many at once, so many waiting (one network at most half of them), so long; everybody else is sent away."""

    def __init__(self, at_once: int, most_waiting: int, patience_s: float) -> None:
        self._free = asyncio.Semaphore(at_once)
        self._most_waiting = most_waiting
        self._patience_s = patience_s
        self._waiting: Counter[str] = Counter()

    @asynccontextmanager
    async def one(self, network: str) -> AsyncIterator[None]:
        """Hold a place; raise ``Busy`` when too many wait for one, or when none comes free in time."""
        if self._free.locked():
            await self._wait(network)
        else:
            await self._free.acquire()
        try:
            yield
        finally:
            self._free.release()

    async def _wait(self, network: str) -> None:
        share = (self._most_waiting + 1) // 2
        if self._waiting.total() >= self._most_waiting or self._waiting[network] >= share:
            raise Busy()
        self._waiting[network] += 1
        try:
            async with asyncio.timeout(self._patience_s):
                await self._free.acquire()
        except TimeoutError:
            raise Busy() from None
        finally:
            self._waiting -= Counter({network: 1})


@lru_cache
def _by_loop() -> WeakKeyDictionary[asyncio.AbstractEventLoop, Places]:
    return WeakKeyDictionary()


def places() -> Places:
    """Give the places of this process (of its event loop: there is one outside of tests)."""
    loop, chosen = asyncio.get_running_loop(), get_settings()
    if loop not in _by_loop():
        _by_loop()[loop] = Places(chosen.hashes_at_once, chosen.hashes_waiting, PATIENCE_S)
    return _by_loop()[loop]


async def place_to_hash(request: Request) -> AsyncIterator[None]:
    """Let a request that hashes a password wait for its turn."""
    async with places().one(network_of(request)):
        yield
