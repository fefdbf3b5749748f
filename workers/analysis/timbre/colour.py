"""The colour of a tone, frame by frame: where its harmonics have their middle, and what lies between them.

Definition: of each 85 ms frame in which one tone stands alone the power of its harmonics up to 5 kHz and the power
between these, taken to go on under them. *Brightness* is the harmonic spectral centroid, the mean number of the
harmonics weighted by their amplitudes (1: the fundamental alone); `brightest` the same if each harmonic that does not
stand out of what lies about it had all the power that could hide there. Units: harmonics; powers are means of squares,
full scale 1.
Source: G. Peeters, B. L. Giordano, P. Susini, N. Misdariis, S. McAdams, "The Timbre Toolbox", JASA 130, 2011 (centroid,
noisiness); noise read between harmonics as in G. de Krom, JSHR 36, 1993. Cited from memory.
Confidence: `figures` reads it from how much could hide.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FRAMES_IN_CACHE, RATE_HZ, WIDE_WINDOW, Floats
from workers.analysis.shared.wide import Wide

HARMONICS = 40
TOP_HZ = 5000.0  # above it, a phone and a codec leave little, and not always the same
BIN_HZ = RATE_HZ / WIDE_WINDOW
_BINS = int(TOP_HZ / BIN_HZ) + 4
_TONAL, _EXPLAINED = 0.30, 0.95  # surer than one voice must be: what else sounds is taken for noise
_LOBE = 2.0  # bins to either side that hold a sine seen through a Hann window
_SWAY, _NO_MORE = 0.033, 0.3  # vibrato blurs a harmonic by so much of its frequency, and of the fundamental at most
_BETWEEN = (0.35, 0.65)  # of the way to the next harmonic
_STANDS_OUT = 1.0  # times what lies about it, beyond that
MEAN_SQUARE = 3.0  # what bins of this window sum to, over the mean of the squares
_TINY = 1e-16
FIELDS = ("hz", "brightness", "brightest", "tone", "noise")
Doubles = NDArray[np.float64]


@dataclass(frozen=True)
class Colour:
    """Frames of 25 ms in order, each field of shape (n,); all 0 where no tone stands alone."""

    hz: Floats
    brightness: Floats
    brightest: Floats
    tone: Floats
    noise: Floats


class ColourReader:
    """Reads wide frames in order and keeps five numbers of each."""

    def __init__(self) -> None:
        self.rows = Series(np.float32)

    def read(self, wide: Wide) -> None:
        """Take the next frames."""
        rows = np.zeros((len(wide.power), len(FIELDS)), np.float32)
        clear = np.flatnonzero((wide.coarse.tonal > _TONAL) & (wide.coarse.explained > _EXPLAINED))
        for start in range(0, len(clear), FRAMES_IN_CACHE):
            some = clear[start : start + FRAMES_IN_CACHE]
            rows[some] = colours(wide.power[some], wide.coarse.hz[some])
        self.rows.add(rows)


def between(rows: Series, first: int, last: int) -> Colour:
    """The frames from one to another, the last left out."""
    found = rows[first:last]
    return Colour(*found.T) if len(found) else Colour(*np.zeros((len(FIELDS), 0), np.float32))


def colours(power: Floats, hz: Floats) -> Floats:
    """What is kept of frames with one tone, by their power, shape (n, bins), and its fundamental; shape (n, 5)."""
    spacing, number = hz[:, None].astype(np.float64) / BIN_HZ, np.arange(1, HARMONICS + 1)
    there = (number + _BETWEEN[1]) * spacing < TOP_HZ / BIN_HZ
    reach = np.minimum(np.maximum(_LOBE, _SWAY * number * spacing), _NO_MORE * spacing)
    sums = _Sums(power[:, :_BINS])
    lobes = sums.within(number * spacing - reach, number * spacing + reach)
    density = _density(sums, spacing)
    under = density * 2 * reach
    clear = there & (lobes > (1 + _STANDS_OUT) * under)
    own = np.where(clear, lobes - under, 0)
    seen = np.sqrt(own)
    hidden = np.sqrt(np.where(there & ~clear, _STANDS_OUT * under, 0))
    noise = (density * spacing * there).sum(axis=1) / MEAN_SQUARE
    told = (hz, _middle(seen, number), _middle(seen + hidden, number), own.sum(axis=1) / MEAN_SQUARE, noise)
    return np.stack(told, axis=1).astype(np.float32)


def _density(sums: "_Sums", spacing: Doubles) -> Doubles:
    """Power per bin about each harmonic: the mean of what lies between it and its neighbours."""
    gaps = np.arange(1, HARMONICS + 1)
    low, high = ((gaps + part) * spacing for part in _BETWEEN)
    above = sums.within(low, high) / ((_BETWEEN[1] - _BETWEEN[0]) * spacing)
    below = np.concatenate([above[:, :1], above[:, :-1]], axis=1)  # below the fundamental are hum and handling
    return np.asarray((above + below) / 2)


def _middle(amplitude: Doubles, number: NDArray[np.int64]) -> Doubles:
    total = amplitude.sum(axis=1)
    return np.asarray(np.where(total > 0, (amplitude * number).sum(axis=1) / np.maximum(total, _TINY), 0))


class _Sums:
    """Power between any two places of a spectrum, each bin spread evenly over its width."""

    def __init__(self, power: Floats) -> None:
        self._power = np.pad(power.astype(np.float64), ((0, 0), (0, 1)))
        self._sums = np.pad(np.cumsum(self._power, axis=1), ((0, 0), (1, 0)))

    def within(self, low: Doubles, high: Doubles) -> Doubles:
        """The power from one place to another, in bins; shape as theirs."""
        return self._up_to(high) - self._up_to(low)

    def _up_to(self, place: Doubles) -> Doubles:
        at = np.clip(place + 0.5, 0, self._power.shape[1] - 1.0)
        whole = at.astype(np.int64)
        here = np.take_along_axis(self._power, whole, axis=1)
        return np.asarray(np.take_along_axis(self._sums, whole, axis=1) + (at - whole) * here)
