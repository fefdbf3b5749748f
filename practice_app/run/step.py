"""A command that is one step of a start: run to its end, or ended with all its children when we are stopped."""

import contextlib
import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from practice_app.embedded.home import ROOT


def run_step(command: Sequence[str], environ: Mapping[str, str], log: Path) -> int:
    """Run it in the checkout, writing to that log; answers its exit status."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        return process.wait()
    except BaseException:
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise
