"""What is heard of a bow's turns: notes that begin with them. Not all notes do, since several may be slurred."""

import numpy as np

from workers.analysis.bow_turns import Series

_LATE_S = (0.0, 0.07, 0.14)  # a note begins after the bow has turned, or rested
_WITH_S, _MOST = 0.06, 3.0
_LEAST_TURNS = 3
_AGAINST, _MANY, _AS_MANY = -1.0, 6, 0.7  # log-odds when many turns have as good as no notes, though there are many
_PLAINLY = 0.25  # of the turns more must be so late
_HEARD_S = 0.015  # how unsure it is when a note begins
_LATER_S = 0.02  # bowed notes begin softly; give or take as much
_FAR, _FURTHEST_S = 2.5, 0.2  # times the doubt, and in any case: a note further away is another


def agreement(turned: Series, onsets_s: tuple[float, ...]) -> tuple[float, float]:
    """Log-odds for a bow when more strokes turn as notes begin than would by chance; and how much later those begin."""
    if len(turned) < _LEAST_TURNS or not onsets_s:
        return 0.0, 0.0
    begun = np.sort(np.array(onsets_s))
    length = float(np.ptp(turned)) + 1.0
    within = (begun > turned.min() - 0.5) & (begun < turned.max() + 0.5)
    chance = min(1.0, float(np.minimum(np.diff(begun[within]), 2 * _WITH_S).sum()) / length)
    shares = [float((np.abs(_after(turned, begun, late)) <= _WITH_S).mean()) for late in _LATE_S]
    close = max(shares)
    late_s = _LATE_S[shares.index(close)] if close > shares[0] + _PLAINLY else 0.0
    more = (close - chance) * len(turned) ** 0.5 / (chance * (1 - chance) + 0.05) ** 0.5
    against = _AGAINST if len(turned) >= _MANY and within.sum() >= _AS_MANY * len(turned) else 0.0
    return float(np.clip(0.5 * (more - 1), against, _MOST)), late_s


def moved(turned: Series, doubt: Series, onsets_s: tuple[float, ...], late_s: float) -> Series:
    """The turns, each the weighted mean of when it is seen and when the note next to it begins."""
    begun = np.sort(np.array(onsets_s))
    apart = _after(turned, begun, late_s)
    trust = np.where(np.abs(apart) <= _WITH_S, 1 / (doubt**2 + _HEARD_S**2), 0.0)
    apart = _after(turned, begun, late_s + float((trust @ apart + 1 / _LATER_S) / (trust.sum() + 1 / _LATER_S**2)))
    weight = doubt**2 / (doubt**2 + _HEARD_S**2)
    another = np.abs(apart) > np.minimum(np.maximum(_WITH_S, _FAR * doubt), _FURTHEST_S)
    return turned + np.where(another, 0.0, weight * apart)


def _after(turned: Series, begun: Series, late_s: float) -> Series:
    """How much later than so late after each turn the note next to it begins."""
    apart = begun - (turned[:, None] + late_s)
    return np.asarray(apart[np.arange(len(turned)), np.abs(apart).argmin(1)])
