"""What is written of what a link shows: plain facts, in the words of one language."""

from dataclasses import dataclass, field

from practice_app.services.journal import Stave
from practice_app.services.sharing.weeks import Line, Square, Week


@dataclass(frozen=True)
class Time:
    """A length of time with what it is; ``by_clock``: it is drawn as an outline, for nobody heard it."""

    label: str
    value: str
    by_clock: bool = False


@dataclass(frozen=True)
class Figure:
    """A figure as it is written, and how sure it is."""

    name: str
    value: str
    sure: str
    meaning: str


@dataclass(frozen=True)
class Trend:
    """How a figure went: drawn, and in a word; ``last`` is its newest value."""

    name: str
    said: str
    last: str
    line: Line


@dataclass(frozen=True)
class Told:
    """Everything that is written; ``who`` is the name of whose it is."""

    kind: str
    title: str
    who: str
    day: str
    summary: str
    times: list[Time] = field(default_factory=list)
    facts: list[tuple[str, str]] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    guesses: list[Figure] = field(default_factory=list)
    stave: Stave = field(default_factory=Stave)
    squares: list[tuple[Square, str]] = field(default_factory=list)
    """Each day, and what it says."""
    weeks: list[tuple[Week, list[str]]] = field(default_factory=list)
    """Each week, and its cells as a table has them."""
    trends: list[Trend] = field(default_factory=list)
    about: str = ""
    people: list[tuple[str, str]] = field(default_factory=list)
    """Who of a group may be named, and how long they practised; empty where they don't share that."""
