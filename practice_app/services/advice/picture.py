"""The last weeks of somebody's practice as the rules see them: frozen, plain facts and their figures. Pure.

A figure counts only when the analysis is at least fairly sure of it; "can't tell" is no figure. What was heard in a
session is told of the passage (or the piece) that had most of its time, and of nothing else.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from uuid import UUID

WEEKS = 4
SURE = 0.6
"""From this confidence on a figure is fairly sure: below it nothing is advised."""
MOSTLY = 0.6
"""What had at least this share of a session's time is what its figures are about."""
CONTESTED = 0.2
"""Where the player moved the playing time by more than this share, the recording was taken for something else."""
FULLY = 0.9
RESTING, PERFORMING = "resting", "performing"
Stretch = tuple[float, float]


@dataclass(frozen=True)
class Subject:
    """What a piece of advice is about: a passage, a piece, an instrument, or practising itself (nothing named)."""

    piece_id: UUID | None = None
    section_id: UUID | None = None
    instrument: str = ""


@dataclass(frozen=True)
class Moment:
    """A stretch of a session, in seconds on its own clock."""

    session_id: UUID
    start_s: float
    end_s: float


@dataclass(frozen=True)
class Basis:
    """A figure of a session, where its stretches are wanted: they are looked up for what is shown."""

    session_id: UUID
    metric: str


@dataclass(frozen=True)
class Figure:
    """A measured value, and how sure it is."""

    value: float
    confidence: float


@dataclass(frozen=True)
class Drill:
    """A passage heard again and again: from where to where, how sure, how many rounds."""

    start_s: float
    end_s: float
    confidence: float
    rounds: int


@dataclass(frozen=True)
class Item:
    """What was worked on within a session."""

    piece_id: UUID | None
    section_id: UUID | None
    seconds: float
    repetitions: int = 0


@dataclass(frozen=True)
class Sitting:
    """One session; ``stretches`` lie between its pauses, on its clock; empty when it was written in by hand."""

    id: UUID
    day: date
    clock_s: float
    played_s: float | None = None
    corrected_s: float | None = None
    recorded_s: float = 0
    stretches: tuple[Stretch, ...] = ()
    instrument: str = ""
    mode: str = "normal"
    self_rating: int | None = None
    items: tuple[Item, ...] = ()
    figures: Mapping[str, Figure] = field(default_factory=dict)
    drills: tuple[Drill, ...] = ()
    kept: tuple[Stretch, ...] = ()
    """Where it can be heard still: the takes that were kept."""

    @property
    def counted_s(self) -> float:
        """Seconds that count: as corrected by the player, as heard, or by the clock."""
        known = (self.corrected_s, self.played_s, self.clock_s)
        return next(seconds for seconds in known if seconds is not None)

    @cached_property
    def passage(self) -> Subject | None:
        """The passage that most of its time went into."""
        return self._mostly(lambda item: Subject(item.piece_id, item.section_id) if item.section_id else None)

    @cached_property
    def piece(self) -> Subject | None:
        """The piece that most of its time went into, whatever of it."""
        return self._mostly(lambda item: Subject(item.piece_id) if item.piece_id else None)

    def _mostly(self, about: Callable[[Item], Subject | None]) -> Subject | None:
        had: dict[Subject | None, float] = {}
        for item in self.items:
            had[about(item)] = had.get(about(item), 0) + item.seconds
        whole = sum(had.values())
        return next((one for one, s in had.items() if one and whole > 0 and s >= MOSTLY * whole), None)

    def sure(self, key: str) -> Figure | None:
        """A figure, if it can be relied on."""
        found = self.figures.get(key)
        return found if found and found.confidence >= SURE and not self._contested else None

    @property
    def _contested(self) -> bool:
        if self.corrected_s is None or self.played_s is None:
            return False
        return abs(self.corrected_s - self.played_s) > CONTESTED * max(self.played_s, 1)


@dataclass(frozen=True)
class Passage:
    """A section of a piece; tempi in beats per minute, as the player says."""

    id: UUID
    title: str
    bar_start: int | None = None
    bar_end: int | None = None
    current_bpm: float | None = None
    target_bpm: float | None = None


@dataclass(frozen=True)
class Work:
    """A piece on the player's list, with its passages by their bars."""

    id: UUID
    title: str
    target_bpm: float | None = None
    status: str = "learning"
    made_on: date | None = None
    """When it was written down."""
    passages: tuple[Passage, ...] = ()


@dataclass(frozen=True)
class Picture:
    """Four weeks up to ``today`` (the player's own day): sessions, the oldest first, and the pieces in them."""

    today: date
    sittings: tuple[Sitting, ...] = ()
    works: Mapping[UUID, Work] = field(default_factory=dict)

    def is_new(self, work: Work) -> bool:
        """Whether a piece was written down within these weeks."""
        return work.made_on is not None and work.made_on > self.today - timedelta(weeks=WEEKS)

    def within(self, days: int) -> list[Sitting]:
        """The sessions of so many days, today the last."""
        since = self.today - timedelta(days=days - 1)
        return [sitting for sitting in self.sittings if sitting.day >= since]

    def is_kept(self, moment: Moment) -> bool:
        """Whether its recording was kept, so that it can be heard."""
        sitting = next((one for one in self.sittings if one.id == moment.session_id), None)
        return any(start_s <= moment.start_s < end_s for start_s, end_s in (sitting.kept if sitting else ()))

    def work(self, subject: Subject) -> Work | None:
        """The piece that this is or belongs to; None for what rests, or is no longer on the list."""
        found = self.works.get(subject.piece_id) if subject.piece_id else None
        return found if found and found.status != RESTING else None

    def passage(self, subject: Subject) -> Passage | None:
        """The passage that this is."""
        work = self.work(subject)
        return next((one for one in work.passages if one.id == subject.section_id), None) if work else None

    def target_bpm(self, subject: Subject) -> float | None:
        """The tempo aimed at: the passage's own, else the piece's."""
        passage, work = self.passage(subject), self.work(subject)
        return (passage and passage.target_bpm) or (work.target_bpm if work else None)

    @cached_property
    def worked_on(self) -> dict[Subject, list[Sitting]]:
        """Each passage, and each piece apart from its passages, with the sessions that were mostly about it."""
        return self._grouped(lambda sitting: sitting.passage or sitting.piece)

    @cached_property
    def pieces(self) -> dict[Subject, list[Sitting]]:
        """Each piece with the sessions that were mostly about it, its passages among them."""
        return self._grouped(lambda sitting: sitting.piece)

    def _grouped(self, key: Callable[[Sitting], Subject | None]) -> dict[Subject, list[Sitting]]:
        out: dict[Subject, list[Sitting]] = {}
        for sitting in self.sittings:
            subject = key(sitting)
            if subject and self.work(subject) and (not subject.section_id or self.passage(subject)):
                out.setdefault(subject, []).append(sitting)
        return out
