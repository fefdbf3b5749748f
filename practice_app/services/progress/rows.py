"""Figures of progress as they are shown; lengths in seconds."""

from dataclasses import dataclass
from datetime import date

from practice_app.metrics import Band


@dataclass(slots=True)
class DayRow:
    """A day of the calendar: minutes that count, how many sessions, and whether the player corrected any of it.

    Made the cheapest way, as a year has 365 of them.
    ``clock_s`` is by the clock, ``played_s`` as measured (``None``: nothing was recorded) in ``heard_clock_s`` of it.
    ``less_s`` and ``more_s``: by so much ``seconds`` may be off, where what was heard isn't sure.
    """

    day: date
    minutes: int
    seconds: float
    sessions: int
    corrected: bool = False
    clock_s: float = 0.0
    played_s: float | None = None
    heard_clock_s: float = 0.0
    less_s: float = 0.0
    more_s: float = 0.0


@dataclass(frozen=True)
class TotalsRow:
    """Seconds that count: today, this week, this month, ever; and how many sessions ever.

    ``corrected``: how many sessions of this week and month count as the player corrected them. A ``band``: between
    what and what a sum lies, where what was heard isn't sure; nothing where it is a number.
    """

    today_s: float
    week_s: float
    month_s: float
    all_s: float
    sessions: int
    days: int
    corrected: int = 0
    today_band: Band | None = None
    week_band: Band | None = None
    month_band: Band | None = None


@dataclass(frozen=True)
class StreakRow:
    """Days in a row: ``current`` as it is now; today not practised yet doesn't break it, nor do rest days and freezes.

    ``freezes`` are kept, of ``most_freezes``; ``until_freeze`` more days of practice earn the next (0: no room).
    """

    current: int
    longest: int
    practised_today: bool
    freezes: int = 0
    most_freezes: int = 0
    until_freeze: int = 0


@dataclass(frozen=True)
class ConsistencyRow:
    """On how many of the last days something was practised."""

    practised: int
    days: int
    share: float


@dataclass(frozen=True)
class PartRow:
    """Time put into one thing (a piece, a passage, a word of focus, an instrument, a mode, a tag, an hour of the day).

    ``seconds`` is what counts of it, ``clock_s`` the same by the clock.
    """

    key: str
    label: str
    seconds: float
    sessions: int
    clock_s: float


@dataclass(frozen=True)
class RangeTotals:
    """What the days asked for add up to; lengths in seconds.

    ``seconds`` is what counts; ``played_s`` is as measured, in the ``heard_clock_s`` of the clock that were recorded;
    ``corrected`` says of how many sessions the player said otherwise, so that the two may differ. Between ``low_s`` and
    ``high_s`` lies what counts, where some of what was heard isn't sure (``None``: it is a number).
    """

    seconds: float
    clock_s: float
    played_s: float
    heard_clock_s: float
    sessions: int
    corrected: int
    days_practised: int
    days: int
    low_s: float | None = None
    high_s: float | None = None


@dataclass(slots=True)
class TrendPoint:
    """A figure on one day, weighted by how long was played; a year has thousands, so they are made the cheapest way.

    ``low`` and ``high`` are the band (95 %) in which the trend lies on that day; ``None`` where there is none to tell.
    """

    day: date
    value: float
    confidence: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class TrendRow:
    """How a figure went over the days; only values with some confidence.

    ``says`` is ``rising``, ``falling``, ``steady``, or ``unknown`` where too little is there to tell.
    """

    key: str
    unit: str
    points: list[TrendPoint]
    says: str = "unknown"


@dataclass(frozen=True)
class Dash:
    """Everything about a range of days at once."""

    since: date
    until: date
    timezone: str
    totals: RangeTotals
    by_day: list[DayRow]
    by_piece: list[PartRow]
    by_section: list[PartRow]
    by_focus: list[PartRow]
    by_instrument: list[PartRow]
    by_mode: list[PartRow]
    by_tag: list[PartRow]
    by_hour: list[PartRow]
    streak: StreakRow
    consistency: ConsistencyRow
    trends: list[TrendRow]
