"""A thousand people with the journal open: latency of a real event, errors, memory per client.

Each signed-in client opens a socket, loads its journal from the database, and then turns a page of the calendar every
five seconds. The load generator runs on the same machine, in a process of its own: it takes its share of two cores.

    python -m benchmarks.sockets --clients 1000 --seconds 60
    python -m benchmarks.sockets --clients 3000 --every 30 --seconds 120      many that are merely open
"""

import argparse
import asyncio
import json
import os
import random
import statistics
import subprocess
import sys
import time
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from pathlib import Path

import httpx

from benchmarks.served import Served, served
from tests.sockets import Tab

EVERY_S = 5.0
STATE = (
    "reflex___state____state.practice_app___state___shared___base____own_state"
    ".practice_app___state___journal___months____journal_state"
)
LOAD = f"{STATE}.load"
TURN = f"{STATE}.turn"
MONTHS = tuple(f"{date.today().replace(day=1) - timedelta(days=back):%Y-%m}" for back in (1, 0))  # noqa: DTZ011


@dataclass
class Figures:
    """What was measured; times in ms."""

    clients: int
    events: int
    errors: int
    p50_ms: float
    p99_ms: float
    worst_ms: float
    load_p50_ms: float
    load_p99_ms: float
    web_mb_before: float
    web_mb_after: float

    @property
    def kb_per_client(self) -> float:
        """Memory of the web process per open socket."""
        return (self.web_mb_after - self.web_mb_before) * 1024 / self.clients


class Crowd:
    """The clients, and how long each of their events took."""

    def __init__(self, address: str, cookies: list[str], seconds: float, every_s: float = EVERY_S) -> None:
        self.address, self.cookies, self.seconds, self.every_s = address, cookies, seconds, every_s
        self.loads_s: list[float] = []
        self.events_s: list[float] = []
        self.errors = 0
        self._opening = asyncio.Semaphore(20)
        self._all_open = asyncio.Event()
        self._open = 0

    async def run(self) -> None:
        """Open everything, then play."""
        await asyncio.gather(*(self._one(cookie) for cookie in self.cookies))

    async def _one(self, cookie: str) -> None:
        async with AsyncExitStack() as stack:
            try:
                async with self._opening:
                    tab = await stack.enter_async_context(Tab(self.address, cookie))
                    await self._load(tab)
                self._arrived()
                await self._all_open.wait()
                await self._turn_pages(tab)
            except Exception as error:
                self.errors += 1
                self._arrived()
                print(f"client failed: {type(error).__name__} {error}", file=sys.stderr)

    def _arrived(self) -> None:
        """Count one that is there or never will be; the play begins when all are counted."""
        self._open += 1
        if self._open >= len(self.cookies):
            self._all_open.set()

    async def _load(self, tab: Tab) -> None:
        began = time.perf_counter()
        await tab.hydrate("/")
        await tab.ask(LOAD, {})
        while not tab.state.get(STATE, {}).get("days_rx_state_"):
            await tab.change()
        self.loads_s.append(time.perf_counter() - began)

    async def _turn_pages(self, tab: Tab) -> None:
        await asyncio.sleep(random.uniform(0, self.every_s))
        deadline = time.monotonic() + self.seconds
        turn = 0
        while time.monotonic() < deadline:
            began = time.perf_counter()
            await tab.ask(TURN, {"month": MONTHS[turn % 2]})
            took = time.perf_counter() - began
            self.events_s.append(took)
            turn += 1
            await asyncio.sleep(max(0.0, self.every_s - took))


def percentile_ms(values_s: list[float], percent: float) -> float:
    """Give the value below which so many per cent lie, in ms."""
    return 1000 * statistics.quantiles(values_s, n=1000, method="inclusive")[round(percent * 10) - 1]


def memory_mb(pid: int) -> float:
    """Add up the proportional memory of a process and its children (Linux)."""
    total_kb = 0
    for process in (pid, *_children(pid)):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        total_kb += next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:"))
    return total_kb / 1024


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        for child in (task / "children").read_text().split():
            found += [int(child), *_children(int(child))]
    return found


def generate(address: str, cookies_file: str, seconds: float, every_s: float) -> None:
    """Run as the load generator: read cookies, write what was measured beside them."""
    cookies = json.loads(Path(cookies_file).read_text())
    crowd = Crowd(address, cookies, seconds, every_s)
    asyncio.run(crowd.run())
    found = {"loads_s": crowd.loads_s, "events_s": crowd.events_s, "errors": crowd.errors}
    Path(cookies_file).with_name("measured.json").write_text(json.dumps(found))


def measure(app: Served, clients: int, seconds: float, every_s: float = EVERY_S) -> Figures:
    """Seed people, let a second process be the crowd, weigh the web process when all are there."""
    cookies = app.seed_people(clients)
    httpx.get(f"{app.address}/health/live").raise_for_status()
    before = memory_mb(app.web_pid)
    file = app.folder / "cookies.json"
    file.write_text(json.dumps(cookies))
    command = [sys.executable, "-m", "benchmarks.sockets", "--as-crowd", app.address, str(file)]
    with subprocess.Popen([*command, "--seconds", str(seconds), "--every", str(every_s)], env=os.environ) as crowd:
        after = before
        while crowd.poll() is None:
            after = max(after, memory_mb(app.web_pid))
            time.sleep(2)
    measured = json.loads(file.with_name("measured.json").read_text())
    return Figures(
        clients=clients,
        events=len(measured["events_s"]),
        errors=measured["errors"],
        p50_ms=percentile_ms(measured["events_s"], 50),
        p99_ms=percentile_ms(measured["events_s"], 99),
        worst_ms=1000 * max(measured["events_s"]),
        load_p50_ms=percentile_ms(measured["loads_s"], 50),
        load_p99_ms=percentile_ms(measured["loads_s"], 99),
        web_mb_before=before,
        web_mb_after=after,
    )


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--clients", type=int, default=1000)
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--every", type=float, default=EVERY_S, help="seconds between two pages of a client")
    options.add_argument("--as-crowd", nargs=2, metavar=("ADDRESS", "COOKIES"))
    chosen = options.parse_args()
    if chosen.as_crowd:
        generate(*chosen.as_crowd, chosen.seconds, chosen.every)
        return
    with served() as app:
        figures = measure(app, chosen.clients, chosen.seconds, chosen.every)
    print(json.dumps(asdict(figures) | {"kb_per_client": figures.kb_per_client}, indent=2))


if __name__ == "__main__":
    main()
