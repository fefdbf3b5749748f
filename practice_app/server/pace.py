"""How fast something may come. Whoever is faster waits, so that a burst loses nothing and a flood costs little."""

import asyncio
import time
from collections.abc import Callable

MOST_KEYS = 10_000
"""More than these are looked through for those that owe nothing."""


class TooFast(Exception):
    """So much has been asked for that waiting is no use."""


class Pace:
    """So many a second for each key, after a burst (the generic cell rate algorithm: one number a key)."""

    def __init__(
        self, per_s: float, burst: float, most_wait_s: float = 10, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._each_s, self._burst_s, self._most_wait_s = 1 / per_s, burst / per_s, most_wait_s
        self._clock = clock
        self._due: dict[str, float] = {}
        """When each key will owe nothing any more."""

    def delay_s(self, key: str, cost: float = 1) -> float:
        """Count ``cost`` and give how long to wait for it; raise ``TooFast``, counting nothing, if that is too long."""
        now = self._clock()
        due = max(self._due.get(key, now), now) + cost * self._each_s
        wait = due - now - self._burst_s
        if wait > self._most_wait_s:
            raise TooFast
        if len(self._due) >= MOST_KEYS:
            self._forget(now)
        self._due[key] = due
        return max(0.0, wait)

    async def wait(self, key: str, cost: float = 1) -> None:
        """Wait until ``cost`` more of ``key`` may come."""
        delay = self.delay_s(key, cost)
        if delay:
            await asyncio.sleep(delay)

    def _forget(self, now: float) -> None:
        self._due = {key: due for key, due in self._due.items() if due > now}
