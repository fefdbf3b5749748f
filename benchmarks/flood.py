"""A stranger floods Woodshed for a minute: does it still answer, and is its memory back afterwards?

From eight addresses at once: sockets with and without cookies, events full of junk, messages that never end, sign-ins,
uploads declared, long paths, junk headers, bodies sent to the socket's address. From another address somebody asks for
`/health/live` five times a second, and a member turns a page of the journal each second. The flood comes from processes
on the same machine: they take their share of the cores (Linux: 127.0.0.0/8 are all this machine).

    python -m benchmarks.flood --seconds 60
"""

import argparse
import asyncio
import contextlib
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field

import httpx
import psutil
import redis

from benchmarks.flooding import PARTS
from benchmarks.served import Served, served
from benchmarks.sockets import LOAD, MONTHS, TURN
from tests.sockets import Tab

LONGEST_S = 10.0
"""Who has not been answered by then counts as never."""


@dataclass
class Answers:
    """How long answers took, and how many never came."""

    took_s: list[float] = field(default_factory=list)
    never: int = 0

    def told(self) -> dict[str, float]:
        """Give them as figures."""
        took = self.took_s or [float("inf")]
        cuts = statistics.quantiles([*took, took[-1]], n=100, method="inclusive")
        found = {"p50_ms": 1000 * cuts[49], "p99_ms": 1000 * cuts[98], "worst_ms": 1000 * max(took)}
        return {"answers": len(self.took_s), "never": self.never} | found


@dataclass
class Figures:
    """What was measured."""

    seconds: float
    flood: dict[str, int]
    calm: dict[str, float]
    """The same as ``health``, with no flood."""
    health: dict[str, float]
    member: dict[str, float]
    web_mb: dict[str, float]
    redis_mb: dict[str, float]


async def ask_for_health(address: str, until: float) -> Answers:
    """Ask five times a second, each time as somebody new."""
    answers = Answers()
    while time.monotonic() < until:
        began = time.perf_counter()
        try:
            async with httpx.AsyncClient(timeout=LONGEST_S, verify=False) as client:
                (await client.get(f"{address}/health/live")).raise_for_status()
            answers.took_s.append(time.perf_counter() - began)
        except httpx.HTTPError:
            answers.never += 1
        await asyncio.sleep(0.2)
    return answers


async def turn_pages(address: str, cookie: str, until: float) -> Answers:
    """Be a member who has the journal open, and opens it again when it was closed."""
    answers, turn = Answers(), 0
    while time.monotonic() < until:
        try:
            async with Tab(address, cookie) as tab:
                await tab.hydrate()
                await tab.ask(LOAD, {}, timeout_s=LONGEST_S)
                while time.monotonic() < until:
                    began, turn = time.perf_counter(), turn + 1
                    await tab.ask(TURN, {"month": MONTHS[turn % 2]}, timeout_s=LONGEST_S)
                    answers.took_s.append(time.perf_counter() - began)
                    await asyncio.sleep(1)
        except Exception as error:
            answers.never += 1
            print(f"the member was cut off: {type(error).__name__} {error}", file=sys.stderr)
            await asyncio.sleep(1)
    return answers


async def weigh(app: Served, until: float) -> tuple[float, float]:
    """Give the most that the web process and Redis have held, in MB."""
    web = stored = 0.0
    while time.monotonic() < until:
        web = max(web, await asyncio.to_thread(web_mb, app))
        stored = max(stored, await asyncio.to_thread(redis_mb, app))
        await asyncio.sleep(1)
    return web, stored


def web_mb(app: Served) -> float:
    """What the web processes hold together, each shared page counted once."""
    held = 0
    for process in (web := psutil.Process(app.web_pid), *web.children(recursive=True)):
        with contextlib.suppress(psutil.NoSuchProcess):
            held += process.memory_full_info().pss
    return held / 2**20


def redis_mb(app: Served) -> float:
    """What Redis holds."""
    with redis.Redis.from_url(app.stack.redis_url) as client:
        return float(client.info("memory")["used_memory"]) / 2**20


async def watch(app: Served, cookie: str, seconds: float) -> tuple[Answers, Answers, tuple[float, float]]:
    """Look on while it lasts."""
    until = time.monotonic() + seconds
    return await asyncio.gather(
        ask_for_health(app.address, until), turn_pages(app.address, cookie, until), weigh(app, until)
    )


@contextlib.contextmanager
def flooding(app: Served, cookie: str, seconds: float) -> Iterator[dict[str, int]]:
    """Flood for so long; what was sent is there in the end."""
    sent: dict[str, int] = {}
    file = {part: app.folder / f"{part}.json" for part in PARTS}
    flood = [sys.executable, "-m", "benchmarks.flooding"]
    rest = ["--seconds", str(seconds)]
    running = [subprocess.Popen([*flood, part, app.address, cookie, str(file[part]), *rest]) for part in PARTS]
    yield sent
    for process in running:
        process.wait(60)
    for part in PARTS:
        sent |= json.loads(file[part].read_text())


def measure(app: Served, seconds: float, rest_s: float) -> Figures:
    """Measure before, during and after."""
    member, attacker = app.seed_people(2)
    asyncio.run(watch(app, member, 5))  # what is loaded once is there
    calm, *_ = asyncio.run(watch(app, member, 10))
    before, stored_before = web_mb(app), redis_mb(app)
    with flooding(app, attacker, seconds) as sent:
        health, shown, (peak, stored_peak) = asyncio.run(watch(app, member, seconds))
    time.sleep(rest_s)
    return Figures(
        seconds,
        sent,
        calm.told(),
        health.told(),
        shown.told(),
        {"before": before, "most": peak, "after": web_mb(app)},
        {"before": stored_before, "most": stored_peak, "after": redis_mb(app)},
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--rest", type=float, default=75, help="seconds until the memory is weighed again")
    options.add_argument("--rounds", type=int, default=2, help="the second tells what is loaded once from what grows")
    chosen = options.parse_args()
    with served(STRANGER_SOCKETS="50") as app:
        for _ in range(chosen.rounds):
            print(json.dumps(asdict(measure(app, chosen.seconds, chosen.rest)), indent=2), flush=True)
        print((app.folder / "web.log").read_text()[-3000:], file=sys.stderr)


if __name__ == "__main__":
    main()
