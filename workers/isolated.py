"""The analysis in a process of its own: a crash in native code, or a file that eats memory, takes no worker along.

The next analyser (`workers.analyser`) is started ahead of its work and waits, all it needs loaded, so that a job begins
at once. It is told a folder, reads what to do from `ask.json` there and leaves its answer beside it; each does one job.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from workers import children

ASK, ANSWER, COMPLAINTS = "ask.json", "answer.json", "analyser.log"
RENDITIONS = {"film.mp4": "video/mp4", "film.webm": "video/webm", "sound.m4a": "audio/mp4"}
"""What a kept recording may be played from, the best first, and of what type it is."""
OUTLINE = "outline.json"
_LONGEST_S = 2 * 3600.0

_ready: list[subprocess.Popen[bytes]] = []
"""The analyser of this process that waits for work; at most one, but for a moment."""


class Crashed(Exception):
    """The child ended without an answer."""


class Unwanted(Exception):
    """Nobody needs the answer any more; the child was stopped."""


@dataclass(frozen=True)
class Ask:
    """What to analyse, as what, and whether to prepare it for keeping."""

    recording: str
    target_bpm: float | None
    instrument: str | None
    keep: bool
    film: bool = False
    click: dict[str, Any] | None = None
    auto_gain: bool = False
    leaning: float = 0.0
    motion: str | None = None


def get_ready() -> None:
    """Start the next analyser, if none waits."""
    if not _ready:
        _ready.append(_start())


def hear(folder: Path, ask: Ask, wanted: Callable[[], bool]) -> dict[str, Any]:
    """Answer `{"analysis"}` or `{"failure"}`; renditions of a kept recording are left in the folder.

    `wanted` is asked every second. Raises Crashed and Unwanted.
    """
    return _asked(_analyser(), folder, asdict(ask), wanted)


@contextmanager
def comparer() -> Iterator[Callable[[Path, dict[str, Any], Callable[[], bool]], dict[str, Any]]]:
    """Start a process that compares two recordings, and give how it is asked: folder, ask, wanted.

    It loads what it needs, librosa above all, while the recordings (`a` and `b` in the folder) are fetched. It answers
    `{"comparison"}` or `{"failure"}` as `hear` does.
    """
    child = _start("workers.comparer")
    try:
        yield partial(_asked, child)
    finally:
        _end(child)


def _asked(
    child: subprocess.Popen[bytes], folder: Path, ask: dict[str, Any], wanted: Callable[[], bool]
) -> dict[str, Any]:
    (folder / ASK).write_text(json.dumps(ask))
    try:
        _tell(child, folder)
        _wait(child, wanted)
    finally:
        _end(child)
    if child.returncode or not (folder / ANSWER).exists():
        raise Crashed(f"the child ended with {child.returncode}: {_last_words(folder)}")
    told: dict[str, Any] = json.loads((folder / ANSWER).read_text())
    return told


def _start(module: str = "workers.analyser") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", module],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        env=children.environment(python=True),
        cwd=Path(__file__).resolve().parents[1],
    )


def _analyser() -> subprocess.Popen[bytes]:
    """The one that waits, if it still lives; else another."""
    while _ready:
        waiting = _ready.pop()
        if waiting.poll() is None:
            return waiting
        _end(waiting)
    return _start()


def _tell(analyser: subprocess.Popen[bytes], folder: Path) -> None:
    assert analyser.stdin is not None
    with suppress(BrokenPipeError):  # it has ended, which is noticed at once
        analyser.stdin.write(f"{folder}\n".encode())
        analyser.stdin.flush()


def _end(analyser: subprocess.Popen[bytes]) -> None:
    analyser.kill()
    analyser.wait()
    if analyser.stdin:
        with suppress(BrokenPipeError):
            analyser.stdin.close()


def _last_words(folder: Path) -> str:
    complaints = folder / COMPLAINTS
    return complaints.read_text(errors="replace")[-500:] if complaints.exists() else ""


def _wait(analyser: subprocess.Popen[bytes], wanted: Callable[[], bool]) -> None:
    """Wait in a thread, for `Popen.wait` with a timeout looks every 50 ms only."""
    ending = threading.Thread(target=analyser.wait, daemon=True)
    ending.start()
    for _ in range(int(_LONGEST_S)):
        ending.join(1.0)
        if not ending.is_alive():
            return
        if not wanted():
            raise Unwanted()
    raise Crashed("the analyser took too long")
