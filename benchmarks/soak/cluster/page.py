"""An open page: its socket, which is opened again as Reflex's page does when it was closed, and filled anew."""

import asyncio
import time
from dataclasses import asdict, dataclass, field
from typing import Any

from websockets.exceptions import WebSocketException

from benchmarks.sockets import LOAD, STATE
from tests.sockets import Tab

STEP_S, MOST_STEPS = 0.2, 10
"""How a page waits between two attempts: a step more each time (Reflex 0.10.1, `state.js`)."""
PATIENCE_S = 20.0


@dataclass
class Line:
    """How it went with the socket of one page."""

    opened: int = 0
    gaps_s: list[float] = field(default_factory=list)
    """From when it was closed until the page was whole again."""


class Page:
    """A journal that somebody has open."""

    def __init__(self, address: str, cookie: str) -> None:
        self._address, self._cookie = address, cookie
        self._token: str | None = None
        self.line = Line()

    async def stay(self, over: asyncio.Event) -> None:
        """Be open until it is over; whatever closes it, come back."""
        lost: float | None = None
        failed = 0
        while not over.is_set():
            try:
                async with Tab(self._address, self._cookie, self._token) as tab:
                    self._token = tab.token
                    await self._fill(tab)
                    if lost is not None:
                        self.line.gaps_s.append(time.monotonic() - lost)
                    self.line.opened += 1
                    failed = 0
                    await self._until_closed(tab, over)
                lost = time.monotonic()
            except (OSError, TimeoutError, WebSocketException, EOFError):
                lost = lost or time.monotonic()
                failed = min(failed + 1, MOST_STEPS)
                await asyncio.sleep(STEP_S * failed)

    async def _fill(self, tab: Tab) -> None:
        """Fill it, unless its socket is closed before."""
        filling, closed = asyncio.create_task(_load(tab)), asyncio.create_task(tab.ended(PATIENCE_S))
        await asyncio.wait((filling, closed), return_when=asyncio.FIRST_COMPLETED)
        whole = filling.done()
        for task in (filling, closed):
            task.cancel()
        if not whole:
            raise EOFError
        filling.result()

    async def _until_closed(self, tab: Tab, over: asyncio.Event) -> None:
        closed, ended = asyncio.create_task(tab.ended(86_400)), asyncio.create_task(over.wait())
        await asyncio.wait((closed, ended), return_when=asyncio.FIRST_COMPLETED)
        for task in (closed, ended):
            task.cancel()

    def told(self) -> dict[str, Any]:
        """How it went."""
        return asdict(self.line)


async def _load(tab: Tab) -> None:
    await tab.hydrate("/")
    await tab.ask(LOAD, {})
    while not tab.state.get(STATE, {}).get("days_rx_state_"):
        await tab.change()
