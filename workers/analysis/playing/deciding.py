"""Whether a moment is played, once it is known how likely that is, and how sure all of it together is.

Definition: a moment counts if it is at least `LIKELY`; `BAND` is from where on it surely does, and may.
What somebody's own corrections say (`leaning`, in log odds) is added beforehand; 0 changes nothing.
"""

import numpy as np
from numpy.typing import NDArray

from workers.analysis.shared.frames import Mask

Levels = NDArray[np.floating]

LIKELY, _CHANGE_COST = 0.65, 6.0  # of playing; of a change of mind, in log odds
BAND = (0.95, 0.2)  # as likely as at least this it surely is playing, as at least that it may be
_QUIET_SAYS = 0.15  # how much the odds of a moment count in which nothing sounds


def settled(likely: Levels, sounding: Mask, least: float = LIKELY, leaning: float = 0.0) -> Mask:
    """Where the odds are on playing, along the path that changes its mind least (Viterbi, two states); `least` is how
    likely a moment must be, `leaning` what is added to the log odds of each beforehand.

    A moment in which nothing sounds says little: rests between short notes hardly speak against their being played.
    """
    sure = np.clip(likely.astype(np.float64), 1e-3, 1 - 1e-3)
    told = np.log(sure / (1 - sure)) - np.log(least / (1 - least)) + leaning
    odds = np.where(sounding, told, _QUIET_SAYS * told).tolist()
    came_from = np.zeros((len(odds), 2), np.int8)
    rests = plays = 0.0
    for at, odd in enumerate(odds):
        begins, ends = rests - _CHANGE_COST > plays, plays - _CHANGE_COST > rests
        came_from[at] = ends, not begins
        rests, plays = max(rests, plays - _CHANGE_COST), max(plays, rests - _CHANGE_COST) + odd
    path, state = np.zeros(len(odds), bool), int(plays > rests)
    for at in range(len(odds) - 1, -1, -1):
        path[at] = state
        state = int(came_from[at, state])
    return path


def sure(likely: Levels, there: Mask, path: Mask, playing: Mask) -> float:
    """How clearly what sounds falls on one side, and how far what is likely played is what counts."""
    clear = np.abs(2 * np.repeat(likely, 2)[: len(there)] - 1)[there]
    clearly = min(0.95, float(clear.mean())) if len(clear) else 0.95
    return clearly * _agreed(path, any_of(playing, len(path)))


def _agreed(likely: Mask, playing: Mask) -> float:
    """How far the moments likely played are those that count: as a part of both together; 1 if there are none."""
    both = np.count_nonzero(likely | playing)
    return float(np.count_nonzero(likely & playing) / both) if both else 1.0


def any_of(frames: Mask, moments: int) -> Mask:
    """Whether either of the two frames of each moment is so; what is beyond the end is not."""
    whole = np.zeros(2 * moments, bool)
    whole[: min(len(frames), 2 * moments)] = frames[: 2 * moments]
    return np.asarray(whole.reshape(-1, 2).any(axis=1))
