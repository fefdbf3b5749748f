"""Pitch to a fraction of a cent: the phase of the first harmonics, read against a carrier that follows the tone.

Definition: the fundamental every 10 ms, in cents above 440 Hz. The samples are turned back by a carrier at each of the
coarse pitch's first eight harmonics; what is left turns as slowly as the carrier is wrong, and the speed of its phase
is the correction (averaged over 60 ms, which the moving carrier makes shorter for vibrato). Harmonics are weighted by
power times number squared, as their phases are worth. Unit: cents.
Source: phase vocoder, J. L. Flanagan, R. M. Golden, Bell System Technical Journal 45, 1966; weights: the Cramér–Rao
bound of harmonic signals, A. Nehorai, B. Porat, IEEE TASSP 34, 1986.
Confidence: a frame is `voiced` when its power stands in peaks and these lie on one tone's harmonics; else there is no
pitch, be it noise, speech's consonants or a chord.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.coarse_pitch import HARMONICS, Coarse, joined
from workers.analysis.shared.spectrum import RATE_HZ, WIDE_HOP, WIDE_WINDOW, Floats

STEP_S = 0.01
FIRST_S = 0.0275  # the middle of the first frame
REFERENCE_HZ = 440.0
_BLOCK = 120  # samples, 5 ms
_SMOOTH = 10  # blocks, 50 ms
TAIL = WIDE_WINDOW + _SMOOTH * _BLOCK  # samples of silence after the last that end the last frames
_PER_WIDE = WIDE_HOP // _BLOCK
_TONAL, _EXPLAINED = 0.30, 0.80
_HOLD_CENTS = 25.0  # a harmonic that disagrees by more is another tone's

Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Track:
    """Frames of 10 ms in order: `cents`, each harmonic's own `harmonic_cents` and `power`, and the coarse shares."""

    cents: Doubles  # (n,)
    harmonic_cents: Doubles  # (n, HARMONICS)
    power: Doubles  # (n, HARMONICS)
    tonal: Doubles  # (n,)
    explained: Doubles  # (n,)

    @property
    def voiced(self) -> NDArray[np.bool_]:
        """Where one tone stands alone."""
        return np.asarray((self.tonal > _TONAL) & (self.explained > _EXPLAINED))


class PitchReader:
    """Reads a recording block by block; yields its track with 0.1 s of delay. Memory does not grow."""

    def __init__(self) -> None:
        # The first frame is centred on the first sample, so the first half window is silence.
        self._samples = np.zeros(WIDE_WINDOW // 2, np.float32)
        self._phase = 0.0  # of the carrier, in turns
        self._last_hz = REFERENCE_HZ
        self._known: list[Coarse] = []  # the last frame that was used, and later ones
        self._blocks = np.zeros((0, HARMONICS), np.complex64)
        self._rising = np.zeros((1, HARMONICS), np.complex64)
        self._carrier_hz = np.zeros(0)
        self._shares = np.zeros((0, 2))

    def push(self, block: Floats, coarse: Iterable[Coarse]) -> Iterator[Track]:
        """Take the next samples and the coarse pitch of the wide frames they complete; yield what is certain now."""
        self._samples = np.concatenate([self._samples, block])
        self._known += coarse
        if not self._known:
            return
        known = joined(self._known)
        self._known = [known]
        if len(known.hz) < 2:
            return
        self._known = [Coarse(known.hz[-1:], known.tonal[-1:], known.explained[-1:])]
        self._turn_back(known)
        self._samples = self._samples[(len(known.hz) - 1) * WIDE_HOP :].copy()
        if len(self._blocks) >= _SMOOTH:
            yield self._track()

    def _turn_back(self, coarse: Coarse) -> None:
        """Bring the samples between the first and the last frame's centre down to the carrier's harmonics."""
        held = _held(coarse, self._last_hz)
        spans = len(held) - 1
        start = WIDE_WINDOW // 2
        samples = self._samples[start : start + spans * WIDE_HOP]
        turns = _turns(held, self._phase)
        self._phase = float(turns[1] % 1.0)
        self._last_hz = float(held[-1])
        angle = turns[0]
        angle -= np.floor(angle)
        angle *= -2 * np.pi
        angle = angle.astype(np.float32)
        carrier = np.empty(len(angle), np.complex64)
        carrier.real, carrier.imag = np.cos(angle), np.sin(angle)
        self._collect(samples, carrier)
        parts = np.arange(_PER_WIDE) / _PER_WIDE
        self._carrier_hz = np.concatenate([self._carrier_hz, _between(held, parts)])
        shares = np.stack([_between(coarse.tonal, parts), _between(coarse.explained, parts)], axis=1)
        self._shares = np.concatenate([self._shares, shares])

    def _collect(self, samples: Floats, carrier: NDArray[np.complex64]) -> None:
        """Sum the turned-back samples over triangles of 10 ms, 5 ms apart, for each harmonic."""
        rising = (np.arange(_BLOCK, dtype=np.float32) + 0.5) / _BLOCK
        ramps = np.stack([rising, 1 - rising], axis=1).astype(np.complex64)
        turned = samples.astype(np.complex64)
        rise = np.empty((len(samples) // _BLOCK, HARMONICS), np.complex64)
        fall = np.empty_like(rise)
        for harmonic in range(HARMONICS):
            turned *= carrier
            sums = turned.reshape(-1, _BLOCK) @ ramps
            rise[:, harmonic], fall[:, harmonic] = sums[:, 0], sums[:, 1]
        rises = np.concatenate([self._rising, rise])
        self._rising = rises[-1:]
        self._blocks = np.concatenate([self._blocks, rises[:-1] + fall])

    def _track(self) -> Track:
        """Frames for which all blocks are there; two blocks make a frame."""
        window = np.hanning(_SMOOTH + 2)[1:-1].astype(np.float32)
        usable = (len(self._blocks) - _SMOOTH) // 2 * 2
        smooth = np.zeros((usable + 1, HARMONICS), np.complex64)
        for step in range(_SMOOTH):
            smooth += window[step] * self._blocks[step : step + usable + 1]
        advance = smooth[1:] * np.conj(smooth[:-1])
        middle = _SMOOTH // 2
        carrier = self._carrier_hz[middle : middle + usable]
        shares = self._shares[middle : middle + usable]
        self._blocks = self._blocks[usable:]
        self._carrier_hz, self._shares = self._carrier_hz[usable:], self._shares[usable:]
        return _frames(advance, carrier, shares)


def _frames(advance: NDArray[np.complex64], carrier: Doubles, shares: Doubles) -> Track:
    """Pairs of blocks as frames: each harmonic's pitch, and what they agree on."""
    pairs = advance.reshape(-1, 2, HARMONICS).sum(axis=1, dtype=np.complex128)
    base_hz = carrier.reshape(-1, 2).mean(axis=1)
    number = np.arange(1, HARMONICS + 1)
    off_hz = np.angle(pairs) / (2 * np.pi * _BLOCK / RATE_HZ) / number
    hz = np.maximum(base_hz[:, None] + off_hz, 1.0)
    power = np.abs(pairs) * (base_hz[:, None] * number < 0.45 * RATE_HZ)
    cents = 1200 * np.log2(hz / REFERENCE_HZ)
    weight = power * number**2
    first = _weighted(cents, weight)
    agreeing = np.where(np.abs(cents - first[:, None]) < _HOLD_CENTS, weight, 0)
    final = np.where(agreeing.sum(axis=1) > 0, _weighted(cents, agreeing), first)
    tonal, explained = shares.reshape(-1, 2, 2).mean(axis=1).T
    return Track(final, cents, power, tonal, explained)


def _weighted(values: Doubles, weights: Doubles) -> Doubles:
    return np.asarray((values * weights).sum(axis=1) / np.maximum(weights.sum(axis=1), 1e-30))


def _held(coarse: Coarse, before_hz: float) -> Doubles:
    """The carrier's frequency at each frame: the coarse pitch, and where there is none, the last one."""
    sure = (coarse.tonal > 0.5 * _TONAL) & (coarse.explained > 0.5)
    at = np.maximum.accumulate(np.where(sure, np.arange(len(sure)), -1))
    return np.where(at >= 0, coarse.hz[np.maximum(at, 0)].astype(np.float64), before_hz)


def _turns(held: Doubles, phase: float) -> tuple[Doubles, float]:
    """The carrier's phase at each sample between frames, in turns, its frequency moving in straight lines."""
    within = np.arange(WIDE_HOP) / WIDE_HOP
    rise = np.diff(held)
    per_frame = (held[:-1] + 0.5 * rise) * WIDE_HOP / RATE_HZ
    starts = phase + np.concatenate([[0.0], np.cumsum(per_frame)])
    turns = held[:-1, None] * within
    turns += 0.5 * rise[:, None] * within**2
    turns *= WIDE_HOP / RATE_HZ
    turns += starts[:-1, None]
    return turns.ravel(), float(starts[-1])


def _between(values: Doubles | Floats, parts: Doubles) -> Doubles:
    """Values at `parts` (0–1) of the way from each frame to the next."""
    here, after = np.asarray(values[:-1], np.float64), np.asarray(values[1:], np.float64)
    return np.asarray((here[:, None] * (1 - parts) + after[:, None] * parts).ravel())
