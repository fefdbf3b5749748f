"""The ear is asked as anyone can ask it, by its command line: the house never imports the workers."""

import json
import logging
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from practice_app.demo.takes import sound
from practice_app.demo.takes.sound import Playing

log = logging.getLogger(__name__)
ROOT = Path(__file__).resolve().parents[3]
PATIENCE_S = 120
FIRST = Playing(bpm=51, wanders=0.08, astray_cents=17, swells=0.12, seed=3)
LATER = Playing(bpm=58, wanders=0.006, astray_cents=4, swells=0.35, seed=5)


@dataclass(frozen=True)
class Heard:
    """A take, and what the ear says of it; nothing when it can't be asked."""

    wav: bytes
    told: dict[str, Any] | None


class Listening:
    """Both takes, played and listened to while other things are done; only for whoever wants them."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool
        self._heard: list[Future[Heard]] = []

    def begin(self) -> None:
        """Begin to listen, unless that has begun."""
        if not self._heard:
            self._heard = [self._pool.submit(_heard, playing) for playing in (FIRST, LATER)]

    def heard(self, n: int) -> Heard:
        """Give a take, when it was heard."""
        self.begin()
        return self._heard[n].result()


@contextmanager
def listening() -> Iterator[Listening]:
    """Have somebody who listens meanwhile."""
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="ear") as pool:
        yield Listening(pool)


def _heard(playing: Playing) -> Heard:
    wav = sound.take(playing)
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        file.write(wav)
        file.flush()
        command = [sys.executable, "-m", "workers.analysis", file.name, "--json"]
        command += ["--target-bpm", str(playing.bpm), "--instrument", "violin"]
        done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=PATIENCE_S)
    if done.returncode:
        log.warning("the ear said nothing: %s", done.stderr.decode(errors="replace")[-300:])
        return Heard(wav, None)
    return Heard(wav, json.loads(done.stdout))
