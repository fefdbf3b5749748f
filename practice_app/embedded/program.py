"""A process that somebody else keeps running: a supervisor, or a test."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


class NotReadyError(RuntimeError):
    """A service did not answer in time."""


@dataclass(frozen=True)
class Program:
    """What to run, as whom, and how to ask it to stop."""

    name: str
    command: tuple[str, ...]
    environment: dict[str, str] = field(default_factory=dict)
    user: str | None = None
    stop_signal: signal.Signals = signal.SIGTERM
    stop_whole_group: bool = True
    stop_seconds: int = 10

    def start(self, log: Path) -> subprocess.Popen[bytes]:
        """Start it without a supervisor, in a group of its own, writing to that log."""
        with log.open("ab") as out:
            return subprocess.Popen(
                self.command,
                env=os.environ | self.environment,
                user=self.user,
                extra_groups=[] if self.user else None,
                cwd="/",
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


def free_port() -> int:
    """A TCP port on this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(
    answers: Callable[[], object],
    what: str,
    seconds: float = 60,
    meanwhile: Callable[[], object] = lambda: None,
) -> None:
    """Ask again and again until nothing is raised; then say what was missing and why."""
    deadline = time.monotonic() + seconds
    while True:
        meanwhile()
        try:
            answers()
            return
        except Exception as reason:
            if time.monotonic() > deadline:
                raise NotReadyError(f"{what} did not answer within {seconds:.0f} s: {reason}") from reason
            time.sleep(0.05)
