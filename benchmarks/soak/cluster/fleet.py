"""The processes of a cluster: web behind one proxy, workers for each queue, a scheduler; who dies is started again."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from benchmarks.soak.cluster.release import Release
from practice_app.embedded.program import free_port
from practice_app.reflex_seams.serving import KEEPS_TO_ITSELF, SERVES_A_FINISHED_BUILD
from practice_app.run.programs import LONGEST_REQUEST_S, python

LOOK_EVERY_S = 0.5
GRACE_S = 45
QUEUES = {"housekeeping": "default,portability", "listening": "analysis,comparisons", "films": "films"}
CONCURRENCY = {"housekeeping": "1", "listening": "2", "films": "1"}


_ELSEWHERE = ("nice", "-n", "10")
"""Workers have machines of their own, where they hold up nobody who reads."""
_GRACE = {"WORKER_GRACE_S": "20"}


@dataclass
class Member:
    """One process that is to run."""

    name: str
    command: tuple[str, ...]
    release: Release
    environment: dict[str, str] = field(repr=False)
    process: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int:
        """Its process."""
        assert self.process
        return self.process.pid


class Fleet:
    """All of them, looked after as a cluster does: who ended without being told to is started again."""

    def __init__(self, folder: Path, given: Mapping[str, str]) -> None:
        self._folder, self._given = folder, dict(given)
        self._members: dict[str, Member] = {}
        self._over = threading.Event()
        self._lock = threading.Lock()
        self.began_again: Counter[str] = Counter()
        self._thread = threading.Thread(target=self._look_after, daemon=True)
        self._thread.start()

    def web(self, name: str, release: Release, port: int, **more: str) -> None:
        """Start a web process as a container has it: one process, a port of its own."""
        figures = self._folder / f"figures-{name}"
        figures.mkdir(exist_ok=True)
        env = {"PORT": str(port), "GRANIAN_WORKERS": "1", "PROMETHEUS_MULTIPROC_DIR": str(figures)}
        options = ("--factory", "--interface", "asgi", "--host", "127.0.0.1", "--port", str(port))
        patience = ("--workers-kill-timeout", LONGEST_REQUEST_S, "--log-level", "warning")
        command = python("granian", *options, *patience, "practice_app.web:create")
        self._begin(name, command, release, env | SERVES_A_FINISHED_BUILD | more)

    def worker(self, name: str, release: Release, **more: str) -> None:
        """Start a worker for its queues, named before the dash."""
        kind = name.partition("-")[0]
        options = ("--queues", QUEUES[kind], "--concurrency", CONCURRENCY[kind], "--hostname", f"{name}@%h")
        command = ("--app", "workers.app:app", "worker", "--loglevel", "INFO", "--without-gossip", "--without-mingle")
        self._begin(name, (*_ELSEWHERE, *python("celery", *command, *options)), release, _GRACE | more)

    def scheduler(self, release: Release) -> None:
        """Start what says when."""
        options = ("--schedule", str(self._folder / "schedule"), "--pidfile", "")
        command = ("--app", "workers.app:app", "beat", "--loglevel", "INFO", *options)
        self._begin("scheduler", python("celery", *command), release, {})

    def proxy(self, port: int, configuration: Path) -> None:
        """Start what stands in front."""
        from benchmarks.soak.cluster import proxy
        from benchmarks.soak.cluster.release import this

        self._begin("proxy", proxy.command(port, configuration), this(), {})

    def _begin(self, name: str, command: tuple[str, ...], release: Release, more: Mapping[str, str]) -> None:
        home = self._folder / f"home-{name}"
        home.mkdir(exist_ok=True)
        env = self._given | KEEPS_TO_ITSELF | {"WOODSHED_HOME": str(home)} | more
        member = Member(name, command, release, release.environment(os.environ | env))
        with self._lock:
            self._members[name] = member
            self._start(member)

    def _start(self, member: Member) -> None:
        with (self._folder / f"{member.name}.log").open("ab") as log:
            member.process = subprocess.Popen(
                member.command,
                cwd=member.release.root,
                env=member.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _look_after(self) -> None:
        while not self._over.wait(LOOK_EVERY_S):
            with self._lock:
                for member in self._members.values():
                    if member.process and member.process.poll() is not None:
                        self.began_again[member.name] += 1
                        self._start(member)

    def kill(self, name: str) -> None:
        """Kill a process with its children, as a machine that loses its power does."""
        for process in _family(self._members[name].pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()

    def end(self, name: str, patience_s: float = GRACE_S) -> float:
        """Tell a process to end, wait for it, and give the seconds; what is not gone then is killed."""
        with self._lock:
            member = self._members.pop(name)
        began = time.monotonic()
        family = _family(member.pid)
        member.process.send_signal(signal.SIGTERM)
        try:
            member.process.wait(patience_s)
        except subprocess.TimeoutExpired:
            print(f"  {name} had to be killed after {patience_s:.0f} s", flush=True)
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
        return time.monotonic() - began

    def names(self, beginning: str = "") -> list[str]:
        """Those that are to run."""
        return [name for name in self._members if name.startswith(beginning)]

    def stop(self) -> None:
        """End them all."""
        self._over.set()
        self._thread.join()
        for member in self._members.values():
            member.process.send_signal(signal.SIGTERM)
        for name in list(self._members):
            self.end(name, 10)


def _family(pid: int) -> list[psutil.Process]:
    try:
        parent = psutil.Process(pid)
        return [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def serving(port: int) -> bool:
    """Whether a web process says that requests may be sent to it."""
    try:
        return httpx.get(f"http://127.0.0.1:{port}/health/serving", timeout=5).status_code == 200
    except httpx.HTTPError:
        return False


def ports(how_many: int) -> list[int]:
    """Find some that nobody listens on."""
    return [free_port() for _ in range(how_many)]
