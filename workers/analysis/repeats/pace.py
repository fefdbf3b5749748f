"""How fast each round of a drill was: beside the first one, and in beats per minute.

Definition: `pace` is a round's speed over the first one's (1 is the same); `bpm` its tempo in the beat of the target.
Units: none; beats per minute.
Method: the rates in the attacks of one round are those of another, all faster or slower by one factor: the shift
between their spectra over the logarithm of the rate, near what their lengths say. The spectra of all rounds, shifted
onto each other, then have one beat in common, found as `tempo` finds it: so that nine rounds at nine tempi tell more
of the beat than one does.
Source: own; tempo-invariant rate spectra after A. Holzapfel, Y. Stylianou, "Scale transform in rhythmic similarity of
music", IEEE TASLP 2011.
Confidence: without a target the octave would be a guess (a third of them wrong), so `bpm` is None; also where no beat
stands out. `pace` is told all the same.
"""

import numpy as np

from workers.analysis.shared.frames import Values
from workers.analysis.tempo import HARMONICS, STEP_S, Prepared

_LOW_BPM, _HIGH_BPM, _GRID = 25.0, 1600.0, 0.004
_FFT = 16384
_OFF, _LEAN = 0.13, 0.05  # by how much what is expected may mislead, and how much it counts
_TARGET_WIDTH = 0.3
_SLOWEST_BPM, _FASTEST_BPM = 30.0, 260.0
_CLEAR = 1.3


def measure(
    onsets: Prepared, rounds: list[tuple[float, float]], about: list[float], target_bpm: float | None
) -> tuple[list[float], list[float | None]]:
    """Pace and tempo of each round, given as (start, end) in seconds and about how fast it is beside the others."""
    spectra = [_spectrum(onsets, start, end) for start, end in rounds]
    expected = np.log(np.asarray(about) / np.median(about))
    shared = spectra[int(np.abs(expected).argmin())]
    shifts = [0] * len(rounds)
    for _ in range(3):
        shifts = [_shift(shared, one, near) for one, near in zip(spectra, expected, strict=True)]
        shared = np.mean([_moved(one, -shift) for one, shift in zip(spectra, shifts, strict=True)], axis=0)
    paces = np.exp(np.asarray(shifts) * _GRID)
    bpm = _beat(shared, paces, target_bpm) if target_bpm else None
    told = [None if bpm is None else float(bpm * pace) for pace in paces]
    return [float(pace / paces[0]) for pace in paces], told


def _rates() -> Values:
    return np.asarray(_LOW_BPM * np.exp(np.arange(int(np.log(_HIGH_BPM / _LOW_BPM) / _GRID)) * _GRID))


def _spectrum(onsets: Prepared, start_s: float, end_s: float) -> Values:
    """Strength of each rate in a stretch, its loudest 1."""
    piece = np.asarray(onsets[int(start_s / STEP_S) : int(end_s / STEP_S) + 1], np.float64)[:_FFT]
    window = np.hanning(len(piece))
    piece = (piece - (piece * window).sum() / max(window.sum(), 1e-9)) * window
    strength = np.abs(np.fft.rfft(piece, _FFT))
    found = np.interp(_rates() / 60 * STEP_S * _FFT, np.arange(len(strength)), strength)
    return np.asarray(found / max(float(found.max()), 1e-9))


def _shift(one: Values, other: Values, expected: float) -> int:
    """By how many steps the rates of `other` lie above those of `one`, near what is expected (natural logarithm)."""
    near = round(expected / _GRID)
    reach = round(_OFF / _GRID)
    tried = np.arange(near - reach, near + reach + 1)
    unlikely = 0.5 * ((tried - near) / reach) ** 2
    like = [float((_moved(other, -int(shift)) * one).sum()) for shift in tried]
    return int(tried[np.argmax(np.asarray(like) / max(like) - _LEAN * unlikely)])


def _moved(spectrum: Values, by: int) -> Values:
    """The spectrum moved to higher (or lower) rates; 0 comes in."""
    out = np.zeros_like(spectrum)
    if by >= 0:
        out[by:] = spectrum[: len(spectrum) - by]
    else:
        out[:by] = spectrum[-by:]
    return out


def _beat(shared: Values, paces: Values, target_bpm: float) -> float | None:
    """The beat of the round whose pace is 1, in that of the target; None when none stands out."""
    rates = _rates()
    tried = rates[(rates >= _SLOWEST_BPM) & (rates <= _FASTEST_BPM)]
    comb = np.zeros(len(tried))
    for harmonic, weight in HARMONICS:
        comb += weight * np.interp(np.log(tried * harmonic), np.log(rates), shared)
    usual = float(np.exp(np.mean(np.log(paces))))
    likely = comb * np.exp(-0.5 * (np.log(tried * usual / target_bpm) / _TARGET_WIDTH) ** 2)
    best = int(likely.argmax())
    return float(tried[best]) if comb[best] >= _CLEAR * np.median(comb) else None
