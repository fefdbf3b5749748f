"""Somebody's file becomes a square picture in a few sizes, in a process of its own and a bounded number at once."""

import json
import struct
import subprocess
import sys
import threading
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from practice_app.errors import Busy, Invalid
from practice_app.locales import msg
from practice_app.services.shared.steps import step

SIZES = (64, 256, 512)
PATIENCE_S, LONGEST_S = 10, 40
AT_ONCE = 2
"""Pictures that one web process has drawn at the same time: up to a gigabyte and a processor each, for moments."""
PROGRAM = Path(__file__).with_name("shrink.py")
FIELD = "picture"
WHY = {
    "kind": msg("Choose a photo: JPEG, PNG, WebP, GIF, HEIC or AVIF."),
    "large": msg("This picture has more than 40 million pixels. Choose a smaller one."),
}
BROKEN = msg("This picture can't be read. Perhaps it didn't arrive whole; try another one.")


@dataclass
class Drawing(Busy):
    """More pictures than this machine should draw at once."""

    detail: str = msg("Many pictures are being drawn just now. Please try again in a moment.")


@step
def shrunk(data: bytes) -> dict[int, bytes]:
    """Draw the middle of a picture anew in each of ``SIZES`` as JPEG; raise ``Invalid`` for what is no picture.

    Whatever becomes of the process that looks into the file (killed, out of memory or of its own time): the file was at
    fault. Where the machine has no time for it, it isn't: ``Drawing``.
    """
    return _parted(_drawn(data, SIZES, FIELD), SIZES)


@step
def page(data: bytes, most: int, field: str) -> bytes:
    """Draw a whole picture anew as JPEG, no side longer than ``most``; raise ``Invalid`` at ``field``."""
    return _parted(_drawn(data, (-most,), field), (most,))[most]


@step
def webp(data: bytes, most: int, field: str) -> bytes:
    """The same as WebP."""
    return _parted(_drawn(data, (-most,), field, "WEBP"), (most,))[most]


def _drawn(data: bytes, sizes: tuple[int, ...], field: str, kind: str = "JPEG") -> bytes:
    if not _places().acquire(timeout=PATIENCE_S):
        raise Drawing()
    try:
        status, out, why = _run(data, sizes, kind)
    finally:
        _places().release()
    if status != 0:
        raise Invalid(field, WHY.get(why, BROKEN))
    return out


@lru_cache
def _places() -> threading.BoundedSemaphore:
    return threading.BoundedSemaphore(AT_ONCE)


def _run(data: bytes, sizes: tuple[int, ...], kind: str) -> tuple[int, bytes, str]:
    """Have the program look at it: no environment, no shell, and no longer than ``LONGEST_S``."""
    command = [sys.executable, "-I", str(PROGRAM), json.dumps(sizes), kind]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={}, cwd="/"
    ) as process:
        try:
            out, told = process.communicate(data, timeout=LONGEST_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Drawing() from None
        return process.returncode, out, told.decode(errors="replace")[:20]


def _parted(out: bytes, sizes: tuple[int, ...]) -> dict[int, bytes]:
    found = {}
    for size in sizes:
        (length,) = struct.unpack(">I", out[:4])
        found[size], out = out[4 : 4 + length], out[4 + length :]
    return found
