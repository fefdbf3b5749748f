"""A safety copy of very much: how long making it takes, making it again, and putting it back into an empty house.

    python -m benchmarks.restoring --sessions 10000 --media-gb 5

A real PostgreSQL and S3. Recordings of 10 MB, no two alike, stand for media; the house it is put back into is one of
`make run`, from no folder at all: servers are made, tables migrated, rows and objects put back, each read once more.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import text

from benchmarks.export import ANALYSES, SESSIONS, TAKES
from benchmarks.jobs import database
from practice_app.commands.houses import OF_A_HOUSE
from tests.stack import ROOT, remove

TAKE_BYTES = 10_000_000


def seeded(sessions: int, gigabytes: float) -> None:
    """Make somebody with all of that."""
    from practice_app.database import system_transaction
    from practice_app.models import User
    from practice_app.services.shared import storage

    user = User(display_name="Somebody")
    with system_transaction() as db:
        db.add(user)
        db.flush()
        for statement in (SESSIONS, TAKES, ANALYSES):
            db.execute(text(statement), {"who": user.id, "number": sessions})
    for number in range(round(gigabytes * 1e9 / TAKE_BYTES)):
        storage.put(f"takes/{number}.webm", os.urandom(TAKE_BYTES), "audio/webm")


def timed(what: str, *words: str, environ: dict[str, str]) -> None:
    """Run a word of `woodshed` and tell how long it took."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "practice_app", *words], cwd=ROOT, env=environ, check=True)
    print(f"{what}: {time.monotonic() - began:.1f} s", flush=True)


def main() -> None:
    """Seed, copy, copy again, put back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sessions", type=int, default=10_000)
    parser.add_argument("--media-gb", type=float, default=5)
    args = parser.parse_args()
    with database(), tempfile.TemporaryDirectory(prefix="woodshed-restoring-") as name:
        from practice_app.embedded import Home

        folder = Path(name)
        folder.chmod(0o711)
        seeded(args.sessions, args.media_gb)
        here = dict(os.environ) | {"BACKUP_TO": str(folder / "copies"), "BACKUP_KEY_FILE": str(folder / "key")}
        timed("a key", "backup-key", str(folder / "key"), environ=here)
        timed("a copy", "backup", environ=here)
        timed("the same again", "backup", environ=here)
        there = {name: value for name, value in here.items() if not name.startswith(OF_A_HOUSE)}
        new = folder / "home"
        try:
            timed("put back", "--home", str(new), "restore", "--compare", environ=there)
        finally:
            remove(new, Home(new))


if __name__ == "__main__":
    main()
