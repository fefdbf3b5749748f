"""Passages that overlap: what is practised with the larger one need not be proposed again. Pure."""

from collections.abc import Iterable
from typing import Protocol, TypeVar
from uuid import UUID

MORE_THAN = 0.5


class Passage(Protocol):
    """Bars of a piece; both are included."""

    @property
    def piece_id(self) -> UUID:
        """Whose bars they are."""
        ...

    @property
    def bars(self) -> tuple[int, int] | None:
        """The first and the last one, where they are known."""
        ...


P = TypeVar("P", bound=Passage)


def without_covered(passages: Iterable[P]) -> list[P]:
    """Leave out each passage that a larger one among them covers by more than half; the order stays."""
    listed = list(passages)
    return [one for place, one in enumerate(listed) if not any(_covers(listed, n, place) for n in range(len(listed)))]


def _covers(listed: list[P], larger: int, smaller: int) -> bool:
    one, other = listed[larger], listed[smaller]
    if larger == smaller or one.piece_id != other.piece_id or not one.bars or not other.bars:
        return False
    if (length(one.bars), -larger) <= (length(other.bars), -smaller):  # of two equal ones the first stays
        return False
    shared = min(one.bars[1], other.bars[1]) - max(one.bars[0], other.bars[0]) + 1
    return shared > MORE_THAN * length(other.bars)


def length(bars: tuple[int, int]) -> int:
    """How many bars there are."""
    return bars[1] - bars[0] + 1
