"""The real thing for tests: `python -m practice_app.run` on a port and a data folder of its own.

`python -m tests.running FOLDER PID` keeps one running for the whole run of the tests, like tests.stack.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from practice_app.embedded import Home
from practice_app.embedded.program import free_port
from tests.providers.openid import environment
from tests.stack import ROOT, end_properly, keep, keeper_ready, locked, over, remove

_SERVERS = ("DATABASE_", "REDIS_URL", "S3_", "SECRET_KEY", "PORT", "WOODSHED_HOME", "MAKELEVEL", "PUBLIC_URL")


@dataclass
class RunningApp:
    """A Woodshed that runs as a user would run it."""

    home: Path
    port: int
    extra: Mapping[str, str] = field(default_factory=dict)
    providers: Mapping[str, str] = field(default_factory=dict)
    """Settings of where people may sign in with the shared one (tests/providers), whether anybody is there or not."""

    @property
    def url(self) -> str:
        """Where a browser finds it."""
        return f"http://localhost:{self.port}"

    @property
    def log(self) -> str:
        """What it has said so far."""
        return (self.home / "said.log").read_text()

    @property
    def addresses(self) -> dict[str, str]:
        """Where its services are: DATABASE_URL and so on."""
        return dict(json.loads((self.home / "running.json").read_text()))

    @property
    def children(self) -> dict[str, int]:
        """Its processes: postgresql, redis, s3, web, worker, scheduler, supervisor."""
        try:
            noted = json.loads((self.home / "children.json").read_text())
        except (OSError, ValueError):
            return {}
        return {name: pid for name, (pid, _) in noted.items()}

    def start(self) -> subprocess.Popen[bytes]:
        """Start it, without waiting."""
        self.home.mkdir(parents=True, exist_ok=True)
        kept = {name: value for name, value in os.environ.items() if not name.startswith(_SERVERS)}
        ours = {"WOODSHED_HOME": str(self.home), "PORT": str(self.port), "WOODSHED_STRICT": "1", **self.extra}
        with (self.home / "said.log").open("wb") as out:
            return subprocess.Popen(
                [sys.executable, "-m", "practice_app.run"],
                cwd=ROOT,
                env=kept | ours,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def wait(self, process: subprocess.Popen[bytes], seconds: float = 580) -> None:
        """Wait until it says that it is ready."""
        self.until(lambda: "Woodshed is ready" in self.log or process.poll() is not None, seconds, "ready")
        assert process.poll() is None, self.log

    def until(self, happens, seconds: float, what: str) -> None:
        """Wait for something, and say what it was if it does not come."""
        deadline = time.monotonic() + seconds
        while not happens():
            assert time.monotonic() < deadline, f"not {what} within {seconds} s:\n{self.log}"
            time.sleep(0.1)

    def is_ready(self) -> bool:
        """Whether /health/ready says so."""
        try:
            return httpx.get(f"{self.url}/health/ready", timeout=5).status_code == 200
        except httpx.HTTPError:
            return False

    def processes(self) -> list[psutil.Process]:
        """Everything on this machine that belongs to it, by the data folder in its environment or command."""
        return [process for process in psutil.process_iter() if _belongs(process, str(self.home))]

    def left(self, seconds: float = 10) -> list[psutil.Process]:
        """What stays behind of it for good: the supervisor's watch may sleep out its last second."""
        deadline = time.monotonic() + seconds
        while (found := self.processes()) and time.monotonic() < deadline:
            time.sleep(0.1)
        return found


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM, seconds: float = 60) -> int:
    """Ask it to stop; answers its exit status."""
    process.send_signal(how)
    return process.wait(seconds)


def shared_app(folder: Path, run_pid: int) -> RunningApp:
    """The Woodshed of this run of the tests, started unless another worker has."""
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder.with_suffix(".lock")):
        ready = folder / "ready.json"
        if not ready.exists():
            keeper_ready(folder, keep("tests.running", folder, run_pid), 600)
        told = json.loads(ready.read_text())
    return RunningApp(Path(told["home"]), told["port"], providers=told["providers"])


def main(folder: Path, run_pid: int) -> None:
    """Keep it running for as long as the run of the tests lasts."""
    end_properly()
    elsewhere = environment(f"http://127.0.0.1:{free_port()}")
    app = RunningApp(folder / "home", free_port(), elsewhere, elsewhere)
    process = app.start()
    try:
        app.wait(process)
        fresh = folder / "ready.new"
        fresh.write_text(json.dumps({"home": str(app.home), "port": app.port, "providers": elsewhere}))
        fresh.replace(folder / "ready.json")
        while not over(folder, run_pid) and process.poll() is None:
            time.sleep(0.2)
    finally:
        if process.poll() is None:
            stop(process)
        remove(folder, Home(app.home))


def _belongs(process: psutil.Process, home: str) -> bool:
    try:
        known = process.environ().get("WOODSHED_HOME") == home or home in " ".join(process.cmdline())
    except psutil.Error:
        return False
    return known and process.status() != psutil.STATUS_ZOMBIE


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
