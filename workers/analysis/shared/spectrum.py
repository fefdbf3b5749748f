"""The one pass over the samples: two short-time spectra, read by every measure, kept by none.

`wide` sees tone: 85 ms every 25 ms (11.7 Hz per bin). `fine` sees attacks: 43 ms every 5.3 ms (23.4 Hz per bin).
Only what the measures need per frame is kept, on disk (`series`); samples and spectra are dropped block by block.
Blocks have one length whatever the pipe gives, so the same file gives the same bits.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.fourier import rfft

Floats = NDArray[np.float32]

RATE_HZ = 24_000
WIDE_WINDOW, WIDE_HOP = 2048, 600
FINE_WINDOW, FINE_HOP = 1024, 128
WIDE_STEP_S = WIDE_HOP / RATE_HZ
FINE_STEP_S = FINE_HOP / RATE_HZ
_FRAMES_AT_ONCE, FRAMES_IN_CACHE = 512, 64


@dataclass
class Framer:
    """Cuts a stream of blocks into overlapping frames; the first is centred on the first sample."""

    window: int
    hop: int

    def __post_init__(self) -> None:
        self._rest = np.zeros(self.window // 2, np.float32)

    def push(self, block: Floats) -> Iterator[Floats]:
        """The complete frames, shape (n, window), that this block makes possible."""
        data = np.concatenate([self._rest, block])
        count = max(0, (len(data) - self.window) // self.hop + 1)
        views = np.lib.stride_tricks.sliding_window_view(data, self.window)[:: self.hop] if count else None
        for start in range(0, count, _FRAMES_AT_ONCE):
            assert views is not None
            yield views[start : start + _FRAMES_AT_ONCE]
        self._rest = data[count * self.hop :].copy()

    def finish(self) -> Iterator[Floats]:
        """The last frames, padded with silence until the last sample has been a centre."""
        yield from self.push(np.zeros(self.window // 2, np.float32))


def hann(length: int) -> Floats:
    """A periodic Hann window scaled so that a full-scale sine has a peak power of 1 in `power`."""
    window = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(length) / length)
    return np.asarray(window * 2 / window.sum(), np.float32)


def power(frames: Floats, window: Floats, bins: int | None = None) -> Floats:
    """Power per bin, shape (n, window // 2 + 1), or of the lowest `bins` alone."""
    told = np.empty((len(frames), bins or len(window) // 2 + 1), np.float32)
    for start in range(0, len(frames), FRAMES_IN_CACHE):
        rows = slice(start, start + FRAMES_IN_CACHE)
        parts = rfft(frames[rows] * window).view(np.float32)[:, : bins and 2 * bins]
        parts *= parts
        np.add(parts[:, ::2], parts[:, 1::2], out=told[rows])
    return told


def bins_hz(window: int) -> NDArray[np.float64]:
    """The frequency of each bin."""
    return np.asarray(np.fft.rfftfreq(window, 1 / RATE_HZ), np.float64)
