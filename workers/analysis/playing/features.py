"""What every 50 ms of a recording is like, and the time around it: what sounds are told apart by.

Definition: `moments` describes each 50 ms on its own (colour as the cosine transform of the mel bands, level against
the recording's loud and quiet parts, tone, how the pitch moves, how abruptly it began); `surroundings` adds means
and deviations of these over half a second, two and six. None depends on how loud the recording is. Unit: none, each is
scaled to about 1. Source: means and deviations of such features over a second or two tell music from talk: E. Scheirer,
M. Slaney, ICASSP 1997. Cost: linear, in pieces of a minute.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.fourier import dct
from workers.analysis.shared.frames import Values, decibels, moving_mean, pieces, running_max
from workers.analysis.shared.series import Series
from workers.analysis.shared.spectrum import FINE_HOP, WIDE_HOP, WIDE_STEP_S, Floats

Rows = NDArray[np.floating]

STEP_S = 2 * WIDE_STEP_S
COLOURS = 13
_LAG = 4  # wide frames, 100 ms
_FINE_PER_MOMENT = 2 * WIDE_HOP / FINE_HOP
_HALF_S, _TWO_S, _SIX_S = 11, 41, 121  # moments
_PIECE, _EDGE, _MARGIN = 1200, 8, 130
_FINE_MARGIN = 400
_SAME_CENTS = 50
_LOWEST_DB = -110.0


@dataclass(frozen=True)
class Heard:
    """The features of a recording that hearing rests on; wide frames unless said otherwise."""

    loudness: Series  # K-weighted power
    bands_db: Series  # (frames, BANDS)
    lasting: Series  # share of power in partials that last
    pitch_cents: Series
    tonal: Series
    explained: Series
    fine_db: Series  # fine frames


def moments(heard: Heard) -> Series:
    """Each 50 ms by itself, shape (moments, features); the first COLOURS + 2 tell colour and level."""
    kept, count = Series(), (len(heard.bands_db) + 1) // 2
    level_db = decibels(_paired(heard.loudness.array()), _LOWEST_DB)
    loud_db, quiet_db = np.percentile(level_db, 95), np.percentile(level_db, 5)
    floor_db = max(_LOWEST_DB, float(np.percentile(heard.fine_db.array(), 95)) - 45)
    for around, inner in pieces(count, _PIECE, _EDGE):
        wide = slice(2 * around.start, 2 * around.stop)
        colours, change, centre = _colours(heard.bands_db[wide])
        levels = _levels(level_db[around], loud_db, quiet_db)
        columns = [*levels, *_tones(heard, wide), *_attacks(heard.fine_db, around, floor_db), change, centre]
        kept.add(np.concatenate([colours, np.stack(columns, axis=1, dtype=np.float32)], axis=1)[inner])
    return kept


def surroundings(moment: Series | Floats, here: slice) -> Floats:
    """The moments of a piece with what is around them; shape (len, SURROUNDINGS)."""
    low, high = max(0, here.start - _MARGIN), min(len(moment), here.stop + _MARGIN)
    around, inner = moment[low:high].astype(np.float64), slice(here.start - low, here.stop - low)
    parts = [around, column_means(around, 3)]
    half = column_means(around, _HALF_S)
    parts.append(half)
    for width in (_TWO_S, _SIX_S):
        mean = column_means(around, width)
        deviation = np.sqrt(np.maximum(column_means((around - mean) ** 2, width), 0))
        parts += [mean, deviation]
    syllables = np.sqrt(
        column_means((column_means(around[:, COLOURS : COLOURS + 2], 3) - half[:, COLOURS : COLOURS + 2]) ** 2, _TWO_S)
    )
    return np.asarray(np.concatenate([*parts, syllables], axis=1)[inner], np.float32)


def whole_pieces(count: int) -> list[slice]:
    """The pieces in which a recording of so many moments is looked at."""
    return [slice(start, min(count, start + _PIECE)) for start in range(0, count, _PIECE)]


def _colours(bands_db: Rows) -> tuple[Rows, Values, Values]:
    """The shape of the spectrum, how much it changes, and where its centre lies."""
    bands = np.maximum(_paired(bands_db.astype(np.float32)), _LOWEST_DB)
    power = 10 ** (bands / 10)
    colours = dct(bands)[:, 1 : COLOURS + 1] / 20
    change = np.abs(np.diff(bands, axis=0, prepend=bands[:1])).mean(axis=1) / 10
    centre = power @ np.linspace(0, 1, power.shape[1]) / power.sum(axis=1)
    return colours, change, centre


def _levels(level_db: Values, loud_db: float, quiet_db: float) -> list[Values]:
    """Level against what is loud and what is quiet in the recording, in tens of dB."""
    return [np.maximum(level_db - loud_db, -60) / 10, np.minimum(level_db - quiet_db, 60) / 10]


def _tones(heard: Heard, wide: slice) -> list[Values]:
    """How tonal, and how the pitch moves."""
    lasting, tonal, explained, cents = (
        series[wide].astype(np.float64) for series in (heard.lasting, heard.tonal, heard.explained, heard.pitch_cents)
    )
    voiced = tonal * np.clip((explained - 0.4) / 0.5, 0, 1)
    moved = np.full(len(cents), 600.0)
    moved[_LAG:] = np.abs(cents[_LAG:] - cents[:-_LAG])
    both = voiced.copy()
    both[_LAG:] = np.minimum(voiced[_LAG:], voiced[:-_LAG])
    steady = both * (moved < _SAME_CENTS)
    gliding = both * ((moved >= _SAME_CENTS) & (moved < 500))
    still = both * np.clip(1 - moved / 25, 0, 1)
    held = _held(both, moved)
    columns = (lasting, tonal, explained, voiced, steady, gliding, still, held, voiced * cents / 3000)
    return [np.asarray(_paired(column), np.float64) for column in columns]


def _held(voiced: Values, moved: Values) -> Values:
    """For how long the pitch has rested and will rest, about: the share of rest in half a second, squared."""
    rests = voiced * (moved < _SAME_CENTS)
    return np.asarray(moving_mean(rests, 21) ** 2)


def _attacks(fine_db: Series, here: slice, floor_db: float) -> list[Values]:
    """How abruptly something begins in each moment (tens of dB), and how skewed the slope of the level is about it."""
    at = (np.arange(here.start, here.stop) * _FINE_PER_MOMENT).astype(int)
    low, high = max(0, at[0] - _FINE_MARGIN), min(len(fine_db), at[-1] + _FINE_MARGIN)
    columns = _slopes(fine_db[low:high].astype(np.float64), floor_db)
    heard = here.start + np.arange(len(at)) < round(len(fine_db) / _FINE_PER_MOMENT)
    return [np.where(heard, column[np.minimum(at, high - 1) - low], 0) for column in columns]


def _slopes(level_db: Values, floor_db: float) -> tuple[Values, Values]:
    power = 10 ** (level_db / 10)
    smooth_db = np.maximum(decibels(moving_mean(power, 3), -130), floor_db)
    before_db = np.maximum(decibels(np.roll(moving_mean(power, 7), 6), -130), floor_db)
    before_db[:8] = smooth_db[:8]
    rises = running_max(np.clip(smooth_db - before_db, 0, 30), int(_FINE_PER_MOMENT) + 1) / 10
    slope = np.zeros(len(smooth_db))
    slope[1:-1] = smooth_db[2:] - smooth_db[:-2]
    second, third = moving_mean(slope**2, 375), moving_mean(slope**3, 375)
    return np.roll(rises, -int(_FINE_PER_MOMENT / 2)), np.clip(third / np.maximum(second, 1e-1) ** 1.5, -3, 6) / 2


def _paired(values: NDArray[np.floating]) -> NDArray[np.floating]:
    """The means of neighbouring wide frames; an odd last one stands alone."""
    if len(values) % 2:
        values = np.concatenate([values, values[-1:]])
    return np.asarray(values.reshape(-1, 2, *values.shape[1:]).mean(axis=1))


def column_sums(values: Values, width: int, here: slice | None = None) -> Values:
    """The sum over a centred window of odd `width`, column by column, of these rows; shorter at the ends."""
    half, at = width // 2, np.arange(len(values))[here or slice(None)]
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    return np.asarray(sums[np.minimum(at + half + 1, len(values))] - sums[np.maximum(at - half, 0)])


def column_means(values: Values, width: int, here: slice | None = None) -> Values:
    """The mean over that window."""
    half, at = width // 2, np.arange(len(values))[here or slice(None)]
    counts = np.minimum(at + half + 1, len(values)) - np.maximum(at - half, 0)
    return np.asarray(column_sums(values, width, here) / counts[:, None])
