"""Attacks: a curve that rises where notes begin.

Definition: SuperFlux, the sum over log-frequency bands of the rise in log magnitude against the loudest of the three
neighbouring bands 11 ms before, so that vibrato is not taken for attacks. Bands from 80 Hz to 4.5 kHz: a metronome's
click at 7 kHz leaves no trace. One value every 5.3 ms, no unit. `novelty` is the same against 32 ms before and with
magnitudes down to 45 dB below the loudest of the last half minute: soft attacks rise too slowly for 11 ms, and the
noise of a room is not let in by a logarithm that bends too late. Single onsets are found in it; it is kept by five
regions of the spectrum, so that a click can be taken out. Beside them, every 5.3 ms, the level in dB of the
differenced samples, for finding clicks and the shape of attacks.
Source: S. Böck, G. Widmer, "Maximum filter vibrato suppression for onset detection", DAFx 2013.
Confidence: high for plucked and struck notes, lower for soft bowed and blown ones, which begin late.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.frames import Values
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S, FINE_WINDOW, Floats, bins_hz, hann, power

_LOWEST_HZ, _HIGHEST_HZ, _BANDS_PER_OCTAVE = 80.0, 4500.0, 24
_LAG = 2  # frames
_SLOW_LAG = 6  # frames
_RANGE = 10 ** (45 / 20)
_FORGET_DB_PER_S = 0.3
_LEAST_LOUD = 1e-5
_REGIONS_HZ = (400.0, 800.0, 1600.0, 3000.0)
QUIETEST = 1e-13
_JUMP_LAGS, _JUMP_AT = (-5, -4, -3, -2), (-2, 8)  # frames
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
        self._bands = self._bands[: int(np.flatnonzero(self._bands.any(axis=1))[-1]) + 1]
        self._before = np.zeros((_LAG, self._bands.shape[1]), np.float32)
        self._slow_before = np.zeros((_SLOW_LAG, self._bands.shape[1]), np.float32)
        self._loud = _LEAST_LOUD
        centres = self._bands.argmax(axis=0) * bins_hz(FINE_WINDOW)[1]
        self._regions = [0, *np.searchsorted(centres, _REGIONS_HZ).tolist()]
        self.strength, self.level_db, self.novelty = Series(np.float16), Series(np.float16), Series(np.float16)

    def read(self, frames: Floats) -> None:
        """Take the next frames, shape (n, FINE_WINDOW)."""
        heard = np.sqrt(power(frames, self._window, len(self._bands))) @ self._bands
        logs = np.log10(1 + _COMPRESSION * heard)
        history = np.concatenate([self._before, logs])
        self._before = history[-_LAG:]
        self.strength.add(_rises(history, _LAG).sum(axis=1))
        self.novelty.add(self._novelty(heard))
        middle = frames[:, FINE_WINDOW // 2 - 64 : FINE_WINDOW // 2 + 64]
        steepness = (np.diff(middle, axis=1) ** 2).mean(axis=1)
        self.level_db.add(10 * np.log10(np.maximum(steepness, QUIETEST)))

    def _novelty(self, heard: Floats) -> Floats:
        """Rises against 32 ms before by region, (n, regions), on a scale that follows the recording's loudness."""
        faded = self._loud * 10 ** (-_FORGET_DB_PER_S * len(heard) * FINE_STEP_S / 20)
        self._loud = max(faded, float(np.percentile(heard.max(axis=1), 95)), _LEAST_LOUD)
        history = np.concatenate([self._slow_before, heard])
        self._slow_before = history[-_SLOW_LAG:]
        rises = _rises(np.log10(1 + np.float32(_RANGE / self._loud) * history), _SLOW_LAG)
        return np.asarray(np.add.reduceat(rises, self._regions, axis=1), np.float32)


def jumps(level_db: NDArray[np.floating], times_s: Values) -> Values:
    """How far the level jumps about each candidate, against the loudest of 11 to 27 ms before: the log of 1 + dB."""
    frames = np.round(times_s / FINE_STEP_S).astype(int)
    jump = np.zeros(len(times_s))
    for off in range(*_JUMP_AT):
        now, *before = (level_db[np.clip(frames + off + lag, 0, len(level_db) - 1)] for lag in (0, *_JUMP_LAGS))
        jump = np.maximum(jump, now - np.max(before, axis=0))
    return np.log1p(jump)


def _rises(history: Floats, lag: int) -> Floats:
    """What rose in each band against the loudest of three neighbours `lag` frames before."""
    past = history[:-lag]
    loudest = past.copy()
    np.maximum(loudest[:, 1:], past[:, :-1], out=loudest[:, 1:])
    np.maximum(loudest[:, :-1], past[:, 1:], out=loudest[:, :-1])
    return np.asarray(np.maximum(history[lag:] - loudest, 0), np.float32)
