"""What of a recording is compared: its pitch classes and where notes begin, read once from a stream of blocks.

Fifty rows a second: chroma (what sounds; twelve classes), and attacks (what begins to sound, by pitch class; each dies
away within a tenth of a second, so that rows about an attack agree). Three times as often: how much begins at all.
The pitch of A is found in thirds of a semitone, so that two instruments tuned apart compare.
Source: S. Ewert, M. Müller, P. Grosche, "High resolution audio synchronization using chroma onset features", 2009.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import librosa.filters
import numpy as np
from numpy.typing import NDArray

from workers.media.decode import Decoding

Floats = NDArray[np.float32]
RATE_HZ = 22_050
FPS = 50
HOP = RATE_HZ // FPS
FINE = 3  # moments of novelty in a row of chroma
FINE_FPS = FPS * FINE
EVERY = 5
"""Rows of chroma in one of pitches."""
_WIDE, _SHORT, _QUICK = 4096, 2048, 512
_THIRDS = 36
_LOUD = 100.0  # compression of magnitudes: log(1 + _LOUD x)
_DIES = 0.75  # of an attack is left in the next row


@dataclass(frozen=True)
class Sound:
    """``chroma`` and ``attacks`` of shape (n, 12) at `FPS`, ``novelty`` of shape (3 n,) at `FINE_FPS`.

    ``pitches`` of shape (n / 5, 66), from A1 upwards by semitones.
    """

    seconds: float
    chroma: Floats
    pitches: Floats
    attacks: Floats
    novelty: Floats


def read(path: Path) -> Sound:
    """Read a recording as a stream. Raises the errors of `workers.media.errors`."""
    decoding = Decoding(path, rate_hz=RATE_HZ)
    chroma, pitches, attacks, novelty = [], [], [], []
    rest = np.zeros(_WIDE // 2, np.float32)
    before_short, before_quick = None, None
    for block in (*decoding, np.zeros(_WIDE // 2, np.float32)):
        samples = np.concatenate([rest, block])
        rows = max(0, (len(samples) - _WIDE) // HOP + 1) // EVERY * EVERY
        if not rows:
            rest = samples
            continue
        rest = samples[rows * HOP :]
        wide = _magnitudes(samples, rows, HOP, _WIDE)
        chroma.append(wide @ _classes(_WIDE))
        pitches.append(wide.reshape(rows // EVERY, EVERY, -1).mean(axis=1) @ _keys(_WIDE))
        short = np.log1p(_LOUD * (_magnitudes(samples, rows, HOP, _SHORT) @ _classes(_SHORT)))
        attacks.append(_rise(short, before_short))
        quick = np.log1p(_LOUD * _magnitudes(samples, rows * FINE, HOP // FINE, _QUICK))
        novelty.append(_rise(quick, before_quick).sum(axis=1))
        before_short, before_quick = short[-1:], quick[-1:]
    thirds = np.concatenate(chroma)
    tuned = _tuned(thirds)
    return Sound(
        decoding.seconds,
        _folded(thirds, tuned),
        _folded(np.concatenate(pitches), tuned),
        _dying(_folded(np.concatenate(attacks), tuned)),
        np.concatenate(novelty).astype(np.float32),
    )


def _magnitudes(samples: Floats, rows: int, hop: int, window: int) -> Floats:
    """Spectra of frames centred where those of the widest window are."""
    begin = (_WIDE - window) // 2
    frames = np.lib.stride_tricks.sliding_window_view(samples[begin:], window)[: rows * hop : hop]
    return np.asarray(np.abs(np.fft.rfft(frames * _hann(window), axis=1)) / window, np.float32)


@cache
def _hann(window: int) -> Floats:
    return np.hanning(window + 1)[:-1].astype(np.float32)


@cache
def _classes(window: int) -> Floats:
    """From a spectrum to thirds of semitones, all octaves in one, C first; of shape (bins, 36)."""
    bank = librosa.filters.chroma(sr=RATE_HZ, n_fft=window, n_chroma=_THIRDS, norm=None, octwidth=2)
    return np.asarray(bank.T, np.float32)


@cache
def _keys(window: int) -> Floats:
    """From a spectrum to thirds of semitones, each octave for itself, A1 first; of shape (bins, 198)."""
    hz = np.fft.rfftfreq(window, 1 / RATE_HZ)[1:]
    thirds = 36 * np.log2(hz / 55.0)
    wide = np.maximum(1.0, 36 * np.log2(1 + RATE_HZ / window / hz))  # as wide as a bin, where a bin is wider
    bank = np.clip(1 - np.abs(thirds[:, None] - np.arange(198)) / wide[:, None], 0, None)
    return np.asarray(np.concatenate([np.zeros((1, 198)), bank]), np.float32)


def _rise(rows: Floats, before: Floats | None) -> Floats:
    first = rows[:1] if before is None else before
    return np.maximum(np.diff(np.concatenate([first, rows]), axis=0), 0)


def _tuned(thirds: Floats) -> int:
    """By how many thirds of a semitone the player's notes lie off those of A4 = 440 Hz: −1, 0 or 1."""
    mean = thirds.sum(axis=0)
    return max((-1, 0, 1), key=lambda off: float((np.roll(mean, -off)[::3] ** 2).sum()))


def _folded(thirds: Floats, off: int) -> Floats:
    at = np.roll(thirds, -off, axis=1)
    low, high = np.roll(at, 1, axis=1)[:, ::3], np.roll(at, -1, axis=1)[:, ::3]
    return np.asarray(at[:, ::3] + 0.5 * (low + high), np.float32)


def _dying(rise: Floats) -> Floats:
    """Attacks that fade, against how strong attacks are thereabouts."""
    out = rise.copy()
    for row in range(1, len(out)):
        np.maximum(out[row], _DIES * out[row - 1], out=out[row])
    strength = np.sqrt((out**2).sum(axis=1))
    usual = np.convolve(np.pad(strength, FPS, mode="edge"), np.ones(2 * FPS + 1) / (2 * FPS + 1), "valid")
    return np.asarray(out / np.maximum(2 * usual, 1e-3 + 0.25 * float(strength.mean()))[:, None], np.float32)
