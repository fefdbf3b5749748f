"""`python -m workers.comparer`: waits for a folder on its standard input, compares two recordings there, and ends.

The one process that loads librosa. It ends when its parent does.
"""

import json
import os
import sys
import threading
from pathlib import Path

from workers import children
from workers.isolated import ANSWER, ASK, COMPLAINTS


def main() -> None:
    """Do what is asked in the folder that is told."""
    children.be_modest()
    told = sys.stdin.readline().rstrip("\n")
    if not told:
        return
    threading.Thread(target=children.end_with_parent, daemon=True).start()
    folder = Path(told)
    with (folder / COMPLAINTS).open("wb") as complaints:
        os.dup2(complaints.fileno(), sys.stderr.fileno())
    ask = json.loads((folder / ASK).read_text())
    fresh = folder / "answer.new"
    fresh.write_text(json.dumps(_answer(folder, ask), allow_nan=False))
    fresh.replace(folder / ANSWER)


def _answer(folder: Path, ask: dict[str, object]) -> dict[str, object]:
    from workers.comparing.compare import compare
    from workers.media.errors import MediaError

    heard, bars = ask["heard"], ask["bars"]
    try:
        told = compare(folder / "a", folder / "b", tuple(heard), tuple(bars) if bars else None)  # type: ignore[arg-type]
    except MediaError as error:
        return {"failure": error.code}
    return {"comparison": told}


if __name__ == "__main__":
    main()
