"""Chroma: how much of the sound lies on each of the twelve pitch classes, five times a second.

Definition: the compressed spectrum between 200 Hz and 2.5 kHz, of it what stands out of its surroundings, summed by
pitch class at A4 = 440 Hz; less its mean over the classes, and of length 1, so that the product of two is the
correlation of what sounds: about 0 for two notes drawn at random, near 1 for the same note or chord in any octave and
on any instrument; all 0 where nothing stands out. Unit: none.
Source: T. Fujishima, "Realtime chord recognition of musical sound", ICMC 1999.
Confidence: a measure for comparing moments of one recording with each other, and for nothing else.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import WIDE_STEP_S, WIDE_WINDOW, Floats, bins_hz
from workers.analysis.shared.wide import Wide

_FRAMES = 8  # wide frames that make one moment
STEP_S = _FRAMES * WIDE_STEP_S
CLASSES = 12
_HZ = (200.0, 2500.0)
_SURROUNDINGS = 17  # bins, 200 Hz


class ChromaReader:
    """Reads wide frames in order; keeps one row of twelve per moment."""

    def __init__(self) -> None:
        hz = bins_hz(WIDE_WINDOW)
        self._part = slice(int(np.searchsorted(hz, _HZ[0])), int(np.searchsorted(hz, _HZ[1])))
        semitones = 12 * np.log2(hz[self._part] / 440.0)
        off = np.abs((semitones[:, None] - np.arange(CLASSES) + 6) % CLASSES - 6)
        self._classes = np.clip(1 - off, 0, None).astype(np.float32)
        self._rest = np.zeros((0, self._part.stop - self._part.start), np.float32)
        self.rows = Series(np.float16)

    def read(self, wide: Wide) -> None:
        """Take the next frames."""
        frames = np.concatenate([self._rest, wide.power[:, self._part]])
        count = len(frames) // _FRAMES
        self._rest = frames[count * _FRAMES :].copy()
        if count:
            self.rows.add(self._chroma(frames[: count * _FRAMES].reshape(count, _FRAMES, -1).mean(axis=1)))

    def _chroma(self, power: Floats) -> Floats:
        loudness = np.sqrt(power)
        standing = np.maximum(loudness - _around(loudness), 0).astype(np.float32)
        sums = standing @ self._classes
        sums -= sums.mean(axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(np.sqrt((sums**2).sum(axis=1, keepdims=True)), 1e-9), np.float32)


def _around(values: Floats) -> NDArray[np.float64]:
    """The mean of the bins about each bin."""
    half = _SURROUNDINGS // 2
    sums = np.cumsum(np.pad(values, ((0, 0), (half + 1, half)), mode="edge"), axis=1, dtype=np.float64)
    return np.asarray((sums[:, _SURROUNDINGS:] - sums[:, :-_SURROUNDINGS]) / _SURROUNDINGS)
