"""Tones that are too even to be played: the whine of a charger, a test tone.

Definition: where for a second one partial without overtones moves by less than a fifth of a cent and its level by less
than a twentieth of a decibel (standard deviations). What is played has overtones, or moves by ten times as much. Unit:
none. Known limits: in noise a whine is no longer so even, and is left to the recogniser.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.playing.features import Heard
from workers.analysis.shared.frames import Mask, Values, decibels, moving_mean

_ALONE, _CENTS, _DB = 0.999, 0.2, 0.05
_SECOND = 41  # wide frames


def too_even(heard: Heard) -> Mask:
    """The wide frames of such seconds, and those about them."""
    cents = np.nan_to_num(heard.pitch_cents.array().astype(np.float64))
    level_db = decibels(heard.loudness.array()).astype(np.float64)
    even = (_spread(cents) < _CENTS) & (_spread(level_db) < _DB) & _alone(heard.bands_db.array())
    return np.asarray(moving_mean(even, _SECOND + 6) > 0)


def _alone(bands_db: NDArray[np.floating]) -> Mask:
    """Where three bands hold all of the power: as many as one partial reaches."""
    power = np.sort(10 ** (bands_db.astype(np.float64) / 10), axis=1)
    return np.asarray(power[:, -3:].sum(axis=1) > _ALONE * np.maximum(power.sum(axis=1), 1e-30))


def _spread(values: Values) -> Values:
    """The standard deviation within a second."""
    centred = values - np.median(values)
    mean = moving_mean(centred, _SECOND)
    return np.asarray(np.sqrt(np.maximum(moving_mean(centred**2, _SECOND) - mean**2, 0)))
