"""Coarse pitch: which single tone, if any, each 85 ms frame rests on; good to a few cents, sure of the octave.

Definition: the fundamental whose harmonics stand out most of the compressed spectrum, less what stands between them,
every 25 ms, refined on the peaks of its first eight harmonics. Unit: Hz. Beside it two shares, 0–1: `tonal`, how much
of the power stands in narrow peaks (noise has none), and `explained`, how much of those peaks lies on the harmonics of
the one tone (a chord's does not).
Source: D. J. Hermes, "Measurement of pitch by subharmonic summation", JASA 83, 1988; what is between against it as in
A. Camacho, J. Harris, "A sawtooth waveform inspired pitch estimator", JASA 124, 2008; peaks between bins after
J. O. Smith, X. Serra, PARSHL, ICMC 1987.
Confidence: the two shares; `pitch` decides with them what counts as one voice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.spectrum import FRAMES_IN_CACHE, RATE_HZ, WIDE_WINDOW, Floats

LOWEST_HZ, HIGHEST_HZ = 45.0, 4400.0
HARMONICS = 8
_PER_OCTAVE = 48
_BIN_HZ = RATE_HZ / WIDE_WINDOW
_TOP_HZ = 5500.0  # above it, a phone and a codec leave little
_BINS = int(_TOP_HZ / _BIN_HZ)
_FIRST_BIN = 4  # 47 Hz: below it hum, rumble and handling
_SURROUNDINGS = 17  # bins, 200 Hz
_PEAK = 5.0  # a partial stands 7 dB above the mean of its surroundings
_FAR_BELOW = 1e-5  # peaks 50 dB under the strongest say nothing
_SUMMED, _FADING, _AGAINST = 10, 0.85, 1.0  # harmonics, weight of the next, weight of what is between
_NEAR_CENTS = 35.0  # a partial this far from its place belongs to another tone
_SWAY, _NO_MORE = 0.033, 0.2  # vibrato blurs a partial by so much of its frequency, and of the fundamental at most
_AROUND, _ALIKE_OCTAVES, _LEAP_OCTAVES = 3, 0.06, 0.4  # frames, octaves
_TINY = 1e-13


@dataclass(frozen=True)
class Coarse:
    """One value per frame: fundamental in Hz, and the shares `tonal` and `explained` (0–1)."""

    hz: Floats
    tonal: Floats
    explained: Floats


def candidates_hz() -> NDArray[np.float64]:
    """The fundamentals that are tried, a quarter of a semitone apart."""
    count = int(np.log2(HIGHEST_HZ / LOWEST_HZ) * _PER_OCTAVE) + 1
    return np.asarray(LOWEST_HZ * 2 ** (np.arange(count) / _PER_OCTAVE))


@cache
def kernels() -> Floats:
    """Weights that score each candidate, shape (bins, candidates): its harmonics against what lies between them."""
    bins = np.arange(_BINS)
    columns = []
    for hz in candidates_hz():
        numbers = np.arange(1, max(1, min(_SUMMED, int(_TOP_HZ / hz))) + 1)
        weights = _FADING ** (numbers - 1.0)
        at = np.rint(numbers * hz / _BIN_HZ).astype(int)
        column = np.zeros(_BINS)
        np.add.at(column, np.minimum(at, _BINS - 1), weights / weights.sum())
        between = _between_harmonics(bins * _BIN_HZ / hz, len(numbers))
        column -= _AGAINST * between / max(between.sum(), 1e-9)
        columns.append(column)
    return np.asarray(np.stack(columns, axis=1), np.float32)


def _between_harmonics(ratio: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """How much each bin, at `ratio` times a candidate, speaks against it: fully halfway between harmonics."""
    against = np.clip(0.5 - np.cos(2 * np.pi * ratio), 0, None) * (ratio < count + 0.5)
    return np.asarray(against * _FADING ** np.maximum(ratio - 1, 0) * (np.arange(_BINS) >= _FIRST_BIN))


class PitchFinder:
    """Finds the one tone of each frame."""

    def __init__(self) -> None:
        self._kernels = kernels()

    def find(self, spectrum: Floats) -> Coarse:
        """Pitch of wide frames by their power, shape (n, WIDE_WINDOW // 2 + 1)."""
        power = spectrum[:, :_BINS] + np.float32(_TINY)
        power[:, :_FIRST_BIN] = _TINY
        scores = _widened(_standing_out(power)) @ self._kernels
        hz = _steadied(_tops(scores))
        peaks = _peaks(power)
        hz = _refined(power, peaks, hz)
        tonal, explained = _shares(power, peaks, hz)
        return Coarse(hz.astype(np.float32), tonal, explained)


def _standing_out(power: Floats) -> Floats:
    """The compressed spectrum above the mean of its surroundings: partials stay, noise goes."""
    loudness = np.sqrt(np.sqrt(power))
    return np.asarray(np.maximum(loudness - _around(loudness), 0), np.float32)


def _around(values: Floats) -> Floats:
    """The mean of the 17 bins about each; the outermost count on beyond the ends."""
    half = _SURROUNDINGS // 2
    padded = np.pad(values, ((0, 0), (half, half)), mode="edge")
    means = np.empty_like(values)
    for start in range(0, len(values), FRAMES_IN_CACHE):
        rows = slice(start, start + FRAMES_IN_CACHE)
        single = padded[rows].astype(np.float64)
        sums = single[:, :-1] + single[:, 1:]
        for step in (2, 4, 8):
            sums = sums[:, :-step] + sums[:, step:]
        means[rows] = (sums[:, :-1] + single[:, 2 * half :]) / _SURROUNDINGS
    return means


def _widened(values: Floats) -> Floats:
    """Each bin as large as the largest within a bin or 1 % of its frequency, so that no partial slips between steps."""
    wide, reach = values.copy(), np.maximum(1, np.rint(0.01 * np.arange(_BINS)).astype(int))
    for step in range(1, int(reach.max()) + 1):
        first = max(step, int(np.searchsorted(reach, step)))
        np.maximum(wide[:, first:], values[:, first - step : _BINS - step], out=wide[:, first:])
        np.maximum(wide[:, first:-step], values[:, first + step :], out=wide[:, first:-step])
    return wide


def _tops(scores: Floats) -> NDArray[np.float64]:
    """The best candidate of each frame, between the grid's steps."""
    rows = np.arange(len(scores))
    at = np.clip(scores.argmax(axis=1), 1, scores.shape[1] - 2)
    left, middle, right = scores[rows, at - 1], scores[rows, at], scores[rows, at + 1]
    return np.asarray(LOWEST_HZ * 2 ** ((at + _vertex(left, middle, right)) / _PER_OCTAVE))


def _steadied(hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The pitch without leaps of under 75 ms and back: a room drowns a partial, nobody plays octaves so short."""
    logs = np.pad(np.log2(hz), _AROUND, mode="edge")
    around = np.lib.stride_tricks.sliding_window_view(logs, 2 * _AROUND + 1)
    middle = np.median(around, axis=1)
    agreeing = (np.abs(around - middle[:, None]) < _ALIKE_OCTAVES).sum(axis=1) > _AROUND
    leaping = np.abs(np.log2(hz) - middle) > _LEAP_OCTAVES
    return np.where(agreeing & leaping, 2**middle, hz)


def _vertex(left: Floats, middle: Floats, right: Floats) -> NDArray[np.float64]:
    """Where the parabola through three neighbours has its top, −0.5 to 0.5."""
    bend = (left - 2 * middle + right).astype(np.float64)
    safe = np.where(bend < 0, bend, -1.0)
    return np.asarray(np.where(bend < 0, np.clip(0.5 * (left - right) / safe, -0.5, 0.5), 0.0))


def _peaks(power: Floats) -> NDArray[np.bool_]:
    """Bins that are the top of a narrow peak."""
    around = _around(power)
    tops = np.zeros(power.shape, bool)
    middle = power[:, 1:-1]
    tops[:, 1:-1] = (middle > power[:, :-2]) & (middle >= power[:, 2:])
    strong = power > np.maximum(_PEAK / 2 * around, _FAR_BELOW * power.max(axis=1, keepdims=True))
    return np.asarray(tops & strong)


def _refined(power: Floats, peaks: NDArray[np.bool_], hz: NDArray[np.float64]) -> NDArray[np.float64]:
    """The fundamental that the peaks of the first harmonics agree on, each heard by its power and its number."""
    total, weights = np.zeros(len(hz)), np.full(len(hz), 1e-30)
    rows = np.arange(len(hz))
    for harmonic in range(1, HARMONICS + 1):
        guess = np.clip(np.rint(hz * harmonic / _BIN_HZ).astype(int), 2, _BINS - 3)
        near = np.stack([power[rows, guess + step] for step in (-1, 0, 1)])
        at = guess + near.argmax(axis=0) - 1
        logs = [np.log(power[rows, at + step]) for step in (-1, 0, 1)]
        found = (at + _vertex(logs[0], logs[1], logs[2])) * _BIN_HZ / harmonic
        close = np.abs(1200 * np.log2(found / hz)) < np.maximum(_NEAR_CENTS, 600 * _BIN_HZ / (hz * harmonic))
        good = close & peaks[rows, at] & (hz * harmonic < _TOP_HZ - 2 * _BIN_HZ)
        weight = np.where(good, power[rows, at] * float(harmonic**2), 0.0)
        total += weight * found
        weights += weight
    return np.asarray(np.where(weights > 1e-20, total / weights, hz))


def _shares(power: Floats, peaks: NDArray[np.bool_], hz: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """How much power stands in peaks, and how much of that on the harmonics of `hz`."""
    row, bin_ = np.nonzero(peaks)
    at, tone_hz = bin_ * _BIN_HZ, hz[row]
    off_hz = np.abs(at - np.maximum(np.rint(at / tone_hz), 1) * tone_hz)
    near = off_hz < np.maximum(_BIN_HZ, np.minimum(_SWAY * at, _NO_MORE * tone_hz))
    standing = np.where(peaks, power, 0)
    all_peaks = standing.sum(axis=1)
    standing[row[~near], bin_[~near]] = 0
    own = standing.sum(axis=1)
    # A Hann window spreads a sine's power over bins that sum to 1.5 times the peak.
    tonal = np.clip(1.5 * all_peaks / power.sum(axis=1), 0, 1)
    return np.asarray(tonal, np.float32), np.asarray(own / np.maximum(all_peaks, _TINY), np.float32)


def joined(parts: Sequence[Coarse]) -> Coarse:
    """Frames one after the other."""
    rows = [(part.hz, part.tonal, part.explained) for part in parts]
    return Coarse(*(np.concatenate(fields) for fields in zip(*rows, strict=True)))
