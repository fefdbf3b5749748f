"""Listening in a process of its own, so that a crash in native code, or a file that eats memory, takes no worker along.

The child (`python -m workers.isolated FOLDER`) reads what to do from `ask.json` in the folder and leaves its answer
there; it ends when its parent does.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

RENDITIONS = {"film.mp4": "video/mp4", "film.webm": "video/webm", "sound.m4a": "audio/mp4"}
"""What a kept take may be played from, the best first, and of what type it is."""
OUTLINE = "outline.json"
_ASK, _ANSWER, _COMPLAINTS = "ask.json", "answer.json", "child.log"
_MOST_MEMORY = 4 * 1024**3
_LONGEST_S = 2 * 3600.0


class Crashed(Exception):
    """The child ended without an answer."""


class Unwanted(Exception):
    """Nobody needs the answer any more; the child was stopped."""


@dataclass(frozen=True)
class Ask:
    """What to listen to, as what, and whether to prepare it for keeping."""

    take: str
    target_bpm: float | None
    instrument: str | None
    keep: bool
    film: bool = False
    click: dict[str, Any] | None = None
    auto_gain: bool = False


def hear(folder: Path, ask: Ask, wanted: Callable[[], bool]) -> dict[str, Any]:
    """Answer `{"analysis"}` or `{"failure"}`; renditions of a kept take are left in the folder.

    `wanted` is asked every second. Raises Crashed and Unwanted.
    """
    (folder / _ASK).write_text(json.dumps(asdict(ask)))
    with (folder / _COMPLAINTS).open("wb") as complaints:
        child = subprocess.Popen(
            [sys.executable, "-m", "workers.isolated", str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=complaints,
            cwd=Path(__file__).resolve().parents[1],
        )
    try:
        _wait(child, wanted)
    finally:
        child.kill()
        child.wait()
        if child.stdin:
            child.stdin.close()
    answer = folder / _ANSWER
    if child.returncode or not answer.exists():
        last_words = (folder / _COMPLAINTS).read_text(errors="replace")[-500:]
        raise Crashed(f"the listener ended with {child.returncode}: {last_words}")
    told: dict[str, Any] = json.loads(answer.read_text())
    return told


def _wait(child: subprocess.Popen[bytes], wanted: Callable[[], bool]) -> None:
    """Wait in a thread, for `Popen.wait` with a timeout looks every 50 ms only."""
    ending = threading.Thread(target=child.wait, daemon=True)
    ending.start()
    for _ in range(int(_LONGEST_S)):
        ending.join(1.0)
        if not ending.is_alive():
            return
        if not wanted():
            raise Unwanted()
    raise Crashed("the listener took too long")


def main(folder: Path) -> None:
    """Do what is asked in the folder."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _be_modest()
    ask = Ask(**json.loads((folder / _ASK).read_text()))
    answer = _listen(folder, ask)
    fresh = folder / "answer.new"
    fresh.write_text(json.dumps(answer, allow_nan=False))
    fresh.replace(folder / _ANSWER)


def _listen(folder: Path, ask: Ask) -> dict[str, Any]:
    from workers.analysis import analyse
    from workers.media.errors import MediaError

    take = folder / ask.take
    with ThreadPoolExecutor(1) as meanwhile:  # ffmpeg renders while we listen
        prepared = meanwhile.submit(_prepare, folder, take, ask.film) if ask.keep else None
        try:
            result = analyse(
                take,
                target_bpm=ask.target_bpm,
                instrument=ask.instrument,
                click=ask.click,
                auto_gain=ask.auto_gain,
                film=ask.film,
            )
        except MediaError as error:
            return {"failure": error.code}
        if prepared:
            prepared.result()
    return {"analysis": result.to_json()}


def _prepare(folder: Path, take: Path, film: bool) -> None:
    """What is played and the outline; what can't be made is left out, the original still plays."""
    from workers.media import rendition

    if not (film and _made(partial(rendition.film, take, folder))):
        _made(partial(rendition.render, take, folder / "sound.m4a"))
    _made(partial(rendition.outline, take, folder / OUTLINE))


def _made(make: Callable[[], None]) -> bool:
    from workers.media.errors import MediaError

    try:
        make()
    except MediaError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False
    return True


def _end_with_parent() -> None:
    while os.read(0, 64):
        pass
    os._exit(1)


def _be_modest() -> None:
    """Leave the processor to the pages when they need it, and never take all the memory."""
    os.nice(5)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
