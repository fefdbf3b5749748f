"""Brings Prometheus' promtool, which checks and tests alert rules, into `build/bin`: `python tools/promtool.py`.

It is part of Debian's package `prometheus`, of which nothing is installed: the one program is taken out of it. Needs
`apt-get` and `dpkg-deb`; elsewhere have a `promtool` on the PATH.
"""

import os
import shutil
import sys
import tempfile
from pathlib import Path

from debian import unpacked

PLACE = Path(__file__).resolve().parents[1] / "build" / "bin" / "promtool"


def found() -> Path | None:
    """Where it is on this machine, if it is."""
    installed = shutil.which("promtool")
    return PLACE if PLACE.exists() else Path(installed) if installed else None


def brought(seconds: float = 60) -> Path | None:
    """Where it is now, brought from Debian if need be and possible."""
    if found():
        return found()
    with tempfile.TemporaryDirectory(prefix="woodshed-promtool-") as folder:
        if not unpacked(Path(folder), "prometheus", seconds=seconds):
            return None
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        fresh = PLACE.with_name(f"promtool.{os.getpid()}")  # tests of several processes may ask at once
        shutil.copy(Path(folder) / "usr" / "bin" / "promtool", fresh)
        fresh.replace(PLACE)
    return PLACE


if __name__ == "__main__":
    place = brought()
    sys.exit(f"promtool is in {place}" if place is None else 0)
