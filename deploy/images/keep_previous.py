"""Keep the assets of the release before beside the new ones: `keep_previous.py PREVIOUS NEW`.

A tab that was opened before an upgrade asks for the chunks of its own release. Their names carry a hash of what is in
them, so both can lie in one folder. What the release before had itself kept from an older one is left behind.
"""

import shutil
import sys
from pathlib import Path

LIST = ".kept-from-the-release-before"


def keep(previous: Path, new: Path) -> list[str]:
    """Copy what the release before made and the new one does not have; write down and answer what that was."""
    known = previous / LIST
    older = set(known.read_text(encoding="utf-8").split()) if known.exists() else set()
    names = {path.name for path in previous.iterdir() if path.is_file()} - older - {LIST}
    kept = sorted(name for name in names if not (new / name).exists())
    for name in kept:
        shutil.copy2(previous / name, new / name)
    (new / LIST).write_text("\n".join(kept), encoding="utf-8")
    return kept


if __name__ == "__main__":
    print(f"{len(keep(Path(sys.argv[1]), Path(sys.argv[2])))} files kept of the release before")
