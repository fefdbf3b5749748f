"""Vibrato: how fast and how wide a held note sways.

Definition: the sine that fits a note's pitch best once its slow drift is taken out, over the part of the note that
sways most (more than three quarters of its widest). `vibrato_rate_hz` is the median rate of the notes with vibrato,
`vibrato_extent_cents` the median amplitude, one side from the centre. Units: Hz, cents.
Method: least squares of drift, cosine and sine together for rates of 3.5–9 Hz; the pitch track's own smoothing is
divided out (at 6 Hz it takes 1.5 %). Source: E. Prame, "Measurements of the vibrato rate of ten singers", JASA 96, 1994
(4.6–8.7 Hz; extents in JASA 102, 1997: 34–123 cents); threshold of what is vibrato: own, on synthesised notes.
Confidence: how many notes sway, how well a sine explains them, how much they agree.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason, tolerance
from workers.analysis.shared.values import Metric

Doubles = NDArray[np.float64]

SLOWEST_HZ, FASTEST_HZ, _GRID_HZ = 3.5, 9.0, 0.1
SHORTEST_S = 0.4
_LEAST_CYCLES, _MEASURED_CYCLES = 1.4, 2.0
_LEAST_CENTS, _LEAST_EXPLAINED = 4.0, 0.6
_CUT, _WIDE_CUT = 0.5, 0.75  # of the widest sway: below the first a note does not sway, above the second it is measured
_LONG_S, _FEWEST, _LEAST_SHARE = 0.5, 3, 0.1  # notes that could sway, how many must, and which share of them
_ROOM_BLUR = 0.05  # of the extent: what echoes 9 dB below the direct sound take off or add


@dataclass(frozen=True)
class Sway:
    """The vibrato of one note: rate, extent (one side), the frames it covers, and the share of movement it explains."""

    rate_hz: float
    extent_cents: float
    first: int
    last: int
    explained: float


class Swayed(Protocol):
    """A note as far as its vibrato is concerned."""

    @property
    def start_s(self) -> float:
        """When it begins."""

    @property
    def end_s(self) -> float:
        """When it ends."""

    @property
    def length_s(self) -> float:
        """How long it is."""

    @property
    def sway(self) -> Sway | None:
        """Its vibrato."""


def gain(rate_hz: float) -> float:
    """How much of a sway of that rate the pitch track keeps; measured on exact tones of 65–1200 Hz, 3–60 cents wide."""
    return float(1 - 0.0145 * (rate_hz / 6.0) ** 3.4)


def find(cents: Doubles, step_s: float) -> Sway | None:
    """The vibrato of a note whose pitch is `cents`, one value every `step_s`; None where there is none."""
    if len(cents) * step_s < SHORTEST_S:
        return None
    drifting = _without_drift(cents, step_s)
    rate, _ = _strongest(drifting, step_s)
    first, last = _swaying(drifting, rate, step_s, _CUT)
    if (last - first) * step_s < _LEAST_CYCLES / rate:
        return None
    part = _without_drift(cents[first:last], step_s)
    rate, amplitude = _strongest(part, step_s)
    explained = 0.5 * amplitude**2 / max(float(np.mean(part**2)), 1e-9)
    wide = slice(*_swaying(drifting, rate, step_s, _WIDE_CUT))
    if (wide.stop - wide.start) * step_s >= _MEASURED_CYCLES / rate:
        rate, amplitude = _strongest(_without_drift(cents[wide], step_s), step_s)
    at_the_edge = rate <= SLOWEST_HZ + _GRID_HZ / 2 or rate >= FASTEST_HZ - _GRID_HZ / 2
    extent = amplitude / gain(rate)
    if at_the_edge or extent < _LEAST_CENTS or explained < _LEAST_EXPLAINED:
        return None
    return Sway(rate, extent, first, last, float(min(explained, 1.0)))


def _without_drift(cents: Doubles, step_s: float) -> Doubles:
    """The pitch less a curve too slow for vibrato."""
    basis = _drift(len(cents), 1 + min(5, int(len(cents) * step_s / 0.5)))
    return np.asarray(cents - basis @ (basis.T @ cents))


@lru_cache(maxsize=256)
def _drift(count: int, degree: int) -> Doubles:
    """Orthonormal polynomials over `count` frames, shape (count, degree + 1)."""
    powers = np.polynomial.legendre.legvander(np.linspace(-1, 1, count), min(degree, max(count - 1, 0)))
    return np.asarray(np.linalg.qr(powers)[0])


def _strongest(drifting: Doubles, step_s: float) -> tuple[float, float]:
    """The rate whose sine takes most out of the movement, between the grid's steps, and its amplitude."""
    rates = np.arange(SLOWEST_HZ, FASTEST_HZ + _GRID_HZ / 2, _GRID_HZ)
    taken = _taken(drifting, step_s, rates)[0]
    at = int(np.clip(taken.argmax(), 1, len(rates) - 2))
    left, middle, right = taken[at - 1 : at + 2]
    bend = left - 2 * middle + right
    shift = float(np.clip(0.5 * (left - right) / bend, -1, 1)) if bend < 0 else 0.0
    rate = float(rates[at] + shift * _GRID_HZ)
    return rate, float(_taken(drifting, step_s, np.asarray([rate]))[1][0])


def _taken(drifting: Doubles, step_s: float, rates: Doubles) -> tuple[Doubles, Doubles]:
    """How much a sine of each rate takes out of the movement, and how wide it is; drift is fitted beside it."""
    count = len(drifting)
    basis = _drift(count, 1 + min(5, int(count * step_s / 0.5)))
    angle = 2 * np.pi * (np.arange(count) - (count - 1) / 2)[:, None] * step_s * rates
    cosine, sine = np.cos(angle), np.sin(angle)
    # About its middle a note's cosine is even and its sine odd, so they do not mix.
    cosine, sine = cosine - basis @ (basis.T @ cosine), sine - basis @ (basis.T @ sine)
    even, odd = drifting @ cosine, drifting @ sine
    cc, ss = (cosine**2).sum(axis=0), (sine**2).sum(axis=0)
    return np.asarray(even**2 / cc + odd**2 / ss), np.asarray(np.hypot(even / cc, odd / ss))


def _swaying(drifting: Doubles, rate_hz: float, step_s: float, cut: float) -> tuple[int, int]:
    """The longest part in which the sway is more than `cut` of its widest: first frame, one past the last."""
    count = len(drifting)
    window = np.hanning(int(2 / rate_hz / step_s) + 2)[1:-1]
    turned = drifting * np.exp(-2j * np.pi * rate_hz * step_s * np.arange(count))
    reach = np.convolve(np.ones(count), window, "same")
    width = np.abs(np.convolve(turned, window, "same"))[:count] / reach[:count]
    edges = np.diff(np.concatenate([[0], (width > cut * width.max()).astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1)
    best = int((ends - starts).argmax()) if len(starts) else 0
    return (int(starts[best]), int(ends[best])) if len(starts) else (0, count)


def measure(notes: Sequence[Swayed], reason: Reason | None, confidence: float) -> tuple[Metric, Metric]:
    """Rate and extent over the notes of a recording; `reason` says why they cannot be judged at all."""
    long = [note for note in notes if note.length_s >= _LONG_S]
    swayed = [(note, note.sway) for note in long if note.sway is not None]
    if reason is None and len(long) < _FEWEST:
        reason = Reason.TOO_FEW_NOTES
    if reason is None and len(swayed) < max(_FEWEST, _LEAST_SHARE * len(long)):
        reason = Reason.NO_VIBRATO
    if reason is not None:
        return Metric("vibrato_rate_hz", None, 0, reason), Metric("vibrato_extent_cents", None, 0, reason)
    rates = np.asarray([sway.rate_hz for _, sway in swayed])
    extents = np.asarray([sway.extent_cents for _, sway in swayed])
    clear = float(np.mean([sway.explained for _, sway in swayed]))
    sure = min(1.0, 0.5 + confidence) * min(1.0, 0.25 + clear)
    blur = math.hypot(1.0, _ROOM_BLUR * float(np.median(extents)))
    evidence = _widest([note for note, _ in swayed])
    return (
        _metric("vibrato_rate_hz", rates, sure * _fixed(rates, tolerance("vibrato_rate_hz")), evidence),
        _metric(
            "vibrato_extent_cents", extents, sure * _fixed(extents, tolerance("vibrato_extent_cents"), blur), evidence
        ),
    )


def _metric(key: str, values: Doubles, confidence: float, evidence: tuple[tuple[float, float], ...]) -> Metric:
    return Metric(key, float(np.median(values)), confidence, None, evidence)


def _fixed(values: Doubles, allowed: float, common: float = 0.0) -> float:
    """How likely the median of so many values is right within what is allowed; `common` is an error they all share."""
    error = math.hypot(1.25 * max(float(np.std(values)), 0.1 * allowed) / math.sqrt(len(values)), common)
    return 0.97 * math.erf(allowed / (math.sqrt(2) * error))


def _widest(notes: Sequence[Swayed]) -> tuple[tuple[float, float], ...]:
    few = sorted(notes, key=lambda note: (-note.sway.extent_cents if note.sway else 0.0, note.start_s))[:12]
    return tuple(sorted((note.start_s, note.end_s) for note in few))
