"""Attacks: a curve that rises where notes begin.

Definition: SuperFlux, the sum over log-frequency bands of the rise in log magnitude against the loudest of the three
neighbouring bands 11 ms before, so that vibrato is not taken for attacks. Bands from 80 Hz to 4.5 kHz: a metronome's
click at 7 kHz leaves no trace. One value every 5.3 ms, no unit. Beside it, every 5.3 ms, the level in dB of the
differenced samples, for finding clicks and the shape of attacks.
Source: S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
Confidence: high for plucked and struck notes, lower for soft bowed and blown ones, which begin late.
"""

import numpy as np

from workers.analysis.spectrum import FINE_WINDOW, Floats, Series, bins_hz, hann, power

_LOWEST_HZ, _HIGHEST_HZ, _BANDS_PER_OCTAVE = 80.0, 4500.0, 24
_LAG = 2  # frames
QUIETEST = 1e-13
_COMPRESSION = 1e4  # full scale is 80 dB above where the logarithm bends


def bands(window: int = FINE_WINDOW) -> Floats:
    """Triangles on a logarithmic axis, shape (bins, bands); bands narrower than a bin are dropped."""
    hz = bins_hz(window)
    count = int(np.log2(_HIGHEST_HZ / _LOWEST_HZ) * _BANDS_PER_OCTAVE)
    centres = np.unique(np.round(_LOWEST_HZ * 2 ** (np.arange(count + 2) / _BANDS_PER_OCTAVE) / hz[1]).astype(int))
    bank = np.zeros((len(hz), len(centres) - 2), np.float32)
    for band, (low, centre, high) in enumerate(zip(centres, centres[1:], centres[2:], strict=False)):
        bank[low : centre + 1, band] = np.linspace(0, 1, centre - low + 1)
        bank[centre : high + 1, band] = np.linspace(1, 0, high - centre + 1)
    return np.asarray(bank / bank.sum(axis=0), np.float32)


class OnsetReader:
    """Reads fine frames in order and keeps an attack strength and a power per frame."""

    def __init__(self) -> None:
        self._window, self._bands = hann(FINE_WINDOW), bands()
        self._before = np.zeros((_LAG, self._bands.shape[1]), np.float32)
        self.strength, self.level_db = Series(np.float16), Series(np.float16)

    def read(self, frames: Floats) -> None:
        """Take the next frames, shape (n, FINE_WINDOW)."""
        spectrum = power(frames, self._window)
        logs = np.log10(1 + _COMPRESSION * (np.sqrt(spectrum) @ self._bands))
        history = np.concatenate([self._before, logs])
        self._before = history[-_LAG:]
        past = history[: len(logs)]
        loudest = past.copy()
        np.maximum(loudest[:, 1:], past[:, :-1], out=loudest[:, 1:])
        np.maximum(loudest[:, :-1], past[:, 1:], out=loudest[:, :-1])
        self.strength.add(np.maximum(logs - loudest, 0).sum(axis=1))
        middle = frames[:, FINE_WINDOW // 2 - 64 : FINE_WINDOW // 2 + 64]
        steepness = (np.diff(middle, axis=1) ** 2).mean(axis=1)
        self.level_db.add(10 * np.log10(np.maximum(steepness, QUIETEST)))
