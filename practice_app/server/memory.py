"""Keeps a web process within its memory: sockets are closed before the machine has none left.

The web server (Granian 2.8) gathers a websocket message whole, up to 64 MB, before anybody can see how long it is;
whoever sends the beginnings of many such messages fills the memory without having said anything. Closing the socket
frees it.
"""

import asyncio
import ctypes
import logging
from collections.abc import Callable

import psutil

from practice_app.settings import get_settings
from practice_app.state.shared.connections import Connections, connections

log = logging.getLogger(__name__)
LOOK_EVERY_S = 0.5
GIVE_BACK_EVERY_S = 30.0


def resident_mb() -> float:
    """What this process holds."""
    return float(psutil.Process().memory_info().rss) / 2**20


class Watch:
    """Looks at the memory, and closes strangers' sockets first, everybody's when that was not enough."""

    def __init__(self, known: Connections, most_mb: float, weigh: Callable[[], float] = resident_mb) -> None:
        self._known, self._most_mb, self._weigh = known, most_mb, weigh

    def look(self) -> None:
        """Look once."""
        held = self._weigh()
        self._known.crowded = held > self._most_mb
        if not self._known.crowded:
            return
        closed = self._known.end_strangers() or self._known.end_all()
        if closed:
            log.warning("%d sockets were closed: this process holds %.0f MB of %.0f", closed, held, self._most_mb)

    async def for_ever(self) -> None:
        """Look for as long as the process lives."""
        while True:
            await asyncio.sleep(LOOK_EVERY_S)
            self.look()


async def watch() -> None:
    """Watch this process."""
    await asyncio.gather(Watch(connections, get_settings().web_memory_mb).for_ever(), _give_back())


async def _give_back() -> None:
    """Give free memory back to the machine, which glibc keeps after a rush; other systems do it by themselves."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    while trim:
        await asyncio.sleep(GIVE_BACK_EVERY_S)
        await asyncio.to_thread(trim, 0)
