"""Bring the database's tables to where this version wants them."""

import subprocess
import sys
from collections.abc import Mapping

from practice_app.embedded.home import ROOT


class MigrationError(RuntimeError):
    """The tables could not be changed; holds what Alembic said."""


def migrate(environ: Mapping[str, str]) -> None:
    """Run all migrations that are missing, as the owner."""
    done = subprocess.run(
        [sys.executable, "-m", "alembic", "upgrade", "head"],
        cwd=ROOT,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        last = [line for line in done.stdout.splitlines() if line.strip() and not line.startswith("(Background")]
        raise MigrationError(last[-1] if last else f"exit status {done.returncode}")
