"""What is heard of a bow's turns: notes that begin with them. Not all notes do, since several may be slurred."""

import numpy as np

from workers.analysis.bow.turns import Series

_LATE_S = (0.0, 0.07, 0.14)  # a note begins after the bow has turned, or rested
_WITH_S, _MOST = (0.06, 0.12), 3.0  # how near a note is with a turn, which may be unsure by more or less; log-odds
_LEAST_TURNS = 3
_OF_A_BOW, _AS_MANY = 0.75, 0.7  # of the turns that would not by chance turn as notes begin; of them are notes enough
_EACH = 0.2  # of the log-odds of each turn: they don't stand alone
_HEARD_S = 0.015  # how unsure it is when a note begins
_LATER_S = np.arange(-0.02, 0.2, 0.005)  # bowed notes begin softly, and after a rest
_ALIKE_S = 0.03  # by so much turns and notes may differ that agree
_FURTHEST_S, _FURTHEST = 0.2, 0.4  # and of the way to the next turn: a note further away is another
_ASTRAY = 0.5  # of how far a turn is seen from the note: so much may be wrong with what is seen


def agreement(turned: Series, doubt: Series, onsets_s: tuple[float, ...]) -> float:
    """Log-odds for a bow when more strokes turn as notes begin than would by chance; against it when they don't."""
    if len(turned) < _LEAST_TURNS or not onsets_s:
        return 0.0
    begun, near = np.sort(np.array(onsets_s)), np.clip(doubt, *_WITH_S)
    within = begun[(begun > turned.min() - 0.5) & (begun < turned.max() + 0.5)]
    length = float(np.ptp(turned)) + 1.0
    covered = np.minimum(np.diff(within)[:, None], 2 * near).sum(0) / length
    chance = np.clip(covered, 0.05, 0.95)
    heard = min(1.0, len(within) / (_AS_MANY * len(turned)))  # where few notes are heard most turns have none
    bowed = chance + _OF_A_BOW * heard * (1 - chance)
    close = np.array([np.abs(_after(turned, begun, late)) <= near for late in _LATE_S])
    odds = np.where(close, np.log(bowed / chance), np.log((1 - bowed) / (1 - chance))).sum(1).max()
    return float(np.clip(_EACH * odds, -_MOST, _MOST))


def moved(turned: Series, doubt: Series, onsets_s: tuple[float, ...]) -> Series:
    """The turns, each the weighted mean of when it is seen and when the note next to it begins.

    How much later than the bow turns notes begin is the same throughout: as much as lets most of them agree.
    """
    begun = np.sort(np.array(onsets_s))
    apart = [_after(turned, begun, late) for late in _LATER_S]
    agree = [float(np.exp(-0.5 * (one / _ALIKE_S) ** 2).sum()) for one in apart]
    best = apart[int(np.argmax(agree))]
    between = np.diff(turned, prepend=-np.inf, append=np.inf)
    another = np.abs(best) > np.minimum(_FURTHEST_S, _FURTHEST * np.minimum(between[1:], between[:-1]))
    unsure = doubt**2 + (_ASTRAY * best) ** 2
    return turned + np.where(another, 0.0, unsure / (unsure + _HEARD_S**2) * best)


def _after(turned: Series, begun: Series, late_s: float) -> Series:
    """How much later than so late after each turn the note next to it begins."""
    apart = begun - (turned[:, None] + late_s)
    return np.asarray(apart[np.arange(len(turned)), np.abs(apart).argmin(1)])
