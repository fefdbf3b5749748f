"""`python -m workers.analyser`: loads the analysis, waits for a folder on its standard input, analyses once, and ends.

It ends when its parent does. What it complains of before it is told a folder stands in its parent's log.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from workers import children
from workers.analysis import analyse, beside, playing
from workers.isolated import ANSWER, ASK, COMPLAINTS, OUTLINE, Ask
from workers.media import rendition
from workers.media.errors import MediaError


def main() -> None:
    """Get ready, wait for the folder, and do what is asked there."""
    children.be_modest()
    playing.weights()
    told = sys.stdin.readline().rstrip("\n")
    if told:
        _work(Path(told))


def _work(folder: Path) -> None:
    threading.Thread(target=children.end_with_parent, daemon=True).start()
    with (folder / COMPLAINTS).open("wb") as complaints:
        os.dup2(complaints.fileno(), sys.stderr.fileno())
    ask = Ask(**json.loads((folder / ASK).read_text()))
    answer = _analyse(folder, ask)
    fresh = folder / "answer.new"
    fresh.write_text(json.dumps(answer, allow_nan=False))
    fresh.replace(folder / ANSWER)


def _analyse(folder: Path, ask: Ask) -> dict[str, Any]:
    recording = folder / ask.recording
    with ThreadPoolExecutor(1) as meanwhile:  # ffmpeg renders meanwhile
        prepared = meanwhile.submit(_prepare, folder, recording, ask.film) if ask.keep else None
        try:
            result = analyse(
                recording,
                target_bpm=ask.target_bpm,
                instrument=ask.instrument,
                click=ask.click,
                auto_gain=ask.auto_gain,
                film=ask.film,
                leaning=ask.leaning,
            )
        except MediaError as error:
            return {"failure": error.code}
        if ask.motion:
            result = beside(result, folder / ask.motion)
        if prepared:
            prepared.result()
    return {"analysis": result.to_json()}


def _prepare(folder: Path, recording: Path, film: bool) -> None:
    """What is played and the outline; what can't be made is left out, the original still plays."""
    if not (film and _made(partial(rendition.film, recording, folder))):
        _made(partial(rendition.render, recording, folder / "sound.m4a"))
    _made(partial(rendition.outline, recording, folder / OUTLINE))


def _made(make: Callable[[], None]) -> bool:
    try:
        make()
    except MediaError as error:
        print(f"left out: {error}", file=sys.stderr)
        return False
    return True


if __name__ == "__main__":
    main()
