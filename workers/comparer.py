"""`python -m workers.comparer`: loads librosa, waits for a folder on its standard input, compares there, and ends.

The one process that loads librosa. It ends when its parent does. What it complains of before it is told a folder stands
in its parent's log.
"""

import json
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from workers import children
from workers.isolated import ANSWER, ASK, COMPLAINTS
from workers.media.errors import MediaError


def main() -> None:
    """Get ready, wait for the folder, and do what is asked there."""
    children.be_modest()
    from workers.comparing.compare import compare

    told = sys.stdin.readline().rstrip("\n")
    if not told:
        return
    threading.Thread(target=children.end_with_parent, daemon=True).start()
    folder = Path(told)
    with (folder / COMPLAINTS).open("wb") as complaints:
        os.dup2(complaints.fileno(), sys.stderr.fileno())
    ask = json.loads((folder / ASK).read_text())
    fresh = folder / "answer.new"
    fresh.write_text(json.dumps(_answer(compare, folder, ask), allow_nan=False))
    fresh.replace(folder / ANSWER)


def _answer(compare: Callable[..., dict[str, object]], folder: Path, ask: dict[str, Any]) -> dict[str, object]:
    heard, bars = ask["heard"], ask["bars"]
    try:
        told = compare(folder / "a", folder / "b", tuple(heard), tuple(bars) if bars else None)
    except MediaError as error:
        return {"failure": error.code}
    return {"comparison": told}


if __name__ == "__main__":
    main()
