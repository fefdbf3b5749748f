"""A student as the rules of attention see them: frozen, plain facts of the last weeks, in the student's own days. Pure.

Nothing stands here that the teacher may not read: what lies before ``since`` is there only where the student lets them.
"""

from dataclasses import dataclass, field
from datetime import date

from practice_app.services.progress import Rests


@dataclass(frozen=True)
class Pace:
    """How fast a passage was played on a day, in beats per minute; ``slow``: it was practised slowly on purpose."""

    day: date
    bpm: float
    slow: bool = False


@dataclass(frozen=True)
class Passage:
    """What was worked on, a section of a piece or (``section`` empty) the piece; the oldest first in each list.

    ``rounds`` is how often it was gone through, day by day, as counted on the stand; ``paces`` what was heard surely.
    """

    piece: str
    section: str = ""
    target_bpm: float | None = None
    rounds: tuple[tuple[date, int], ...] = ()
    paces: tuple[Pace, ...] = ()

    @property
    def name(self) -> str:
        """As people call it."""
        return f"{self.piece}, {self.section}" if self.section else self.piece


@dataclass(frozen=True)
class Due:
    """Homework that the teacher gave and that is open: until which day, and whether anything was done for it."""

    title: str
    day: date
    touched: bool = False


@dataclass(frozen=True)
class Seen:
    """A student: ``last`` is the last day of practice (none: never, as far as the teacher may know).

    ``days`` are those with practice since ``known_from``; ``since`` is the day on which the two were connected.
    """

    today: date
    since: date
    known_from: date
    last: date | None = None
    days: frozenset[date] = frozenset()
    rests: Rests = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    takes: int = 0
    """Recordings shown to the teacher that were not answered yet."""
    homework: tuple[Due, ...] = ()
    """What is due these days."""
