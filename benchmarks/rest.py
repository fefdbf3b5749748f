"""`GET /sessions` with a thousand stored sessions against a bare FastAPI endpoint that runs the same SQL.

All are served by Granian on this machine and asked in turn, request by request, over kept connections: ours with
sign-in, row-level security and problems; a bare one with the same statements in as many messages, who asks looked up by
the cookie among them; and, for comparison, one that knows who asks and runs the query alone.

    python -m benchmarks.rest --requests 1000
"""

import argparse
import hashlib
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import httpx
from fastapi import FastAPI, Request
from sqlalchemy import create_engine, text

from benchmarks.served import ROOT, Served, _free_port, served
from practice_app.services.accounts.signin import BY_COOKIE
from practice_app.services.practice import COLUMNS
from practice_app.settings import get_settings

SESSIONS = 1000
BAR = 1.2
QUERY = (
    f"SELECT {COLUMNS} FROM practice_sessions s WHERE s.user_id = :user_id AND s.deleted_at IS NULL"
    " ORDER BY s.started_at DESC, s.id DESC LIMIT :limit"
)
AS_WE_BEGIN = "BEGIN; SET LOCAL ROLE woodshed_system; SET LOCAL app.user_id = ''"
BEGIN = "SELECT set_config('role', 'woodshed_web', true), set_config('app.user_id', :user_id, true)"


@dataclass
class Figures:
    """Medians and 95th percentiles in ms."""

    requests: int
    ours_ms: float
    bare_ms: float
    query_alone_ms: float
    ours_p95_ms: float
    bare_p95_ms: float
    query_alone_p95_ms: float

    @property
    def ratio(self) -> float:
        """How many times longer ours takes than a bare one with the same SQL."""
        return self.ours_ms / self.bare_ms


def bare() -> FastAPI:
    """Make the least that FastAPI can be for the same rows by the same statements."""
    app = FastAPI()
    engine = create_engine(get_settings().database_url, pool_size=10, isolation_level="AUTOCOMMIT")

    @app.get("/sessions")
    def sessions(request: Request, limit: int = 20) -> dict[str, Any]:
        cookie = hashlib.sha256(request.cookies["woodshed_session"].encode()).digest()
        with engine.connect() as db:
            db.connection.driver_connection.execute(AS_WE_BEGIN, prepare=False)  # type: ignore[union-attr]
            who = db.execute(BY_COOKIE, {"value": cookie}).one()
            rows = db.execute(text(QUERY), {"user_id": who.id, "limit": limit + 1}).mappings().all()
            db.exec_driver_sql("COMMIT")
        return {"items": [dict(row) for row in rows[:limit]], "next_cursor": None}

    return app


def query_alone() -> FastAPI:
    """Make the same for somebody who is known."""
    app = FastAPI()
    engine = create_engine(get_settings().database_url, pool_size=10)
    user_id = os.environ["BENCH_USER"]

    @app.get("/sessions")
    def sessions(limit: int = 20) -> dict[str, Any]:
        with engine.begin() as db:
            db.execute(text(BEGIN), {"user_id": user_id})
            rows = db.execute(text(QUERY), {"user_id": user_id, "limit": limit + 1}).mappings().all()
        return {"items": [dict(row) for row in rows[:limit]], "next_cursor": None}

    return app


@contextmanager
def bare_server(made_by: str, user_id: str) -> Iterator[str]:
    """Serve a bare endpoint as ours is served."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port)]
    log = subprocess.DEVNULL
    env = os.environ | {"BENCH_USER": user_id}
    with subprocess.Popen(
        [*command, f"benchmarks.rest:{made_by}"], cwd=ROOT, env=env, stdout=log, stderr=log
    ) as process:
        try:
            yield f"http://127.0.0.1:{port}/sessions"
        finally:
            process.terminate()


def seed(app: Served) -> tuple[str, str]:
    """Make one person with a thousand sessions; give their cookie and id."""
    from practice_app.services import accounts

    cookie = app.seed_people(1, SESSIONS)[0]
    who = accounts.identify_cookie(cookie)
    if who is None:
        sys.exit("the person for the benchmark could not sign in")
    return cookie, str(who.id)


def ask(client: httpx.Client, url: str) -> float:
    """Ask once and give the milliseconds it took."""
    began = time.perf_counter()
    answer = client.get(url)
    took = (time.perf_counter() - began) * 1000
    if len(answer.json()["items"]) != 20:
        sys.exit(f"{url} answered {answer.status_code} {answer.text[:200]}")
    return took


def measure(urls: Sequence[str], cookie: str, requests: int) -> Figures:
    """Ask all in turn, in the same words; the first tenth only warms up."""
    headers = {"Cookie": f"woodshed_session={cookie}"}  # of a jar of cookies the client itself would make work
    took: dict[str, list[float]] = {url: [] for url in urls}
    with ExitStack() as stack:
        clients = [(url, stack.enter_context(httpx.Client(headers=headers))) for url in urls]
        for url, client in clients:
            _wait_for(client, url)
        for n in range(requests + requests // 10):
            for url, client in clients[:: 1 if n % 2 else -1]:
                ms = ask(client, url)
                if n >= requests // 10:
                    took[url].append(ms)
    medians = [statistics.median(took[url]) for url in urls]
    p95s = [statistics.quantiles(took[url], n=20)[-1] for url in urls]
    return Figures(requests, *medians, *p95s)


def _wait_for(client: httpx.Client, url: str) -> None:
    for _ in range(200):
        try:
            client.get(url)
        except httpx.TransportError:
            time.sleep(0.1)
        else:
            return
    sys.exit(f"{url} did not answer")


def main() -> None:
    """Measure, print, and fail above the bar."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--requests", type=int, default=1000)
    chosen = options.parse_args()
    with served() as app:
        cookie, user_id = seed(app)
        with bare_server("bare", user_id) as other, bare_server("query_alone", user_id) as alone:
            figures = measure((f"{app.address}/api/v1/sessions", other, alone), cookie, chosen.requests)
    print(json.dumps(asdict(figures) | {"ratio": figures.ratio}, indent=2))
    print(
        f"GET /sessions (20 of {SESSIONS}): median {figures.ours_ms:.2f} ms, bare FastAPI {figures.bare_ms:.2f} ms,"
        f" ratio {figures.ratio:.2f} (bar {BAR}); with the query alone {figures.query_alone_ms:.2f} ms,"
        f" ratio {figures.ours_ms / figures.query_alone_ms:.2f}"
    )
    if figures.ratio > BAR:
        sys.exit(1)


if __name__ == "__main__":
    main()
