"""The pictures of a film as a stream of small grey frames, at constant memory."""

import os
import select
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.media import ffmpeg
from workers.media.errors import MediaError

Frame = NDArray[np.uint8]

RATE_HZ = 60.0  # frames a second, to which a film of another or a varying rate is brought, by showing some again
_FASTEST_S = 0.026  # between frames that are told apart: of a film of 60 a second every other one
_STOPPED_S = 0.1  # after which a picture that has not changed counts as a new one
LONG_SIDE = 320  # pixels
MAX_S = 2 * 3600.0
STALL_S = 120.0  # no picture for so long: ffmpeg hangs
_LONGEST_HEADER = 64  # bytes of a PGM header, https://netpbm.sourceforge.net/doc/pgm.html


class Frames:
    """One pass over a film's pictures.

    Iterate to get frames of shape (height, width), 0–255, `RATE_HZ` of them a second from `from_s` seconds on.
    None come from a file without pictures (a cover is none), or once they can't be read, or change their size.
    """

    def __init__(self, path: Path, *, long_side: int = LONG_SIDE, from_s: float = 0.0, max_s: float = MAX_S) -> None:
        self.path = path
        self.long_side = long_side
        self.from_s = from_s
        self.max_frames = round(max_s * RATE_HZ)

    def distinct(self) -> Iterator[tuple[float, Frame]]:
        """The pictures the camera took, at most 38 a second, each with its time in the file: repeats left out."""
        last, before = -1.0, None
        for number, frame in enumerate(self):
            at_s = self.from_s + number / RATE_HZ
            since = at_s - last
            if before is not None and (since < _FASTEST_S or (since < _STOPPED_S and np.array_equal(frame, before))):
                continue
            last, before = at_s, frame
            yield at_s, frame

    def __iter__(self) -> Iterator[Frame]:
        process = ffmpeg.Process(self._command())
        try:
            pipe, shape = _Pipe(process.output.fileno()), None
            for _ in range(self.max_frames):
                frame = pipe.frame()
                if frame is None or shape not in (None, frame.shape):
                    return
                shape = frame.shape
                yield frame
        finally:
            process.kill()

    def _command(self) -> list[str]:
        size = f"{self.long_side}:{self.long_side}"
        small = f"scale={size}:force_original_aspect_ratio=decrease:flags=area"
        chain = f"{small},format=gray,fps={RATE_HZ:g}:start_time=0"
        out = ["-map", "0:V:0", "-an", "-sn", "-dn", "-vf", chain, "-c:v", "pgm", "-f", "image2pipe", "pipe:1"]
        return ffmpeg.reading(self.path, self.from_s) + out


def has_pictures(path: Path) -> bool:
    """Whether there is a film in the file that can be seen."""
    try:
        return any(True for _ in Frames(path, max_s=1 / RATE_HZ))
    except (MediaError, OSError, ValueError):
        return False


class _Pipe:
    """PGM pictures one after the other from a pipe."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._buffer = bytearray()

    def frame(self) -> Frame | None:
        """The next picture; None at the end, in the middle of one, or when nothing comes any more."""
        header = self._header()
        if header is None:
            return None
        width, height, at = header
        if not self._fill(at + width * height):
            return None
        frame = np.frombuffer(bytes(self._buffer[at : at + width * height]), np.uint8).reshape(height, width)
        del self._buffer[: at + width * height]
        return frame

    def _header(self) -> tuple[int, int, int] | None:
        """Width, height, and where the pixels begin."""
        while True:
            fields = bytes(self._buffer[:_LONGEST_HEADER]).split(maxsplit=4)
            lines = bytes(self._buffer[:_LONGEST_HEADER]).split(b"\n", 3)
            if len(lines) > 3 and len(fields) >= 4:
                return int(fields[1]), int(fields[2]), sum(len(line) + 1 for line in lines[:3])
            if not self._fill(len(self._buffer) + 1):
                return None

    def _fill(self, size: int) -> bool:
        """Whether the buffer holds `size` bytes."""
        while len(self._buffer) < size:
            ready, _, _ = select.select([self._descriptor], [], [], STALL_S)
            chunk = os.read(self._descriptor, 1 << 16) if ready else b""
            if not chunk:
                return False
            self._buffer += chunk
        return True
