"""A file that is sent whole in one request: read when it is its turn, so that memory holds only some at a time."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from uuid import UUID
from weakref import WeakKeyDictionary

from fastapi import Request

from practice_app.api.shared.bodies import whole
from practice_app.api.shared.deps import CurrentUser
from practice_app.api.shared.places import Places
from practice_app.errors import Busy
from practice_app.http.clients import network_of
from practice_app.services.shared.drawing import shrinking

PATIENCE_S = 10


@dataclass(eq=False)
class Receiving:
    """Who may send how much: a dependency that gives the bytes and holds their place until they are answered.

    ``at_once`` are in one process's memory at a time, of ``largest`` bytes each; ``waiting`` others wait, or are sent
    away. ``check`` is asked before anything is read whether this person may send one more.
    """

    largest: int
    at_once: int
    waiting: int
    within_s: float
    check: Callable[[UUID], None]
    _by_loop: WeakKeyDictionary[asyncio.AbstractEventLoop, Places] = field(default_factory=WeakKeyDictionary)

    async def __call__(self, who: CurrentUser, request: Request) -> AsyncIterator[bytes]:
        """Read what somebody sends; raises ``Drawing`` when there is no place for it, or it takes too long."""
        places = self._by_loop.setdefault(asyncio.get_running_loop(), Places(self.at_once, self.waiting, PATIENCE_S))
        await asyncio.to_thread(self.check, who.id)
        async with AsyncExitStack() as held:
            try:
                await held.enter_async_context(places.one(network_of(request)))
                async with asyncio.timeout(self.within_s):
                    body = await whole(request, self.largest)
            except (Busy, TimeoutError):
                raise shrinking.Drawing() from None
            yield body
