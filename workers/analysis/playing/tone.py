"""What a wide frame tells about tone: loudness, lasting partials, pitch, colour.

Units: powers relative to a full-scale sine (linear), shares 0–1, pitch in cents above 55 Hz, bands in dB.
`lasting` is the share of power in partials that stood at the same place 100 ms before; `bands` are the levels of
`BANDS` neighbouring bands, equally wide to the ear between 80 Hz and 8 kHz (mel scale: S. S. Stevens, J. Volkmann,
American Journal of Psychology 53, 1940).
"""

import math

import numpy as np
from numpy.typing import NDArray

from workers.analysis.playing.loudness import k_weighting
from workers.analysis.shared.frames import Values
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import WIDE_WINDOW, Floats, bins_hz
from workers.analysis.shared.wide import Wide

BANDS = 24
LOWEST_PITCH_HZ = 55.0
_BAND_HZ = (80.0, 8000.0)
_TONE_HZ = (80, 5000)
_RUMBLE_HZ = 30  # below it: direct current and handling, no music that a phone records
_PEAK_OVER_NEIGHBOURS = 4.0  # 6 dB above the mean of its surroundings
_SURROUNDINGS = 17  # bins, 200 Hz
_LAG = 4  # frames, 100 ms: windows that share no sound
_DRIFT = 1  # bins, 12 Hz
_TINY = 1e-12


def bands_hz() -> Values:
    """The middle of each band."""
    return _edges_hz()[1:-1]


def _edges_hz() -> Values:
    low_mel, high_mel = (2595 * math.log10(1 + hz / 700) for hz in _BAND_HZ)
    edges_mel = np.linspace(low_mel, high_mel, BANDS + 2)
    return np.asarray(700 * (10 ** (edges_mel / 2595) - 1))


def mel_bands() -> Floats:
    """Which bins each band sums, as triangles of equal mean; shape (bins, BANDS)."""
    hz, edges = bins_hz(WIDE_WINDOW), _edges_hz()
    low, middle, high = edges[:-2], edges[1:-1], edges[2:]
    rise, fall = (hz[:, None] - low) / (middle - low), (high - hz[:, None]) / (high - middle)
    bank = np.clip(np.minimum(rise, fall), 0, None)
    return np.asarray(bank / bank.sum(axis=0), np.float32)


class ToneReader:
    """Reads wide frames in order and keeps one row of features per frame."""

    def __init__(self) -> None:
        hz = bins_hz(WIDE_WINDOW)
        self._weights = np.where(hz > _RUMBLE_HZ, k_weighting(hz), 0).astype(np.float32)
        self._bands = mel_bands()
        self._tone = slice(int(np.searchsorted(hz, _TONE_HZ[0])), int(np.searchsorted(hz, _TONE_HZ[1])))
        self._before = np.zeros((_LAG, self._tone.stop - self._tone.start), bool)
        self.levels, self.lasting, self.bands_db = Series(), Series(np.float16), Series(np.float16)
        self.pitch_cents, self.tonal, self.explained = Series(), Series(np.float16), Series(np.float16)

    def read(self, wide: Wide) -> None:
        """Take the next frames."""
        # A Hann window spreads a sine's power over bins that sum to 1.5 times the peak.
        self.levels.add(wide.power @ self._weights / 1.5)
        self.bands_db.add(10 * np.log10(wide.power @ self._bands + _TINY))
        self.lasting.add(self._lasting(wide.power[:, self._tone] + _TINY))
        self.pitch_cents.add((1200 * np.log2(wide.coarse.hz / LOWEST_PITCH_HZ)).astype(np.float32))
        self.tonal.add(wide.coarse.tonal)
        self.explained.add(wide.coarse.explained)

    def _lasting(self, tone: Floats) -> Floats:
        """The share of power in partials that stood at the same place 100 ms before."""
        around = _surroundings(tone)
        middle = tone[:, 1:-1]
        peaks = np.zeros(tone.shape, bool)
        peaks[:, 1:-1] = (middle > tone[:, :-2]) & (middle >= tone[:, 2:])
        peaks &= tone > _PEAK_OVER_NEIGHBOURS * around
        history = np.concatenate([self._before, peaks])
        self._before = history[-_LAG:]
        lasting = _widened(_widened(history[: len(tone)], _DRIFT) & peaks, 2)
        return np.asarray((tone * lasting).sum(axis=1) / tone.sum(axis=1), np.float32)


def _surroundings(tone: Floats) -> Values:
    """The mean of the bins around each; of fewer at the ends."""
    half, width = _SURROUNDINGS // 2, tone.shape[1]
    sums = np.cumsum(tone, axis=1, dtype=np.float64)
    around = np.empty(tone.shape)
    around[:, : width - half] = sums[:, half:]
    around[:, width - half :] = sums[:, -1:]
    around[:, half + 1 :] -= sums[:, : width - half - 1]
    at = np.arange(width)
    around /= np.minimum(at + half + 1, width) - np.maximum(at - half, 0)
    return around


def _widened(mask: NDArray[np.bool_], by: int) -> NDArray[np.bool_]:
    """The mask grown by so many bins to either side."""
    wide = mask.copy()
    for shift in range(1, by + 1):
        wide[:, shift:] |= mask[:, :-shift]
        wide[:, :-shift] |= mask[:, shift:]
    return wide
