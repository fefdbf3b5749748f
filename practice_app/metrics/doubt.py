"""How far what is added up may be off: between what and what it lies, where that is worth telling. Pure."""

from collections.abc import Iterable
from typing import Protocol

Band = tuple[float, float]
SURE = 0.8
"""From this confidence on a figure is told as a number."""
WORTH_TELLING = 0.05
"""A band that is narrower than this part of its middle is a number."""
MINUTE_S = 60


class Doubtful(Protocol):
    """What may be so much less, or so much more; in seconds."""

    @property
    def less_s(self) -> float:
        """By so much less."""
        ...

    @property
    def more_s(self) -> float:
        """By so much more."""
        ...


def band_of(seconds: float, parts: Iterable[Doubtful]) -> Band | None:
    """Between what and what the sum of these parts lies; nothing where it is a number.

    The ends are added, not their squares: what makes one take of a person doubtful makes the next so, too.
    """
    doubts = [(one.less_s, one.more_s) for one in parts]
    return band(seconds, sum(less for less, _ in doubts), sum(more for _, more in doubts))


def band(seconds: float, less_s: float, more_s: float) -> Band | None:
    """Between what and what a sum lies that may be so much less, or so much more; nothing where it is a number."""
    low, high = max(0.0, seconds - less_s), seconds + more_s
    return (round(low, 3), round(high, 3)) if wide(low, high) else None


def wide(low: float, high: float) -> bool:
    """Whether these ends lie far enough apart to be told, and are told by different words."""
    return high - low > WORTH_TELLING * (low + high) / 2 and _rounded(low) != _rounded(high)


def _rounded(seconds: float) -> int:
    """As lengths of time are told: in whole seconds below a minute, else in whole minutes."""
    whole = round(seconds)
    return whole if whole < MINUTE_S else round(whole / MINUTE_S) * MINUTE_S
