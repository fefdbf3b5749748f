"""Ten thousand sign-ins a minute: how many are hashed, what memory it takes, and does the owner get in meanwhile?

Wrong passwords come at a steady pace from one network (Linux: 127.0.0.0/8 are all this machine), for one account or for
ever other ones. Every three seconds the owner of that account signs in on a device that did before, from another
network.

    python -m benchmarks.guesses --seconds 60
"""

import argparse
import asyncio
import itertools
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import httpx
import redis

from benchmarks.flood import web_mb
from benchmarks.served import Served, served

A_MINUTE = 10_000
OWNER = {"email": "owner@example.org", "password": "a quiet room and a metronome"}
LOGIN = "/api/v1/auth/login"


@dataclass
class Seen:
    """What was answered, to the guesser and to the owner; and what the web process held."""

    answers: Counter[int] = field(default_factory=Counter)
    owner: Counter[int] = field(default_factory=Counter)
    owner_took_s: list[float] = field(default_factory=list)
    most_mb: float = 0.0


def from_one_network() -> Iterator[tuple[str, str]]:
    """Always the same network and account."""
    yield from itertools.repeat(("127.0.0.9", OWNER["email"]))


def at_many_accounts() -> Iterator[tuple[str, str]]:
    """Always the same network, ever another account."""
    yield from (("127.0.0.9", f"person-{number}@example.org") for number in itertools.count())


WAYS = {way.__name__: way for way in (from_one_network, at_many_accounts)}


class Guesser:
    """Sends wrong passwords at a pace, whether they are answered or not."""

    def __init__(self, app: Served, seen: Seen) -> None:
        self.app, self.seen = app, seen
        self.clients: dict[str, httpx.AsyncClient] = {}

    def _client(self, network: str) -> httpx.AsyncClient:
        if network not in self.clients:
            transport = httpx.AsyncHTTPTransport(verify=False, local_address=network)
            self.clients[network] = httpx.AsyncClient(base_url=self.app.address, transport=transport, timeout=60)
        return self.clients[network]

    async def guess(self, network: str, email: str) -> None:
        """Try once."""
        try:
            answer = await self._client(network).post(LOGIN, json={"email": email, "password": "not the one"})
            self.seen.answers[answer.status_code] += 1
        except httpx.HTTPError:
            self.seen.answers[0] += 1

    async def run(self, whom: Iterator[tuple[str, str]], seconds: float) -> None:
        """Go on for so long."""
        began, tasks = time.monotonic(), []
        for number in range(int(seconds * A_MINUTE / 60)):
            await asyncio.sleep(max(0.0, began + number * 60 / A_MINUTE - time.monotonic()))
            tasks.append(asyncio.create_task(self.guess(*next(whom))))
        await asyncio.gather(*tasks)
        for client in self.clients.values():
            await client.aclose()


async def be_the_owner(device: httpx.AsyncClient, seen: Seen, until: float) -> None:
    """Sign in again and again on the same device."""
    while time.monotonic() < until:
        began = time.perf_counter()
        seen.owner[(await device.post(LOGIN, json=OWNER)).status_code] += 1
        seen.owner_took_s.append(time.perf_counter() - began)
        await asyncio.sleep(3)


async def weigh(app: Served, seen: Seen, until: float) -> None:
    """Note the most that the web process holds."""
    while time.monotonic() < until:
        seen.most_mb = max(seen.most_mb, await asyncio.to_thread(web_mb, app))
        await asyncio.sleep(1)


async def measure(app: Served, whom: Callable[[], Iterator[tuple[str, str]]], seconds: float) -> Seen:
    """Guess, and look on."""
    seen, until = Seen(), time.monotonic() + seconds
    async with httpx.AsyncClient(base_url=app.address, timeout=60) as device:
        said = {"display_name": "Owner", "role": "student"}
        answer = await device.post("/api/v1/auth/register", json=OWNER | said)
        if answer.status_code == 409:
            answer = await device.post(LOGIN, json=OWNER)
        answer.raise_for_status()
        guessing = Guesser(app, seen).run(whom(), seconds)
        await asyncio.gather(guessing, be_the_owner(device, seen, until), weigh(app, seen, until))
    return seen


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("ways", nargs="*", choices=[*WAYS, []], help="all of them, if none is named")
    options.add_argument("--seconds", type=float, default=60)
    chosen = options.parse_args()
    with served() as app, redis.Redis.from_url(app.stack.redis_url) as counts:
        for whom in [WAYS[name] for name in chosen.ways or WAYS]:
            before = web_mb(app)
            seen = asyncio.run(measure(app, whom, chosen.seconds))
            figures = {
                "guessing": whom.__name__,
                "answers": dict(seen.answers),
                "owner": dict(seen.owner),
                "owner_worst_s": round(max(seen.owner_took_s), 2),
                "web_mb": {"before": round(before), "most": round(seen.most_mb), "after": round(web_mb(app))},
            }
            print(json.dumps(figures), flush=True)
            counts.flushdb()  # nobody has guessed yet


if __name__ == "__main__":
    main()
