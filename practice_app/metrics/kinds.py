"""What the catalogue says of a metric."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from practice_app.metrics.averaging import Average


def msg(text: str) -> str:
    """Mark a text for the catalogs of languages; it is translated where it is shown."""
    return text


@dataclass(frozen=True)
class Tolerance:
    """How close a value must be to the truth to be right: absolute, or a share of the truth, whichever is wider."""

    absolute: float = 0.0
    share: float = 0.0

    def at(self, truth: float) -> float:
        """By how much a value may miss this truth."""
        return max(self.absolute, self.share * abs(truth))


class Beside(StrEnum):
    """What a value is told beside, so that it means something."""

    TARGET = "target"
    """The tempo the player aimed at."""
    REFERENCES = "references"
    """The A it is of, between the two that sound the same (``references_hz``)."""


@dataclass(frozen=True)
class Written:
    """How a page writes a value: digits after the point, a sign before plus too, ``±`` for what goes both ways."""

    unit: str
    """As it is shown; a text of the catalogs where it is a word."""
    digits: int = 0
    signed: bool = False
    both_ways: bool = False
    percent: bool = False
    in_words: bool = False


@dataclass(frozen=True)
class MetricKind:
    """A metric: what it is for the API, for the analysis, for several recordings, and for who reads it."""

    key: str
    number: int
    """What it is called in tables of many rows; never changed, never given again."""
    unit: str
    definition: str
    """One plain sentence for who uses the API; its method is told by the module that measures it."""
    name: str
    meaning: str
    written: Written | None
    """None: it stands elsewhere on the page, not among the figures."""
    average: Average | None
    """How recordings are put together; None: they can't be, and a session of several has no such figure."""
    tolerance: Tolerance | None = None
    """None: no truth to measure it by."""
    beside: Beside | None = None
    tells_progress: bool = False
    """Whether a piece that goes better shows in it."""

    def averaged(self, values: Sequence[float], weights: Sequence[float]) -> float | None:
        """The value of several recordings; None when there is none."""
        return self.average(values, weights) if self.average else None
