"""What every 50 ms of a recording is like, and the time around it: what the ear tells sounds apart by.

Definition: `moments` describes each 50 ms on its own (colour as the cosine transform of the mel bands, level against
the recording's loud and quiet parts, tone, how the pitch moves, how abruptly it began); `surroundings` adds means
and deviations of these over half a second, two and six. None depends on how loud the recording is. Unit: none, each is
scaled to about 1. Source: means and deviations of such features over a second or two tell music from talk: E. Scheirer,
M. Slaney, ICASSP 1997. Cost: linear, in pieces of a minute, so that memory is that of `moments` alone.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.fft import dct

from workers.analysis.frames import Values, decibels, moving_mean, pieces, running_max
from workers.analysis.spectrum import FINE_HOP, WIDE_HOP, WIDE_STEP_S, Floats

STEP_S = 2 * WIDE_STEP_S
COLOURS = 13
_LAG = 4  # wide frames, 100 ms
_FINE_PER_MOMENT = 2 * WIDE_HOP / FINE_HOP
_HALF_S, _TWO_S, _SIX_S = 11, 41, 121  # moments
_PIECE, _MARGIN = 1200, 130
_SAME_CENTS = 50
_LOWEST_DB = -110.0


@dataclass(frozen=True)
class Heard:
    """The features of a recording that hearing rests on; wide frames unless said otherwise."""

    loudness: NDArray[np.floating]  # K-weighted power
    bands_db: NDArray[np.floating]  # (frames, BANDS)
    lasting: NDArray[np.floating]  # share of power in partials that last
    pitch_cents: NDArray[np.floating]
    tonal: NDArray[np.floating]
    explained: NDArray[np.floating]
    fine_db: NDArray[np.floating]  # fine frames


def moments(heard: Heard) -> Floats:
    """Each 50 ms by itself, shape (moments, features); the first COLOURS + 2 tell colour and level."""
    count = (len(heard.bands_db) + 1) // 2
    colours, change, centre = np.empty((count, COLOURS), np.float32), np.zeros(count), np.empty(count)
    for around, inner in pieces(count, _PIECE, 1):
        bands = np.maximum(_paired(heard.bands_db[2 * around.start : 2 * around.stop].astype(np.float32)), _LOWEST_DB)
        here = slice(around.start + inner.start, around.start + inner.stop)
        power = 10 ** (bands / 10)
        colours[here] = (dct(bands, norm="ortho", axis=1)[:, 1 : COLOURS + 1] / 20)[inner]
        steps = np.abs(np.diff(bands, axis=0, prepend=bands[:1])).mean(axis=1) / 10
        change[here] = steps[inner]
        centre[here] = (power @ np.linspace(0, 1, power.shape[1]) / power.sum(axis=1))[inner]
    columns = [*_levels(heard), *_tones(heard), *_attacks(heard.fine_db, count), change, centre]
    return np.concatenate([colours, np.stack(columns, axis=1, dtype=np.float32)], axis=1)


def surroundings(moment: Floats, here: slice) -> Floats:
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


def _levels(heard: Heard) -> list[Values]:
    """Level against what is loud and what is quiet in the recording, in tens of dB."""
    level_db = decibels(_paired(heard.loudness), _LOWEST_DB)
    loud_db, quiet_db = np.percentile(level_db, 95), np.percentile(level_db, 5)
    return [np.maximum(level_db - loud_db, -60) / 10, np.minimum(level_db - quiet_db, 60) / 10]


def _tones(heard: Heard) -> list[Values]:
    """How tonal, and how the pitch moves."""
    lasting, tonal, explained = (x.astype(np.float64) for x in (heard.lasting, heard.tonal, heard.explained))
    voiced = tonal * np.clip((explained - 0.4) / 0.5, 0, 1)
    cents = heard.pitch_cents.astype(np.float64)
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


def _attacks(fine_db: NDArray[np.floating], count: int) -> list[Values]:
    """How abruptly something begins in each moment (tens of dB), and how skewed the slope of the level is about it."""
    rise, skew = np.zeros(count), np.zeros(count)
    floor_db = max(_LOWEST_DB, float(np.percentile(fine_db, 95)) - 45)
    size = int(_PIECE * _FINE_PER_MOMENT)
    for around, inner in pieces(len(fine_db), size, 400):
        rises, skewness = _slopes(fine_db[around].astype(np.float64), floor_db)
        first, last = (round((around.start + edge) / _FINE_PER_MOMENT) for edge in (inner.start, inner.stop))
        at = np.arange(first, min(count, last)) * _FINE_PER_MOMENT - around.start
        at = np.clip(at.astype(int), 0, len(rises) - 1)
        rise[first : min(count, last)], skew[first : min(count, last)] = rises[at], skewness[at]
    return [rise, skew]


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


def column_sums(values: Values, width: int) -> Values:
    """The sum over a centred window of odd `width`, column by column; shorter at the ends."""
    half = width // 2
    sums = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
    at = np.arange(len(values))
    return np.asarray(sums[np.minimum(at + half + 1, len(values))] - sums[np.maximum(at - half, 0)])


def column_means(values: Values, width: int) -> Values:
    """The mean over that window."""
    return np.asarray(column_sums(values, width) / column_sums(np.ones((len(values), 1)), width))
