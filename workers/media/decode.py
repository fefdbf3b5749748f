"""Any recording as a stream of equal blocks of mono samples, at constant memory, on the clock that players show.

Time is the file's own: what begins late, or stops and goes on later, is filled with silence (`ffmpeg.on_its_clock`),
so that a second here is the same second in a browser's player, and in the pictures of a film.
"""

import os
import select
import struct
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from workers.media import ffmpeg
from workers.media.errors import Damaged, Empty, MediaError, NotAudio, TooLong
from workers.media.probe import LONGEST_S

Samples = NDArray[np.float32]

RATE_HZ = 24_000  # up to 12 kHz: all that the measures use, and a rate Opus decodes to without loss of time
BLOCK_S = 10.0
MAX_S = LONGEST_S
STALL_S = 120.0  # no sample for so long: ffmpeg hangs
_LOUDEST = 4.0  # a float file may exceed full scale, within reason
_CANCELLED = (
    0.15  # of a channel's power is left in the mean of both; of one channel alone, or of two unlike ones, it is ≥ 0.25
)
_AU = struct.Struct(">4sIIIII")  # magic, where samples begin, bytes, encoding, rate, channels

# How the containers that browsers record begin; what starts so and holds nothing is damaged, not foreign.
_BEGINNINGS = (b"\x1a\x45\xdf\xa3", b"OggS", b"RIFF", b"fLaC", b"ID3", b"\xff\xfb", b"\xff\xf1", b"FORM")


class Decoding:
    """One pass over a recording.

    Iterate to get blocks of shape (n,), float32, full scale ±1, all of `block_s` seconds but the last. Afterwards
    `seconds` is the decoded length and `damaged` tells whether some of the file could not be read. Raises, before
    the first block or at the place where it shows: NotAudio, Empty, Damaged, TooLong; OSError when the file
    cannot be read.
    """

    def __init__(self, path: Path, *, rate_hz: int = RATE_HZ, block_s: float = BLOCK_S, max_s: float = MAX_S) -> None:
        self.path = path
        self.rate_hz = rate_hz
        self.block_samples = int(block_s * rate_hz)
        self.max_samples = int(max_s * rate_hz)
        self.samples = 0
        self.damaged = False

    @property
    def seconds(self) -> float:
        """Decoded so far."""
        return self.samples / self.rate_hz

    def __iter__(self) -> Iterator[Samples]:
        if self.path.stat().st_size == 0:
            raise Empty("The recording is empty.")
        process = ffmpeg.Process(self._command(), ahead=self.block_samples * 4)
        try:
            yield from self._blocks(process)
            self.damaged = process.wait() != 0 or bool(process.errors)
        finally:
            process.kill()
        if not self.samples:
            raise _nothing(self.path, process.wait())

    def _command(self) -> list[str]:
        sound = ["-map", "0:a:0", "-vn", "-sn", "-dn", "-af", ffmpeg.on_its_clock(self.rate_hz)]
        return [*ffmpeg.reading(self.path), *sound, "-c:a", "pcm_f32be", "-f", "au", "pipe:1"]

    def _blocks(self, process: ffmpeg.Process) -> Iterator[Samples]:
        channels = _channels(process)
        size, both = self.block_samples * 4 * channels, _Both()
        while True:
            data = _read(process, size)
            frames = np.frombuffer(data[: len(data) // (4 * channels) * 4 * channels], dtype=">f4")
            block = frames if channels == 1 else both.mixed(_sane(frames.reshape(-1, channels)))
            self.samples += len(block)
            if self.samples > self.max_samples:
                raise TooLong(f"The recording is longer than {self.max_samples / self.rate_hz / 3600:.0f} hours.")
            if len(block):
                yield _sane(block)
            if len(data) < size:
                return


class _Both:
    """Two channels as one: their mean; where they cancel each other, the louder alone, from there on."""

    def __init__(self) -> None:
        self._alone: int | None = None

    def mixed(self, frames: Samples) -> Samples:
        """Samples of shape (n,) from frames of shape (n, 2)."""
        middle: Samples = frames.mean(axis=1)
        power = np.square(frames, dtype=np.float64).sum(axis=0)
        used = np.square(middle, dtype=np.float64).sum() if self._alone is None else power[self._alone]
        if used < _CANCELLED * power.max():
            self._alone = int(power.argmax())
        return middle if self._alone is None else frames[:, self._alone]


def _channels(process: ffmpeg.Process) -> int:
    """How many channels come, from the head of what ffmpeg writes; a file without sound has no head."""
    head = _read(process, _AU.size)
    if len(head) < _AU.size:
        return 1
    _, begins, _, _, _, channels = _AU.unpack(head)
    _read(process, begins - _AU.size)
    return int(channels)


def _read(process: ffmpeg.Process, size: int) -> bytes:
    """Exactly `size` bytes, fewer only at the end of the stream."""
    buffer, descriptor = bytearray(), process.output.fileno()
    while len(buffer) < size:
        ready, _, _ = select.select([descriptor], [], [], STALL_S)
        if not ready:
            raise MediaError("Decoding stopped making progress.")
        chunk = os.read(descriptor, size - len(buffer))
        if not chunk:
            break
        buffer += chunk
    return bytes(buffer)


def _sane(block: Samples) -> Samples:
    """No NaN, no infinity, nothing far beyond full scale."""
    return np.clip(np.nan_to_num(block, nan=0.0, posinf=0.0, neginf=0.0), -_LOUDEST, _LOUDEST).astype(np.float32)


def _nothing(path: Path, status: int) -> MediaError:
    """Why a file gave no sample at all."""
    with path.open("rb") as file:
        head = file.read(12)
    if status == 0:
        return Empty("The recording has a sound track, but no sound in it.")
    if (head.startswith(_BEGINNINGS) or head[4:8] == b"ftyp") and not _has_other_streams(path):
        return Damaged("The recording is damaged; nothing of it could be decoded.")
    return NotAudio("This is not an audio or video file with sound in it.")


def _has_other_streams(path: Path) -> bool:
    """Whether the file opens and holds streams, none of them sound (a silent video)."""
    process = ffmpeg.Process([*ffmpeg.reading(path), "-map", "0", "-c", "copy", "-t", "0.1", "-f", "null", "-"])
    try:
        return process.wait() == 0
    finally:
        process.kill()
