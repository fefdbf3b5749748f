"""How long something took: by the clock, and how long the processes that did it were at work.

What else this machine does makes the clock run on; it inflates the time at work little.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from benchmarks.progress.house import backend_s


@dataclass
class Took:
    """Milliseconds of each time: by the clock, at work in all, and of that in PostgreSQL."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    database: list[float] = field(default_factory=list)

    @contextmanager
    def once(self, pid: int) -> Iterator[None]:
        """Count what is done meanwhile, here and by this process of PostgreSQL."""
        wall, ours, theirs = time.perf_counter(), time.thread_time(), backend_s(pid)
        yield
        spent = backend_s(pid) - theirs
        self.wall.append((time.perf_counter() - wall) * 1000)
        self.database.append(spent * 1000)
        self.cpu.append((time.thread_time() - ours + spent) * 1000)

    def told(self) -> str:
        """Give the cells of a table: half and 95 % of the times took no longer; of the time at work also."""
        return " | ".join(f"{middle(of):.1f} | {high(of):.1f}" if of else "– | –" for of in (self.wall, self.cpu)) + (
            f" | {middle(self.database):.1f}" if self.database else " | –"
        )


HEAD = "| | wall p50 ms | p95 | at work p50 ms | p95 | of that PostgreSQL |\n|---|---|---|---|---|---|"


def pid_of(db: Session) -> int:
    """Give the number of the process of PostgreSQL that serves a connection."""
    driver: Any = db.connection().connection.driver_connection
    return int(driver.info.backend_pid)


def middle(values: list[float]) -> float:
    """Give the median."""
    return statistics.median(values)


def high(values: list[float]) -> float:
    """Give the 95th percentile."""
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def counted(took: Took, verb: Callable[..., None]) -> Callable[..., None]:
    """Make a verb whose first argument is the connection count its times."""

    def do(db: Session, *args: Any, **named: Any) -> None:
        with took.once(pid_of(db)):
            verb(db, *args, **named)

    return do
