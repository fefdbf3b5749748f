"""What a wide frame tells about tone: loudness, lasting partials, pitch.

Units: powers relative to a full-scale sine (linear), shares 0–1, pitch in cents above 55 Hz.
"""

import numpy as np
from scipy.fft import irfft

from workers.analysis.loudness import k_weighting
from workers.analysis.spectrum import RATE_HZ, WIDE_WINDOW, Floats, Series, bins_hz, hann, power

_TONE_HZ = (80, 5000)
_RUMBLE_HZ = 30  # below it: direct current and handling, no music that a phone records
_PEAK_OVER_NEIGHBOURS = 4.0  # 6 dB above the mean of its surroundings
_SURROUNDINGS = 17  # bins, 200 Hz
_LAG = 4  # frames, 100 ms: windows that share no sound
_DRIFT = 1  # bins, 12 Hz
_PITCH_HZ = (55.0, 1600.0)
_TINY = 1e-12


class ToneReader:
    """Reads wide frames in order and keeps one row of features per frame."""

    def __init__(self) -> None:
        hz = bins_hz(WIDE_WINDOW)
        self._window = hann(WIDE_WINDOW)
        self._weights = np.where(hz > _RUMBLE_HZ, k_weighting(hz), 0).astype(np.float32)
        self._tone = slice(int(np.searchsorted(hz, _TONE_HZ[0])), int(np.searchsorted(hz, _TONE_HZ[1])))
        lags = np.fft.irfft(power(np.ones((1, WIDE_WINDOW), np.float32), self._window)[0])
        self._lag_weight = np.maximum(lags / lags[0], 0.05).astype(np.float32)
        self._before = np.zeros((_LAG, self._tone.stop - self._tone.start), bool)
        self.levels, self.lasting = Series(), Series(np.float16)
        self.pitch_cents, self.pitch_confidence = Series(), Series(np.float16)

    def read(self, frames: Floats) -> None:
        """Take the next frames, shape (n, WIDE_WINDOW)."""
        spectrum = power(frames, self._window)
        # A Hann window spreads a sine's power over bins that sum to 1.5 times the peak.
        self.levels.add(spectrum @ self._weights / 1.5)
        tone = spectrum[:, self._tone] + _TINY
        self.lasting.add(self._lasting(tone))
        cents, confidence = self._pitch(spectrum)
        self.pitch_cents.add(cents)
        self.pitch_confidence.add(confidence)

    def _lasting(self, tone: Floats) -> Floats:
        """The share of power in partials that stood at the same place 100 ms before."""
        padded = np.pad(np.cumsum(tone, axis=1, dtype=np.float64), ((0, 0), (1, 0)))
        half = _SURROUNDINGS // 2
        width = tone.shape[1]
        low, high = np.maximum(np.arange(width) - half, 0), np.minimum(np.arange(width) + half + 1, width)
        around = (padded[:, high] - padded[:, low]) / (high - low)
        middle = tone[:, 1:-1]
        peaks = np.zeros(tone.shape, bool)
        peaks[:, 1:-1] = (middle > tone[:, :-2]) & (middle >= tone[:, 2:])
        peaks &= tone > _PEAK_OVER_NEIGHBOURS * around
        history = np.concatenate([self._before, peaks])
        self._before = history[-_LAG:]
        lasting = _widened(_widened(history[: len(tone)], _DRIFT) & peaks, 2)
        return np.asarray((tone * lasting).sum(axis=1) / tone.sum(axis=1), np.float32)

    def _pitch(self, spectrum: Floats) -> tuple[Floats, Floats]:
        """Pitch by the autocorrelation of the square-rooted spectrum, and the height of its peak (0–1)."""
        correlation = irfft(np.sqrt(spectrum), axis=1)
        first, last = int(RATE_HZ / _PITCH_HZ[1]), int(RATE_HZ / _PITCH_HZ[0])
        shape = correlation[:, first - 1 : last + 2] / (correlation[:, :1] + _TINY)
        shape = shape / np.sqrt(self._lag_weight[first - 1 : last + 2])
        inner = shape[:, 1:-1]
        tops = np.where((inner >= shape[:, :-2]) & (inner > shape[:, 2:]), inner, 0)
        best = tops.max(axis=1)
        at = (tops >= 0.85 * best[:, None]).argmax(axis=1)
        rows = np.arange(len(shape))
        left, centre, right = shape[rows, at], shape[rows, at + 1], shape[rows, at + 2]
        bend = left - 2 * centre + right
        shift = np.where(bend < 0, 0.5 * (left - right) / np.where(bend < 0, bend, -1), 0)
        hz = RATE_HZ / (at + first + np.clip(shift, -0.5, 0.5))
        return (1200 * np.log2(hz / 55.0)).astype(np.float32), np.clip(best, 0, 1).astype(np.float32)


def _widened(mask: np.ndarray, by: int) -> np.ndarray:
    """The mask grown by so many bins to either side."""
    wide = mask.copy()
    for shift in range(1, by + 1):
        wide[:, shift:] |= mask[:, :-shift]
        wide[:, :-shift] |= mask[:, shift:]
    return wide
