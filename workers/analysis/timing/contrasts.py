"""What changes where a note may begin: how level, colour and pitch before a moment differ from those after it.

Definition: of each moment, over 25 to 75 ms and 50 to 150 ms either way: by how much the 24 bands of the wide spectrum
differ, in dB; by how much the coarse pitch steps, whole octaves set aside too, and whether it rests on both sides; how
tonal the sound is and how much of it one tone explains before, there and after; and how deep the level of the
differenced samples dips between what was before and what follows. No unit: scaled so that each is about 1.
Source: fusion of such cues after J. P. Bello et al., IEEE TSAP 2005; which, and how wide, own.
Confidence: none by itself; `onset_times` weighs them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.frames import Values, moving_mean
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_STEP_S, WIDE_STEP_S

Levels = NDArray[np.floating]
Indices = NDArray[np.int64]

COUNT = 30
_REACHES_S = ((0.025, 0.075), (0.05, 0.15))
_THERE_S = 0.05
_DIP, _BEFORE, _AFTER = (-20, 4), (-40, -16), (0, 41)  # fine frames
_DEEPEST_DB, _FURTHEST_DB, _DB = 25.0, 25.0, 8.0
_STEP_CENTS, _REST_CENTS, _OCTAVE = 60.0, 30.0, 1200.0
_MOST_CENTS, _MOST_FOLDED = 400.0, 200.0


@dataclass(frozen=True)
class Sounding:
    """What is kept of a recording: of fine frames the level of the differenced samples; of wide ones bands in dB, the
    coarse pitch in cents, and its shares `tonal` and `explained`."""

    level_db: Levels
    bands_db: Series
    pitch_cents: Series
    tonal: Series
    explained: Series


def contrasts(sounding: Sounding, times_s: Values) -> Values:
    """Of each moment, shape (n, COUNT)."""
    if not len(times_s):
        return np.zeros((0, COUNT))
    bands_db = sounding.bands_db.array().astype(np.float32)
    cents = sounding.pitch_cents.array().astype(np.float64)
    columns = [_dips(sounding.level_db, times_s)]
    columns += [_colours(bands_db, times_s, reach) for reach in _REACHES_S]
    columns += [_steps(cents, times_s, reach) for reach in _REACHES_S]
    for share in (sounding.tonal, sounding.explained):
        values = share.array().astype(np.float64)
        far, near = _REACHES_S[1][1], _REACHES_S[1][0]
        edges = ((-far, -near), (-_THERE_S, _THERE_S), (near, far))
        columns.append(2 * np.stack([_frames(values, times_s, *edge).mean(axis=0) for edge in edges], axis=1))
    return np.concatenate(columns, axis=1)


def _frames(values: Levels, times_s: Values, low_s: float, high_s: float) -> Levels:
    """The wide frames so far from each moment, the frame first."""
    first = np.rint((times_s + low_s) / WIDE_STEP_S).astype(int)
    offsets = np.arange(round((high_s - low_s) / WIDE_STEP_S) + 1)
    return np.asarray(values[np.clip(first + offsets[:, None], 0, len(values) - 1)])


def _dips(level_db: Levels, times_s: Values) -> Values:
    """By how much the level before and after is above its lowest about each moment."""
    level = moving_mean(np.asarray(level_db, np.float32), 3)
    at = np.rint(times_s / FINE_STEP_S).astype(int)[:, None]
    lowest, before, after = (
        level[np.clip(at + np.arange(*edge), 0, len(level) - 1)] for edge in (_DIP, _BEFORE, _AFTER)
    )
    about = np.stack([before.max(axis=1), after.max(axis=1)], axis=1) - lowest.min(axis=1)[:, None]
    return np.asarray(np.clip(about, 0, _DEEPEST_DB) / _DB)


def _colours(bands_db: Levels, times_s: Values, reach: tuple[float, float]) -> Values:
    """How the bands differ: all alike, those that rise, by how loud they are, and the outermost ones."""
    after = _frames(bands_db, times_s, *reach).mean(axis=0)
    before = _frames(bands_db, times_s, -reach[1], -reach[0]).mean(axis=0)
    change = np.clip(after - before, -_FURTHEST_DB, _FURTHEST_DB)
    loud = 10 ** (np.maximum(after, before) / 20)
    loud /= loud.sum(axis=1, keepdims=True)
    ordered = np.sort(change, axis=1)
    told = [np.abs(change).mean(axis=1), np.maximum(change, 0).mean(axis=1), (loud * np.abs(change)).sum(axis=1),
            (loud * change).sum(axis=1), ordered[:, -3], ordered[:, 2]]  # fmt: skip
    return np.stack(told, axis=1) / _DB


def _steps(cents: Values, times_s: Values, reach: tuple[float, float]) -> Values:
    """How the pitch steps, octaves set aside too, whether it rests, and both."""
    after, before = _frames(cents, times_s, *reach), _frames(cents, times_s, -reach[1], -reach[0])
    here, there = np.median(before, axis=0), np.median(after, axis=0)
    step = np.abs(there - here)
    folded = np.abs(step - _OCTAVE * np.rint(step / _OCTAVE))
    unrest = np.maximum(np.abs(after - there).mean(axis=0), np.abs(before - here).mean(axis=0))
    rests = np.exp(-unrest / _REST_CENTS)
    told = [np.minimum(step, _MOST_CENTS) / 100, np.minimum(folded, _MOST_FOLDED) / 50, rests,
            (step > _STEP_CENTS) * rests, (folded > _STEP_CENTS) * rests]  # fmt: skip
    return np.stack(told, axis=1)
