"""Held notes: how bright they are and how far tone stands above noise in them; no note is better for being either.

Definition: a held note is one of a second or more of an instrument whose notes last as long as they are played; its
first 150 ms and last 100 ms are left aside. `tone_brightness` is the median over held notes of the median harmonic
spectral centroid, in harmonics; it lies lower the higher the notes are, since fewer harmonics lie below 5 kHz, so
`pitch_hz` says about which pitch that is. `tone_over_noise_db` is the median over them of the harmonics-to-noise ratio
up to 5 kHz, breath and bow noise together, the room's noise taken off; only where the pitch rests, since what vibrato
blurs lies between harmonics too. The curve `tone_brightness` is the median of each half second within a held note.
Units: harmonics, dB, Hz.
Source: as in `colour`; the ratio after E. Yumoto, W. J. Gould, T. Baer, JASA 71, 1982, there between periods. Own: what
is left aside, and when nothing is told. Cited from memory.
Confidence: how many notes agree how well; of brightness how much could hide below the noise, of the ratio how far the
note's own noise stands above the room's.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from practice_app.metrics import Reason, tolerance
from workers.analysis.pitch import Note
from workers.analysis.shared.instruments import family_of
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import WIDE_STEP_S
from workers.analysis.shared.values import Curve, Metric, curve_stride
from workers.analysis.timbre import colour
from workers.analysis.timbre.colour import HARMONICS, TOP_HZ, Colour
from workers.analysis.timbre.room import Room

HELD_S = 1.0
STEP_S = 0.5
_BEGINNING_S, _END_S = 0.15, 0.1
_SAME_CENTS = 60.0
_FEWEST, _FEWEST_FRAMES, _MOST_EVIDENCE = 3, 10, 12
_MOSTLY = 0.5  # of a note must be one tone alone: what else sounds would be its noise
_LOWEST_HZ = 80.0  # below it harmonics are too close for the window to see between them
_RESTS = 0.25  # of the fundamental: how far the highest harmonic may move within a window
_WINDOW_IN_STEPS = 1.7  # 43 ms that the window weighs most, in steps of 25 ms
_OWN = 0.5  # of the noise in a note must be its own
_DIE_AWAY = ("plucked", "keys", "percussion")
_SURE = 0.97
Doubles = NDArray[np.float64]
Figures = tuple[tuple[Metric, Metric], tuple[Curve, ...]]


@dataclass(frozen=True)
class Held:
    """One held note: its frames (the first, one past the last), its colour, by how much it may be brighter, and how far
    tone stands above noise in dB (None: the noise is the room's, or the pitch never rests)."""

    note: Note
    first: int
    last: int
    hz: float
    brightness: float
    may_be_more: float
    over_noise_db: float | None


def measure(
    rows: Series,
    notes: Sequence[Note],
    instrument: str | None,
    room: Room,
    *,
    reason: Reason | None,
    confidence: float,
    clock_s: float,
) -> Figures:
    """Both figures and the curve; `reason` says why nothing of the pitch can be judged at all."""
    if family_of(instrument) in _DIE_AWAY:
        return _nothing(Reason.NOT_HELD), ()
    long = [note for note in notes if note.length_s >= HELD_S]
    held = [found for note in long if (found := _held(rows, note, room)) is not None] if reason is None else []
    if len(held) < _FEWEST:
        return _nothing(reason or Reason.TOO_FEW_NOTES), ()
    sure = _SURE * min(1.0, 0.5 + confidence)
    return (_brightness(held, sure), _over_noise(held, sure, room)), (_curve(rows, held, clock_s),)


def _nothing(reason: Reason) -> tuple[Metric, Metric]:
    return Metric("tone_brightness", None, 0, reason), Metric("tone_over_noise_db", None, 0, reason)


def _held(rows: Series, note: Note, room: Room) -> Held | None:
    """The colour of one note; None when too little of it is one tone at its pitch."""
    first = math.ceil((note.start_s + _BEGINNING_S) / WIDE_STEP_S)
    last = math.floor((note.end_s - _END_S) / WIDE_STEP_S) + 1
    seen = colour.between(rows, first, last)
    own = _own(seen, note)
    if own.sum() < max(_FEWEST_FRAMES, _MOSTLY * len(own)):
        return None
    brightness, brightest = (float(np.median(values[own])) for values in (seen.brightness, seen.brightest))
    hz = float(np.median(seen.hz[own]))
    return Held(note, first, last, hz, brightness, brightest - brightness, _ratio_db(seen, own, hz, room))


def _own(seen: Colour, note: Note) -> NDArray[np.bool_]:
    """The frames that hold this note's pitch."""
    hz = 440 * 2 ** (note.cents / 1200)
    off = np.abs(1200 * np.log2(np.maximum(seen.hz, 1e-3) / hz))
    return np.asarray((off < _SAME_CENTS) & (seen.brightness > 0))


def _ratio_db(seen: Colour, own: NDArray[np.bool_], hz: float, room: Room) -> float | None:
    """Harmonics to noise, where the pitch rests, less what the room makes of it."""
    moves = np.abs(np.gradient(seen.hz.astype(np.float64))) * _WINDOW_IN_STEPS / np.maximum(seen.hz, 1e-3)
    highest = min(HARMONICS, TOP_HZ / hz)
    still = own & (moves * highest < _RESTS)
    if hz < _LOWEST_HZ or still.sum() < _FEWEST_FRAMES:
        return None
    tone, noise = float(seen.tone[still].mean()), float(seen.noise[still].mean())
    left = noise - room.power(hz, int(highest))
    if left < _OWN * noise or tone <= 0:
        return None
    return 10 * math.log10(tone / left)


def _brightness(held: Sequence[Held], sure: float) -> Metric:
    values = np.asarray([one.brightness for one in held])
    value = float(np.median(values))
    hidden = float(np.median([one.may_be_more for one in held])) / 2
    fixed = _fixed(values, tolerance("tone_brightness", value), hidden)
    pitch_hz = round(float(np.median([one.hz for one in held])), 1)
    return Metric("tone_brightness", value, sure * fixed, None, _longest(held), pitch_hz=pitch_hz)


def _over_noise(held: Sequence[Held], sure: float, room: Room) -> Metric:
    known = [one for one in held if one.over_noise_db is not None]
    if len(known) < _FEWEST:
        low = sum(one.hz < _LOWEST_HZ for one in held) > len(held) / 2
        return Metric("tone_over_noise_db", None, 0, Reason.TOO_LOW if low else Reason.NOISE_HIDDEN)
    values = np.asarray([one.over_noise_db for one in known], np.float64)
    fixed = _fixed(values, tolerance("tone_over_noise_db"), room.unsure_db)
    return Metric("tone_over_noise_db", float(np.median(values)), sure * fixed, None, _longest(known))


def _fixed(values: Doubles, allowed: float, common: float) -> float:
    """How likely the median of so many notes is right within what is allowed; `common`: what all may be off by."""
    error = math.hypot(1.25 * max(float(np.std(values)), 0.1 * allowed) / math.sqrt(len(values)), common)
    return math.erf(allowed / (math.sqrt(2) * error))


def _longest(held: Sequence[Held]) -> tuple[tuple[float, float], ...]:
    few = sorted(held, key=lambda one: (-one.note.length_s, one.note.start_s))[:_MOST_EVIDENCE]
    return tuple(sorted((one.note.start_s, one.note.end_s) for one in few))


def _curve(rows: Series, held: Sequence[Held], clock_s: float) -> Curve:
    """The brightness of each step that lies within one held note."""
    count = int(clock_s / STEP_S)
    step_s = STEP_S * curve_stride(count)
    frames = round(step_s / WIDE_STEP_S)
    values: list[float | None] = [None] * int(clock_s / step_s)
    for one in held:
        for step in range(-(-one.first // frames), min(one.last // frames, len(values))):
            seen = colour.between(rows, step * frames, (step + 1) * frames)
            own = _own(seen, one.note)
            values[step] = round(float(np.median(seen.brightness[own])), 3) if own.any() else None
    return Curve("tone_brightness", step_s, tuple(values))
