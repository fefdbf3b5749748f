"""What a process that we start may know of our environment: where things are, and nothing that is secret.

A stranger's file is decoded in there. Whoever takes such a process over finds no key and no address of a server.
"""

import os
from contextlib import suppress

MOST_MEMORY = 4 * 1024**3
"""Addresses for one such process."""

_HARMLESS = (
    "PATH",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "TZ",
    "TMPDIR",
    "LD_LIBRARY_PATH",
    "DYLD_LIBRARY_PATH",
    "DYLD_FALLBACK_LIBRARY_PATH",
)
_OURS = ("FFMPEG", "PYTHONPATH", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "OPENBLAS_NUM_THREADS", "WOODSHED_HOME")


def environment(*, python: bool = False) -> dict[str, str]:
    """The variables that a child gets: those of any program, or those that a Python process of ours needs too."""
    names = _HARMLESS + (_OURS if python else ())
    return {name: os.environ[name] for name in names if name in os.environ}


def end_with_parent() -> None:
    """End this process when whoever started it is gone; for a thread of its own."""
    while os.read(0, 64):
        pass
    os._exit(1)


def be_modest() -> None:
    """Leave the processor to the pages when they need it, and never take all the memory."""
    os.nice(5)
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
