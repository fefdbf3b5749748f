"""A queue before the few places where passwords are hashed: who waits takes no thread and no connection."""

import asyncio
from collections import Counter, deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import lru_cache
from weakref import WeakKeyDictionary

from fastapi import Request

from practice_app.errors import Busy
from practice_app.http import guarded
from practice_app.http.clients import network_of
from practice_app.services.accounts import DEVICE_COOKIE, PATIENCE_S, known_device
from practice_app.settings import get_settings

ONE_DEVICE = 2
"""Requests of one known device that may wait at once."""


class Places:
    """So many at once, so many waiting, so long; everybody else is sent away.

    Devices that somebody signed in on before come first, and have room: one network takes at most half of the queue,
    and all strangers together seven eighths, however many guess from wherever.
    """

    def __init__(self, at_once: int, most_waiting: int, patience_s: float) -> None:
        self._free = at_once
        self._most_waiting = most_waiting
        self._patience_s = patience_s
        self._waiting: Counter[str] = Counter()
        self._known: deque[asyncio.Future[None]] = deque()
        self._strangers: deque[asyncio.Future[None]] = deque()

    @asynccontextmanager
    async def one(self, network: str, device: str = "") -> AsyncIterator[None]:
        """Hold a place; raise ``Busy`` when too many wait for one, or when none comes free in time.

        ``device``: by what it is known, if it is.
        """
        if self._free:
            self._free -= 1
        else:
            await self._wait(device or network, stranger=not device)
        try:
            yield
        finally:
            self._pass_on()

    async def _wait(self, whose: str, *, stranger: bool) -> None:
        if self._is_full(whose, stranger):
            raise Busy()
        self._waiting[whose] += 1
        try:
            async with asyncio.timeout(self._patience_s):
                await self._turn(self._strangers if stranger else self._known)
        except TimeoutError:
            raise Busy() from None
        finally:
            self._waiting -= Counter({whose: 1})

    async def _turn(self, lane: deque[asyncio.Future[None]]) -> None:
        turn = asyncio.get_running_loop().create_future()
        lane.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if not turn.cancelled():  # its turn came as it was about to leave
                self._pass_on()
            elif turn in lane:
                lane.remove(turn)
            raise

    def _pass_on(self) -> None:
        """Give a place to whoever waits, or keep it."""
        for lane in (self._known, self._strangers):
            while lane:
                turn = lane.popleft()
                if not turn.done():
                    turn.set_result(None)
                    return
        self._free += 1

    def _is_full(self, whose: str, stranger: bool) -> bool:
        most = self._most_waiting
        share = (most + 1) // 2 if stranger else ONE_DEVICE
        full = self._waiting.total() >= most or self._waiting[whose] >= share
        return full or (stranger and len(self._strangers) >= most - most // 8)


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
    device = known_device(guarded.read(request, DEVICE_COOKIE))
    async with places().one(network_of(request), device):
        yield
