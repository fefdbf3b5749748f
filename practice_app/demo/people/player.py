"""What is known of somebody who is in the demo: who they are, what lies on their stand, what they do every week."""

from dataclasses import dataclass, field

HOLIDAYS = (((8, 3), (8, 16)), ((12, 24), (12, 26)))
"""From this month and day to that: hardly anybody practises."""


@dataclass(frozen=True)
class Habit:
    """How something sounds by now, where that is not how its player sounds otherwise.

    ``bpm``: at what tempo; ``sway_pct``: how far the beat sways; ``spread_cents``: how far notes lie from their centre;
    ``swayed``: until so many days ago the beat swayed by so much instead.
    """

    bpm: float | None = None
    sway_pct: float | None = None
    spread_cents: float | None = None
    swayed: tuple[int, float] | None = None


AS_USUAL = Habit()


@dataclass(frozen=True)
class Passage:
    """Some bars of a piece, the tempo they have now and the one that is aimed at.

    ``apart``: they are practised by themselves (in a ``Routine``, or not yet), not with everything else.
    """

    title: str
    first: int
    last: int
    now_bpm: float
    target_bpm: float
    habit: Habit = AS_USUAL
    apart: bool = False


@dataclass(frozen=True)
class Work:
    """A piece on the stand.

    ``catalogue`` finds it among the works that everybody knows; ``days``: from so many to so many days ago it was
    practised; ``often``: how readily it is taken (0: in a ``Routine`` alone); ``drawn``: its sheet is drawn by us.
    """

    title: str
    composer: str
    target_bpm: float | None = None
    passages: tuple[Passage, ...] = ()
    status: str = "learning"
    instrument: str = ""
    difficulty: int | None = None
    minutes: float | None = None
    notes: str = ""
    catalogue: str = ""
    days: tuple[int, int] = (10_000, 0)
    often: float = 1.0
    habit: Habit = AS_USUAL
    drawn: bool = False

    def passage(self, title: str) -> Passage | None:
        """Give the passage of this name."""
        return next((one for one in self.passages if one.title == title), None)


@dataclass(frozen=True)
class Routine:
    """What is done besides the day's practice: one thing alone, on the same days of the week (0 is Monday)."""

    work: Work
    weekdays: tuple[int, ...]
    minutes: float
    hour: float
    passage: str = ""
    rounds: tuple[int, int] = (3, 7)
    days: int = 365
    likely: float = 0.85


@dataclass(frozen=True)
class Aim:
    """A challenge that somebody set themselves: from so many days ago to so many days ahead."""

    title: str
    measure: str
    target: int
    since: int
    ahead: int
    work: Work | None = None


@dataclass(frozen=True)
class Wishes:
    """What somebody wants of themselves, and what they wear.

    ``goals``: minutes a week by instrument; ``titles``: the first of these that is earned is worn.
    """

    goals: tuple[tuple[str, int], ...] = ()
    titles: tuple[str, ...] = ()
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True)
class Player:
    """Somebody who practises: how long ago they began, how often and how long, and on which weekdays they rest."""

    key: str
    name: str
    instrument: str
    works: tuple[Work, ...]
    role: str = "student"
    timezone: str = "Europe/Berlin"
    locale: str = "en"
    days: int = 120
    per_week: float = 4.0
    minutes: float = 35
    hour: float = 17.0
    focus: tuple[str, ...] = ("intonation", "tone", "rhythm", "technique", "sight-reading")
    notes: tuple[str, ...] = field(default=())
    reflections: tuple[str, ...] = ()
    """What is written down after a session by a plan."""
    routines: tuple[Routine, ...] = ()
    rest_days: tuple[int, ...] = ()
    away: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = HOLIDAYS
    """On holiday, or ill: from this month and day to that, every year."""
    tags: tuple[tuple[str, str], ...] = ()
    plans: float = 0.0
    """How many of the sessions of the last weeks went by a plan."""
    wishes: Wishes = Wishes()

    @property
    def email(self) -> str:
        """Where the demo's mail would go; nowhere."""
        return f"{self.key}@woodshed.example"

    @property
    def instruments(self) -> tuple[str, ...]:
        """All that they play, their own first."""
        return tuple(dict.fromkeys((self.instrument, *(one.instrument for one in self.works if one.instrument))))
