"""The embedded services for one run of the tests: started by whoever needs them first, ended with the run.

`python -m tests.stack FOLDER PID` keeps PostgreSQL, Redis and S3 running on FOLDER until it is told to stop
or the process PID (the run of the tests) is gone, however that went; then it removes everything again.
"""

import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from practice_app.embedded import Home, postgres, redis, s3
from practice_app.embedded.program import Program, wait_until

ROOT = Path(__file__).resolve().parents[1]


@dataclass(frozen=True)
class Stack:
    """Where the services of this run are; `{database}` stands for a database's name."""

    superuser_url: str
    owner_url: str
    app_url: str
    redis_url: str
    s3_endpoint_url: str
    s3_access_key_id: str
    s3_secret_access_key: str
    secret_key: str

    def database(self, url: str, name: str) -> str:
        """That address, for the database of this name."""
        return url.replace("{database}", name)


@contextmanager
def locked(file: Path) -> Iterator[None]:
    """One process of the run at a time."""
    with file.open("a") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield


def keeper_ready(folder: Path, process: subprocess.Popen[bytes], seconds: float = 90) -> dict[str, str]:
    """Wait for what a keeper writes when all its services answer."""
    deadline = time.monotonic() + seconds
    ready = folder / "ready.json"
    while not ready.exists():
        if process.poll() is not None or time.monotonic() > deadline:
            log = (folder / "keeper.log").read_text()
            raise RuntimeError(f"the services for the tests did not start:\n{log}")
        time.sleep(0.05)
    return json.loads(ready.read_text())


def shared_stack(folder: Path, run_pid: int) -> Stack:
    """The services of this run, started unless another worker has."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_suffix(".lock")):
        ready = folder / "ready.json"
        if ready.exists():
            return Stack(**json.loads(ready.read_text()))
        return Stack(**keeper_ready(folder, keep("tests.stack", folder, run_pid)))


def keep(module: str, folder: Path, run_pid: int) -> subprocess.Popen[bytes]:
    """Start a process that keeps something running for this run of the tests."""
    with (folder / "keeper.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", module, str(folder), str(run_pid)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )


def main(folder: Path, run_pid: int) -> None:
    """Keep the services running for as long as the run lasts."""
    end_properly()
    home = Home(folder / "home")
    running: list[tuple[Program, subprocess.Popen[bytes]]] = []
    try:
        stack = _start(home, running)
        fresh = folder / "ready.new"
        fresh.write_text(json.dumps(asdict(stack)))
        fresh.replace(folder / "ready.json")
        while not over(folder, run_pid) and all(process.poll() is None for _, process in running):
            time.sleep(0.2)
    finally:
        _stop(running)
        remove(folder, home)


def end_properly() -> None:
    """Let a signal end this process by way of its `finally`."""
    for received in (signal.SIGTERM, signal.SIGINT):
        signal.signal(received, lambda *_: sys.exit(0))


def over(folder: Path, run_pid: int) -> bool:
    """Whether the run of the tests has ended, properly or not."""
    return (folder.parent / "over").exists() or not psutil.pid_exists(run_pid)


def _start(home: Home, running: list[tuple[Program, subprocess.Popen[bytes]]]) -> Stack:
    database = postgres.prepare(home, careless=True)
    broker, store = redis.prepare(home), s3.prepare(home)
    for service in (database, broker, store):
        running.append((service.program, service.program.start(home.logs / f"{service.program.name}.log")))
    for service in (database, broker, store):
        wait_until(service.ping, service.program.name)
    database.settle()
    return Stack(
        superuser_url=database.url("postgres", "{database}"),
        owner_url=database.url(postgres.OWNER, "{database}"),
        app_url=database.url(postgres.APP, "{database}"),
        redis_url=broker.url,
        s3_endpoint_url=store.endpoint_url,
        s3_access_key_id=store.access_key_id,
        s3_secret_access_key=store.secret_access_key,
        secret_key=home.secrets().secret_key,
    )


def _stop(running: list[tuple[Program, subprocess.Popen[bytes]]]) -> None:
    for program, process in reversed(running):
        process.send_signal(program.stop_signal)
    for _, process in running:
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)


def remove(folder: Path, home: Home) -> None:
    """Leave nothing behind; also not the cluster, if it had to be elsewhere."""
    if home.postgres.is_symlink():
        shutil.rmtree(home.postgres.resolve(), ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
