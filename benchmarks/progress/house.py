"""PostgreSQL and Redis of its own, as `make run` has them (written to the disk), and the REST API over them."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from practice_app.embedded import Home, postgres, redis
from practice_app.embedded.program import Program, free_port, wait_until
from practice_app.run.migration import migrate
from tests.stack import ROOT, _stop, remove

API = "practice_app.api.app:create_api"


@dataclass(frozen=True)
class House:
    """A running PostgreSQL: how its superuser reaches it, and its first process."""

    superuser_url: str
    postgres_pid: int

    def migrate(self) -> None:
        """Bring the tables about, and the months for what lies in no month's partition."""
        migrate(os.environ)


@contextmanager
def house() -> Iterator[House]:
    """Start the services on a folder of their own; stop them and throw all away afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="woodshed-bench-"))
    home, running = Home(folder / "home"), list[tuple[Program, subprocess.Popen[bytes]]]()
    try:
        database, broker = postgres.prepare(home), redis.prepare(home)
        for service in (database, broker):
            running.append((service.program, service.program.start(home.logs / f"{service.program.name}.log")))
        for service in (database, broker):
            wait_until(service.ping, service.program.name)
        database.settle()
        os.environ |= {
            "DATABASE_URL": database.url(),
            "DATABASE_OWNER_URL": database.url(postgres.OWNER),
            "REDIS_URL": broker.url,
            "S3_ENDPOINT_URL": "http://127.0.0.1:9",  # nothing is asked of it here
            "S3_ACCESS_KEY_ID": "none",
            "S3_SECRET_ACCESS_KEY": "none",
            "SECRET_KEY": home.secrets().secret_key,
            "WOODSHED_HOME": str(home.path),
        }
        yield House(database.url("postgres"), running[0][1].pid)
    finally:
        _stop(running)
        remove(folder, home)


@contextmanager
def api() -> Iterator[tuple[str, int]]:
    """Serve the REST API by Granian; give its address and the process."""
    port = free_port()
    command = [sys.executable, "-m", "granian", "--interface", "asgi", "--factory", "--port", str(port), API]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        try:
            yield f"http://127.0.0.1:{port}/api/v1", process.pid
        finally:
            process.terminate()


def cpu_s(*pids: int) -> float:
    """How long these processes and those they started have been at work."""
    spent = 0.0
    for pid in pids:
        first = psutil.Process(pid)
        for process in (first, *first.children(recursive=True)):
            for thread in Path(f"/proc/{process.pid}/task").glob("*/schedstat"):
                spent += _nanoseconds(thread) / 1e9
    return spent


def backend_s(pid: int) -> float:
    """How long one connection's process of PostgreSQL has been at work."""
    return _nanoseconds(Path(f"/proc/{pid}/schedstat")) / 1e9


def _nanoseconds(file: Path) -> int:
    try:
        return int(file.read_text().split()[0])
    except (FileNotFoundError, ProcessLookupError):  # a thread that ended meanwhile
        return 0
