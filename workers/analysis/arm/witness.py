"""What the ear says of the arm's strokes: how many set out as a note begins, and how many would by chance."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from workers.analysis.arm.felt import Series

LATEST_S = 0.3  # how far the clock of the sensors may be from that of the sound, and a note from its stroke
_LAGS_S = np.arange(-LATEST_S, LATEST_S + 1e-9, 0.01)
_NEAR_S, _NEAREST_S = 0.08, 0.03  # as near a note and a stroke agree, and no nearer is asked for
_LEFT = 0.25  # by chance: where notes are everywhere, a few more that agree say little
_NEAR_PART = 0.2  # of the time between strokes: those of quick ones have to be nearer


@dataclass(frozen=True)
class Agreement:
    """Which strokes set out as a note begins, the part of them, the part by chance, how much later notes begin."""

    heard: NDArray[np.bool_]
    share: float
    chance: float
    lag_s: float

    @property
    def gain(self) -> float:
        """How much of what chance leaves is told: 0 is none, 1 all of it; of next to nothing that it leaves, little."""
        return (self.share - self.chance) / max(1 - self.chance, _LEFT)


def agreement(starts_s: Series, onsets_s: Series) -> Agreement:
    """Lay strokes beside notes, at whatever lag most of them agree; both in seconds, in order."""
    if len(starts_s) < 2 or not len(onsets_s):
        return Agreement(np.zeros(len(starts_s), bool), 0.0, 0.0, 0.0)
    near = float(np.clip(_NEAR_PART * np.median(np.diff(starts_s)), _NEAREST_S, _NEAR_S))
    apart = np.array([_nearest(starts_s + lag, onsets_s) for lag in _LAGS_S])
    alike = np.exp(-0.5 * (apart / near) ** 2).sum(1)
    best = int(alike.argmax())
    heard = apart[best] <= near
    return Agreement(heard, float(heard.mean()), _chance(starts_s, onsets_s, near), float(_LAGS_S[best]))


def _nearest(moments: Series, onsets_s: Series) -> Series:
    """How far each moment is from the note next to it."""
    after = np.searchsorted(onsets_s, moments).clip(1, len(onsets_s) - 1) if len(onsets_s) > 1 else np.zeros(1, int)
    before = np.maximum(after - 1, 0)
    return np.asarray(np.minimum(np.abs(moments - onsets_s[after]), np.abs(moments - onsets_s[before])))


def _chance(starts_s: Series, onsets_s: Series, near: float) -> float:
    """Which part of the time about the strokes lies as near to a note; of several lags the best was taken."""
    first, last = starts_s[0] - LATEST_S, starts_s[-1] + LATEST_S
    within = onsets_s[(onsets_s > first) & (onsets_s < last)]
    if not len(within):
        return 0.0
    covered = float(np.minimum(np.diff(np.append(within, last)), 2 * near).sum() / (last - first))
    luck = 3 * np.sqrt(covered * (1 - covered) / len(starts_s))  # standard deviations: of some thirty lags the best
    return float(np.clip(covered + luck, 0.0, 0.95))
