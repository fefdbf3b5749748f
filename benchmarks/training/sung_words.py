"""Songs with words, made of somebody's talk: its vowels and consonants, on notes and held as long as these last.

Real songs with words are hardly to be had under a free licence, talk is. Its formants are told by linear prediction
(J. Makhoul, *Linear prediction: a tutorial review*, 1975) and sounded anew by pulses at the pitch of a melody.
"""

import numpy as np
from scipy.linalg import solve_toeplitz
from scipy.signal import lfilter

from benchmarks.training.sources import RATE_HZ, Rng, Sound

_HOP, _FRAME, _ORDER = RATE_HZ // 100, RATE_HZ // 33, 26
_TAIL = 3  # hops that a frame rings on
_EMPHASIS = 0.95


def sung_words(rng: Rng, talk: Sound) -> Sound:
    """The talk as a song: every voiced moment longer, on the notes of a melody that suits the voice."""
    if len(talk) < RATE_HZ:
        return talk[:0]
    filters, gains, voiced = _formants(talk)
    at = _held(rng, voiced)
    pitch_hz = _melody(rng, len(at))
    breath = float(rng.uniform(0.03, 0.3))
    source = _source(rng, pitch_hz, np.clip(voiced[at] - breath, 0, 1))
    out = np.zeros((len(at) + _TAIL + 1) * _HOP)
    window = np.hanning(2 * _HOP)
    for number, frame in enumerate(at):
        piece = np.zeros((_TAIL + 1) * _HOP)
        piece[: 2 * _HOP] = source[number * _HOP :][: 2 * _HOP] * window
        out[number * _HOP :][: len(piece)] += gains[frame] * lfilter([1.0], filters[frame], piece)
    out = lfilter([1.0], [1.0, -_EMPHASIS], out)
    return np.asarray(out / max(float(np.abs(out).max()), 1e-9))


def _formants(talk: Sound) -> tuple[list[np.ndarray], np.ndarray, np.ndarray]:
    """Of each hundredth of a second the filter, its gain, and how voiced it is (0–1)."""
    flat = np.append(talk[0], talk[1:] - _EMPHASIS * talk[:-1])
    filters, gains, voiced = [], [], []
    window, shortest, longest = np.hanning(_FRAME), RATE_HZ // 400, RATE_HZ // 75
    for start in range(0, len(flat) - _FRAME, _HOP):
        piece = flat[start : start + _FRAME] * window
        likeness = np.correlate(piece, piece, "full")[_FRAME - 1 :]
        likeness[0] = likeness[0] * 1.0005 + 1e-9
        filters.append(np.append(1.0, -solve_toeplitz(likeness[:_ORDER], likeness[1 : _ORDER + 1])))
        gains.append(np.sqrt(max(float(filters[-1] @ likeness[: _ORDER + 1]), 1e-12)))
        plain = talk[start : start + _FRAME] * window
        power = np.correlate(plain, plain, "full")[_FRAME - 1 :]
        voiced.append(np.clip((power[shortest:longest].max() / max(power[0], 1e-9) - 0.25) / 0.3, 0, 1))
    return filters, np.asarray(gains), np.asarray(voiced)


def _held(rng: Rng, voiced: np.ndarray) -> np.ndarray:
    """Which moment of the talk sounds in each hundredth of the song: what is voiced lasts one and a half to four times
    as long."""
    slower = float(np.exp(rng.uniform(np.log(1.5), np.log(4.0))))
    ends = np.cumsum(np.where(voiced > 0.5, slower, 1.0))
    return np.minimum(np.searchsorted(ends, np.arange(int(ends[-1]))), len(voiced) - 1)


def _melody(rng: Rng, count: int) -> np.ndarray:
    """The pitch of each hundredth of a second: notes, joined by slides, some swaying, none quite in tune."""
    midi, low = np.empty(count), float(rng.uniform(42, 64))
    step, beat = int(rng.choice([0, 2, 4, 7])), float(np.exp(rng.uniform(np.log(18), np.log(70))))
    note, at = low + 6, 0
    while at < count:
        length = int(beat * rng.choice([0.5, 1, 1, 2, 3]))
        note = float(np.clip(note + rng.integers(-step, step + 1), low, low + 14))
        midi[at : at + length] = note + rng.normal(0, 0.2)
        at += length
    slide = int(rng.integers(3, 16))
    midi = np.convolve(np.pad(midi, slide, mode="edge"), np.ones(slide) / slide, "same")[slide:-slide]
    sway = float(rng.choice([0.0, 0.2, 0.5, 0.9])) * np.sin(np.arange(count) * 2 * np.pi * rng.uniform(4.5, 6.5) / 100)
    wander = np.convolve(rng.normal(0, 0.25, count), np.ones(30) / 30, "same")
    return np.asarray(440 * 2 ** ((midi + sway + wander - 69) / 12))


def _source(rng: Rng, pitch_hz: np.ndarray, voiced: np.ndarray) -> Sound:
    """What the formants are heard of: pulses where it is voiced, breath where it is not."""
    hz, share = (np.repeat(np.append(values, [values[-1]] * 2), _HOP) for values in (pitch_hz, voiced))
    turns = np.cumsum(hz / RATE_HZ)
    pulses = np.zeros(len(hz))
    begins = np.flatnonzero(np.diff(np.floor(turns))) + 1
    pulses[begins] = np.sqrt(RATE_HZ / hz[begins])
    return share * pulses + (1 - share) * rng.standard_normal(len(hz))
