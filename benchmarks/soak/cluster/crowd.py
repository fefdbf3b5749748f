"""All musicians, in a process of their own: `python -m benchmarks.soak.cluster.crowd ORDERS`."""

import asyncio
import hashlib
import json
import random
import sys
import time
from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import httpx

from benchmarks.soak.cluster.musician import Musician
from benchmarks.soak.cluster.page import PATIENCE_S, Page
from tests import sounds

SHORT_S, LONG_S, LONG_ONE_IN = 2.0, 58.0, 20
"""Seconds of a recording: most are short, one in so many has two parts."""
LOOK_EVERY_S = 0.25
PAGES_ONE_IN = 5
"""So many have a page open besides."""


def recorded(folder: Path) -> list[bytes]:
    """Make what they play: some short ones, and a long one last."""
    made = []
    for number, seconds in enumerate((SHORT_S,) * 6 + (LONG_S,)):
        played = (sounds.violin, sounds.piano, sounds.guitar)[number % 3](seconds, seed=number)
        made.append(sounds.write_wav(folder / f"sound-{number}.wav", played.samples, played.rate).read_bytes())
    return made


class Orders:
    """What a crowd is told: where, who, how often, until when."""

    def __init__(self, file: Path) -> None:
        told = json.loads(file.read_text())
        self.address: str = told["address"]
        self.cookies: list[str] = told["cookies"]
        self.read_every_s: float = told["read_every_s"]
        self.practise_every_s: float = told["practise_every_s"]
        self.patience_s: float = told["patience_s"]
        self.over = file.with_name("over-crowd")
        """There when nothing more is to be begun; what is under way is brought to its end."""
        self.told = file.with_name("crowd.json")
        self.began = file.with_name("crowd-began")


class Crowd:
    """Them all."""

    def __init__(self, orders: Orders, client: httpx.AsyncClient, played: list[bytes]) -> None:
        self._orders, self._played = orders, played
        self._digests = [hashlib.sha256(body).hexdigest() for body in played]
        self._began = time.monotonic()
        self._chance = random.Random(1)
        self._running: set[asyncio.Task[None]] = set()
        self._over = asyncio.Event()
        self.pages = [Page(orders.address, cookie) for cookie in orders.cookies[::PAGES_ONE_IN]]
        self.everybody = [Musician(client, cookie, self._began, self._chance) for cookie in orders.cookies]

    async def play(self) -> int:
        """Go on until told that it is over; give how much never came to its end."""
        self._orders.began.write_text(str(time.time()))
        clocks = [
            asyncio.create_task(self._clock(one, do, every)) for one in self.everybody for do, every in self._due()
        ]
        pages = [asyncio.create_task(page.stay(self._over)) for page in self.pages]
        while not self._orders.over.exists():
            await asyncio.sleep(LOOK_EVERY_S)
        self._over.set()
        await asyncio.gather(*clocks)
        await asyncio.wait(pages, timeout=PATIENCE_S)
        _, left = await asyncio.wait(self._running, timeout=self._orders.patience_s) if self._running else ((), ())
        for task in left:
            task.cancel()
        return len(left)

    def _due(self) -> tuple[tuple[Callable[[Musician, float], Coroutine[Any, Any, None]], float], ...]:
        return (self._read, self._orders.read_every_s), (self._practise, self._orders.practise_every_s)

    async def _clock(
        self, one: Musician, do: Callable[[Musician, float], Coroutine[Any, Any, None]], every_s: float
    ) -> None:
        """Begin something each time it is due, whatever became of what was due before."""
        due = self._chance.uniform(0, every_s)
        while not self._over.is_set():
            await asyncio.sleep(min(LOOK_EVERY_S * 4, max(0.0, self._began + due - time.monotonic())))
            if not self._over.is_set() and time.monotonic() >= self._began + due:
                task = asyncio.create_task(do(one, due))
                self._running.add(task)
                task.add_done_callback(self._running.discard)
                due += every_s

    async def _read(self, one: Musician, due: float) -> None:
        await one.read(due)

    async def _practise(self, one: Musician, due: float) -> None:
        long = self._chance.random() < 1 / LONG_ONE_IN
        sound = len(self._played) - 1 if long else self._chance.randrange(len(self._played) - 1)
        await one.practise(due, sound, self._played[sound], self._digests[sound])


async def _run(orders: Orders, played: list[bytes]) -> None:
    limits = httpx.Limits(max_connections=400, max_keepalive_connections=200)
    async with httpx.AsyncClient(base_url=orders.address, limits=limits, trust_env=False) as client:
        crowd = Crowd(orders, client, played)
        left = await crowd.play()
    told = [one.told() for one in crowd.everybody]
    pages = [page.told() for page in crowd.pages]
    digests = [hashlib.sha256(body).hexdigest() for body in played]
    orders.told.write_text(json.dumps({"left": left, "digests": digests, "everybody": told, "pages": pages}))


def main(file: Path) -> None:
    """Play as ordered, and write down how it went."""
    asyncio.run(_run(Orders(file), recorded(file.parent)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
