"""What the rules about figures share: the newest sure values of some sessions, and what they rest on. Pure."""

from dataclasses import dataclass
from statistics import median

from practice_app.services.advice.picture import Basis, Figure, Sitting

LATELY = 5
"""The newest sessions that a rule looks at."""
FEWEST = 3
"""Fewer sure values tell nothing."""
FEWEST_DAYS = 2
MOST_EVIDENCE = 3
SLOWER, FASTER = 0.7, 1.05
"""Of the present tempo: for a passage that gives trouble, and the next step up."""
SLOWEST_BPM = 30
Sure = tuple[Sitting, Figure]


@dataclass(frozen=True)
class Lately:
    """A figure in the newest sessions, the oldest first: never fewer than three, on two days or more."""

    key: str
    found: tuple[Sure, ...]

    @property
    def values(self) -> list[float]:
        """The values."""
        return [figure.value for _, figure in self.found]

    @property
    def middle(self) -> float:
        """The value in the middle: one bad day moves nothing."""
        return median(self.values)

    @property
    def sittings(self) -> list[Sitting]:
        """The sessions."""
        return [sitting for sitting, _ in self.found]

    def evidence(self) -> tuple[Basis, ...]:
        """Where to hear it: in the newest sessions, the newest first."""
        return tuple(Basis(sitting.id, self.key) for sitting, _ in reversed(self.found))[:MOST_EVIDENCE]


def lately(sittings: list[Sitting], key: str, fewest: int = FEWEST) -> Lately | None:
    """The newest sure values of a figure; None when they are too few to say anything."""
    sure = [(sitting, figure) for sitting in sittings if (figure := sitting.sure(key))][-LATELY:]
    if len(sure) < fewest or len({sitting.day for sitting, _ in sure}) < FEWEST_DAYS:
        return None
    return Lately(key, tuple(sure))


def tempo(sittings: list[Sitting]) -> float | None:
    """The present tempo of these sessions, in beats per minute."""
    found = lately(sittings, "tempo_bpm")
    return found.middle if found else None


def one_way(values: list[float]) -> bool:
    """Whether they all lie on one side of zero."""
    return all(value > 0 for value in values) or all(value < 0 for value in values)
