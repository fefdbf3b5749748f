"""What a start that was cut short (power, SIGKILL) left running, so that the next one can end it."""

import contextlib
import json
import os
import signal
from collections.abc import Mapping
from pathlib import Path

import psutil


class Children:
    """The processes of this run, by name, number and time of birth, noted in a file as they change."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._known: dict[str, tuple[int, float]] = {}

    def remember(self, pids: Mapping[str, int]) -> None:
        """Note these, and forget the others."""
        before = dict(self._known.values())
        fresh = {name: (pid, before.get(pid) or _born(pid)) for name, pid in pids.items() if pid}
        if fresh != self._known:
            self._known = fresh
            self._file.write_text(json.dumps(fresh))

    def end(self) -> int:
        """End whatever is left of them; answers how many there were."""
        left = [process for pid, born in self._known.values() if (process := _same(pid, born))]
        for process in left:
            with contextlib.suppress(psutil.Error):
                # PostgreSQL takes SIGINT for "now, but properly"; the others do so with SIGTERM.
                process.send_signal(signal.SIGINT if process.name() == "postgres" else signal.SIGTERM)
        _, stubborn = psutil.wait_procs(left, timeout=15)
        for process in stubborn:
            with contextlib.suppress(OSError):
                os.killpg(process.pid, signal.SIGKILL)
        self._known = {}
        self._file.unlink(missing_ok=True)
        return len(left)

    @classmethod
    def of_an_earlier_run(cls, file: Path) -> "Children":
        """Read what the file tells of a run that did not end properly."""
        earlier = cls(file)
        with contextlib.suppress(OSError, ValueError):
            noted = json.loads(file.read_text())
            earlier._known = {str(name): (int(pid), float(born)) for name, (pid, born) in noted.items()}
        return earlier


def _born(pid: int) -> float:
    try:
        return float(psutil.Process(pid).create_time())
    except psutil.Error:
        return 0


def _same(pid: int, born: float) -> psutil.Process | None:
    """That very process, not another that got its number."""
    try:
        process = psutil.Process(pid)
        return process if abs(process.create_time() - born) < 1 else None
    except psutil.Error:
        return None
