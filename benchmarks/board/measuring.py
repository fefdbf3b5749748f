"""How long something takes by the clock, and how long the processors worked for it."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

Asking = Callable[[Session], object]


@dataclass(frozen=True)
class Took:
    """Milliseconds by the clock, at work in PostgreSQL, and at work here."""

    clock: float
    there: float
    here: float


def once(who: UUID, ask: Asking) -> Took:
    """Ask once, as the web role, in a transaction of its own."""
    from practice_app.database import transaction

    begun, mine = time.perf_counter(), time.thread_time()
    with transaction(who) as db:
        backend = _ran(db.scalar(text("SELECT pg_backend_pid()")))
        before = backend()
        ask(db)
        there = backend() - before
    return Took(1000 * (time.perf_counter() - begun), 1000 * there, 1000 * (time.thread_time() - mine))


def _ran(process: int | None) -> Callable[[], float]:
    """Seconds that a process of one thread has run, to the nanosecond (Linux)."""
    file = Path(f"/proc/{process}/schedstat")
    return lambda: int(file.read_text().split()[0]) / 1e9


def told(name: str, found: Sequence[Took]) -> None:
    """Print a row: clock p50 and p95, at work p50 and p95."""
    clock = sorted(one.clock for one in found)
    work = sorted(one.there + one.here for one in found)
    there = statistics.median(one.there for one in found)
    print(
        f"| {name} | {statistics.median(clock):.1f} | {tail(clock):.1f} | {statistics.median(work):.1f} |"
        f" {tail(work):.1f} | {there:.1f} |",
        flush=True,
    )


def tail(figures: Sequence[float]) -> float:
    """The figure below which 95 of a hundred are."""
    return figures[min(len(figures) * 95 // 100, len(figures) - 1)]
