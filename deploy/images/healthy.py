"""Whether the process of a container is well: `healthy.py web`, `worker` or `beat`, for HEALTHCHECK and for probes."""

import os
import sys
import time
import urllib.request
from pathlib import Path

HOME = Path(os.environ.get("WOODSHED_HOME", "/tmp"))  # noqa: S108 - the one place a container may write to
STALE_S = 600
"""Both stand still while Redis is away, and a restart would not bring it back: so this is patient."""


def web() -> bool:
    """Whether the web process answers."""
    address = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}/health/live"
    with urllib.request.urlopen(address, timeout=4) as answer:
        return bool(answer.status == 200)


def worker() -> bool:
    """Whether the worker's loop went round lately (`workers/alive.py`)."""
    return _fresh("worker-alive")


def beat() -> bool:
    """Whether the scheduler wrote down lately what it did."""
    return _fresh("schedule*")


def _fresh(pattern: str) -> bool:
    times = [path.stat().st_mtime for path in HOME.glob(pattern)]
    return bool(times) and time.time() - max(times) < STALE_S


if __name__ == "__main__":
    try:
        well = {"web": web, "worker": worker, "beat": beat}[sys.argv[1]]()
    except OSError as problem:
        sys.exit(f"not well: {problem}")
    sys.exit(0 if well else "not well")
