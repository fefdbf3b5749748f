"""Brings pgbouncer, which tests put between us and PostgreSQL, into `build/pgbouncer`, out of Debian's packages."""

import os
import shutil
import tempfile
from pathlib import Path

from debian import unpacked

PLACE = Path(__file__).resolve().parents[1] / "build" / "pgbouncer"
PACKAGES = ("pgbouncer", "libevent-2.1-7", "libc-ares2")


def brought() -> tuple[list[str], dict[str, str]] | None:
    """How to call it, and with which environment besides; None where it can't be had."""
    if installed := shutil.which("pgbouncer"):
        return [installed], {}
    if not (PLACE / "usr" / "sbin" / "pgbouncer").exists():
        PLACE.parent.mkdir(parents=True, exist_ok=True)
        fresh = Path(tempfile.mkdtemp(dir=PLACE.parent, prefix="pgbouncer-"))
        fresh.chmod(0o755)
        if not unpacked(fresh, *PACKAGES):
            shutil.rmtree(fresh)
            return None
        try:
            fresh.rename(PLACE)
        except OSError:  # another process was quicker
            shutil.rmtree(fresh)
    libraries = [str(one) for one in (PLACE / "usr" / "lib").glob("*-linux-*")]
    return [str(PLACE / "usr" / "sbin" / "pgbouncer")], {"LD_LIBRARY_PATH": os.pathsep.join(libraries)}
