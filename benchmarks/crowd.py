"""A thousand signed-in people on a mixed journey: journal, saving, a teacher's list, the board, searching. Open loop.

Each has a live page open and does something every so often, when it is due, whatever became of what came before; how
long it took counts from then. The generator is a process of its own on the same machine and takes its share of it.

    python -m benchmarks.crowd --people 1000 --every 40 --seconds 300
"""

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median

import httpx
from sqlalchemy import text

from benchmarks.search import KINDS, fill
from benchmarks.served import DATABASE, Served, served
from benchmarks.sockets import LOAD, MONTHS, STATE, TURN, memory_mb, percentile_ms
from practice_app.ids import new_id
from tests.sockets import Tab

JOURNEY = {"journal": 45, "forum": 20, "save": 15, "students": 10, "search": 10}
"""Of a hundred deeds so many are of each kind; a teacher's list is asked for by teachers alone."""
TEACHERS, POSTS, COMMENTS = 20, 2000, 6000
BAR_P50_MS, BAR_P99_MS = 25, 250
WEIGH_EVERY_S = 5.0
FLAT = 1.05
QUESTIONS = [question for kind in ("exact", "prefix", "Korean", "Chinese") for question in KINDS[kind]]
_TEACH = text("""
    INSERT INTO teacher_student (id, teacher_id, student_id, since, history)
    SELECT gen_random_uuid(), t.id, s.id, now() - interval '100 days', true
      FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM users WHERE display_name LIKE 'Player %') AS t,
           (SELECT id, row_number() OVER (ORDER BY id) AS n FROM users WHERE display_name LIKE 'Player %') AS s
     WHERE t.n <= :teachers AND s.n > :teachers AND s.n % :teachers = t.n - 1
""")


class Person:
    """Somebody signed in with a page open."""

    def __init__(self, address: str, cookie: str, client: httpx.AsyncClient, *, teaches: bool) -> None:
        self.tab, self._client, self._teaches = Tab(address, cookie), client, teaches
        self._headers = {"Cookie": f"woodshed_session={cookie}", "Origin": address}
        self._turn = asyncio.Lock()
        self._months = 0

    async def arrive(self) -> None:
        """Load the journal."""
        await self.tab.hydrate("/")
        await self.tab.ask(LOAD, {})
        while not self.tab.state.get(STATE, {}).get("days_rx_state_"):
            await self.tab.change()

    def chosen(self, chance: random.Random) -> str:
        """What is done next."""
        kind = chance.choices(list(JOURNEY), weights=list(JOURNEY.values()))[0]
        if self._teaches:
            return chance.choice((kind, "students", "students"))
        return "journal" if kind == "students" else kind

    async def do(self, kind: str, chance: random.Random) -> None:
        """Do it."""
        await getattr(self, f"_{kind}")(chance)

    async def _journal(self, _: random.Random) -> None:
        async with self._turn:  # a page does one thing at a time
            self._months += 1
            await self.tab.ask(TURN, {"month": MONTHS[self._months % 2]})

    async def _forum(self, _: random.Random) -> None:
        await self._get("/forum/posts?limit=20")

    async def _students(self, _: random.Random) -> None:
        await self._get("/students?limit=50")

    async def _search(self, chance: random.Random) -> None:
        await self._get(f"/forum/search?q={chance.choice(QUESTIONS)}")

    async def _save(self, chance: random.Random) -> None:
        ended = datetime.now(UTC) - timedelta(hours=chance.uniform(0, 500))
        told = {"started_at": (ended - timedelta(minutes=20)).isoformat(), "ended_at": ended.isoformat()}
        told |= {"instrument": "violin", "timezone": "UTC", "note": "slowly, then as it stands"}
        path = f"/api/v1/sessions/{new_id()}"
        (await self._client.put(path, json=told, headers=self._headers)).raise_for_status()

    async def _get(self, path: str) -> None:
        (await self._client.get(f"/api/v1{path}", headers=self._headers)).raise_for_status()


class Journey:
    """All of them, on their clocks."""

    def __init__(self, every_s: float, seconds: float) -> None:
        self._every_s, self._seconds = every_s, seconds
        self._chance = random.Random(1)
        self._opening = asyncio.Semaphore(20)
        self.took_s: defaultdict[str, list[float]] = defaultdict(list)
        self.errors: defaultdict[str, int] = defaultdict(int)

    async def run(self, address: str, cookies: list[str]) -> None:
        """Open everything, then go on for as long as is said."""
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        async with (
            AsyncExitStack() as stack,
            httpx.AsyncClient(base_url=address, limits=limits, timeout=30, trust_env=False) as client,
        ):
            people = [Person(address, c, client, teaches=n < TEACHERS) for n, c in enumerate(cookies)]
            await asyncio.gather(*(self._opened(one, stack) for one in people))
            began = time.monotonic()
            await asyncio.gather(*(self._clock(one, began) for one in people))

    async def _opened(self, one: Person, stack: AsyncExitStack) -> None:
        async with self._opening:
            await stack.enter_async_context(one.tab)
            await one.arrive()

    async def _clock(self, one: Person, began: float) -> None:
        due, under_way = self._chance.uniform(0, self._every_s), []
        while due < self._seconds:
            await asyncio.sleep(max(0.0, began + due - time.monotonic()))
            under_way.append(asyncio.create_task(self._deed(one, began + due)))
            due += self._every_s
        await asyncio.gather(*under_way)

    async def _deed(self, one: Person, due: float) -> None:
        kind = one.chosen(self._chance)
        try:
            await one.do(kind, self._chance)
        except Exception as error:
            self.errors[f"{kind}: {type(error).__name__} {str(error)[:80]}"] += 1
        else:
            self.took_s[kind].append(time.monotonic() - due)


def seed(app: Served, people: int) -> list[str]:
    """Make people with sessions, some of whom teach the others, and a board; give their cookies, teachers' first."""
    from practice_app.database import system_transaction

    fill(app.stack.database(app.stack.owner_url, DATABASE), POSTS, COMMENTS)
    cookies = app.seed_people(people)
    with system_transaction() as db:
        db.execute(_TEACH, {"teachers": TEACHERS})
        db.execute(text("ANALYZE"))
    return cookies


def measure(app: Served, people: int, every_s: float, seconds: float) -> tuple[dict[str, list[float]], list[float]]:
    """Let a second process be the crowd, and weigh the web process meanwhile; what was due goes on from its file."""
    file = app.folder / "cookies.json"
    file.write_text(json.dumps(seed(app, people)))
    command = [sys.executable, "-m", "benchmarks.crowd", "--as-crowd", app.address, str(file)]
    weights = []
    with subprocess.Popen([*command, "--every", str(every_s), "--seconds", str(seconds)], env=os.environ) as crowd:
        while crowd.poll() is None:
            weights.append(memory_mb(app.web_pid))
            time.sleep(WEIGH_EVERY_S)
    return json.loads(file.with_name("measured.json").read_text()), weights


def generate(address: str, cookies_file: str, every_s: float, seconds: float) -> None:
    """Run as the crowd: read cookies, write what was measured beside them."""
    journey = Journey(every_s, seconds)
    asyncio.run(journey.run(address, json.loads(Path(cookies_file).read_text())))
    found = {"took_s": journey.took_s, "errors": journey.errors}
    Path(cookies_file).with_name("measured.json").write_text(json.dumps(found))


def told(measured: dict, weights: list[float]) -> bool:
    """Print it; whether the bars were met."""
    took = {kind: values for kind, values in measured["took_s"].items() if len(values) > 1}
    took["all"] = [value for values in took.values() for value in values]
    for kind, values in sorted(took.items()):
        spread = " ".join(f"p{p:g} {percentile_ms(values, p):.0f}" for p in (50, 95, 99))
        print(f"{kind}: {len(values)}, ms {spread} worst {1000 * max(values):.0f}")
    for what, number in measured["errors"].items():
        print(f"  {number} × {what}")
    quarter = max(1, len(weights) // 4)
    before, after = median(weights[quarter : 2 * quarter] or weights), median(weights[-quarter:])
    flat = after / before <= FLAT
    print(f"web: {before:.0f} MB in the second quarter, {after:.0f} MB in the last: {'flat' if flat else 'GROWS'}")
    p50, p99 = (percentile_ms(took["all"], percent) for percent in (50, 99))
    print(f"p50 {p50:.1f} ms (bar {BAR_P50_MS}), p99 {p99:.0f} ms (bar {BAR_P99_MS}); load {os.getloadavg()[0]:.1f}")
    return p50 <= BAR_P50_MS and p99 <= BAR_P99_MS and not measured["errors"]


def main() -> int:
    """Measure and print; 1 when a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--every", type=float, default=40)
    options.add_argument("--seconds", type=float, default=300)
    options.add_argument("--as-crowd", nargs=2, metavar=("ADDRESS", "COOKIES"))
    chosen = options.parse_args()
    if chosen.as_crowd:
        generate(*chosen.as_crowd, chosen.every, chosen.seconds)
        return 0
    print(f"load before {os.getloadavg()[0]:.1f}")
    with served() as app:
        measured, weights = measure(app, chosen.people, chosen.every, chosen.seconds)
    return 0 if told(measured, weights) else 1


if __name__ == "__main__":
    raise SystemExit(main())
