"""A piece's page as flat rows for the browser."""

from dataclasses import dataclass, field

from practice_app.metrics import METRICS
from practice_app.services.pieces import PieceStory, SectionRow, lines
from practice_app.services.pieces.page import PiecePage, VisitRow
from practice_app.services.planning import ProposalRow
from practice_app.services.progress import TrendRow

TOLD = tuple(key for key in reversed(METRICS) if METRICS[key].tells_progress)
"""The figures of a piece that tell whether it goes better, of all that are heard: what is particular first."""
FEWEST_DAYS = 3
LATEST = 12
"""Days of tempo in the table under the picture."""


@dataclass(frozen=True)
class SectionShown:
    """A passage of the piece; 0 and -1 stand for "not told". ``last``: there is none after it to join."""

    id: str = ""
    title: str = ""
    bar_start: int = -1
    bar_end: int = -1
    current_bpm: float = 0
    target_bpm: float = 0
    last: bool = True


@dataclass(frozen=True)
class DueShown:
    """When a passage (or the piece, with no title) comes back, and why: a message id, and the day that it speaks of."""

    title: str
    on: str
    why: str
    day: str


@dataclass(frozen=True)
class DrilledShown:
    """How often a passage was gone through; ``heats`` from 0 to 4 for each week."""

    id: str
    title: str
    times: int
    heats: list[int]


@dataclass(frozen=True)
class TrendShown:
    """How a figure went, from its first day to its last; ``line`` and ``dots`` are SVG in a box of 100 × 28."""

    key: str
    first: float
    last: float
    line: str
    dots: str


@dataclass(frozen=True)
class DayTempo:
    """The tempo of a day."""

    day: str
    bpm: float


@dataclass(frozen=True)
class TempoShown:
    """How the tempo went against the target (``height`` of its line in a box of 100 × 28, -1: none)."""

    line: str = ""
    dots: str = ""
    height: float = -1
    days: list[DayTempo] = field(default_factory=list)


@dataclass(frozen=True)
class VisitShown:
    """A session of the piece."""

    id: str
    at: str
    timezone: str
    seconds: float
    clock_s: float
    kept: int


@dataclass(frozen=True)
class PieceDrawn:
    """What the page tells of the piece itself; 0 and empty stand for "not told"."""

    id: str = ""
    title: str = ""
    composer: str = ""
    status: str = "learning"
    instrument: str = ""
    difficulty: int = 0
    minutes: str = ""
    duration_s: float = 0
    notes: str = ""
    target_bpm: float = 0
    bpm_ratio: float = 0
    work_id: str = ""
    work: str = ""
    seconds: float = 0
    clock_s: float = 0
    sessions: int = 0
    last: str = ""
    sheet: str = ""
    """What kind of file its notes are."""
    sheet_at: str = ""


def piece(page: PiecePage) -> PieceDrawn:
    """Draw what is known of the piece."""
    row = page.piece
    return PieceDrawn(
        id=str(row.id),
        title=row.title,
        composer=row.composer,
        status=row.status,
        instrument=row.instrument,
        difficulty=row.difficulty or 0,
        minutes=_minutes(row.duration_s),
        duration_s=row.duration_s or 0,
        notes=row.notes,
        target_bpm=row.target_bpm or 0,
        bpm_ratio=row.beat.bpm_ratio if row.beat else 0,
        work_id=str(row.work_id or ""),
        work=page.work,
        seconds=row.seconds,
        clock_s=row.clock_s,
        sessions=row.sessions,
        last=row.last_practised_at.isoformat() if row.last_practised_at else "",
        sheet=row.sheet.mime_type if row.sheet else "",
        sheet_at=row.sheet.created_at.isoformat() if row.sheet else "",
    )


def _minutes(seconds: float | None) -> str:
    if not seconds:
        return ""
    whole, rest = divmod(round(seconds), 60)
    return f"{whole}:{rest:02}" if rest else str(whole)


def passages(rows: list[SectionRow]) -> list[SectionShown]:
    """Draw the sections, by their bars."""
    return [_passage(row, n == len(rows)) for n, row in enumerate(rows, 1)]


def _passage(row: SectionRow, last: bool) -> SectionShown:
    first, end = (-1 if bar is None else bar for bar in (row.bar_start, row.bar_end))
    return SectionShown(str(row.id), row.title, first, end, row.current_bpm or 0, row.target_bpm or 0, last)


def drilled(told: PieceStory) -> list[DrilledShown]:
    """The passages that were gone through, the most often first; all on one scale."""
    most = max((times for weeks in told.drilled.values() for times in weeks), default=0)
    rows = [(row, told.drilled[row.id]) for row in told.passages if any(told.drilled.get(row.id, ()))]
    shown = [DrilledShown(str(row.id), row.title, sum(w), [-(-4 * times // most) for times in w]) for row, w in rows]
    return sorted(shown, key=lambda row: -row.times)


def trends(told: PieceStory) -> list[TrendShown]:
    """The figures that tell something, each over days enough."""
    found = {row.key: row for row in told.trends if len(row.points) >= FEWEST_DAYS}
    return [_trend(told, found[key]) for key in TOLD if key in found]


def _trend(told: PieceStory, row: TrendRow) -> TrendShown:
    days = (told.until - told.since).days
    points = [((point.day - told.since).days / days, point.value) for point in row.points]
    return TrendShown(row.key, points[0][1], points[-1][1], *lines.paths(points))


def tempo(page: PiecePage) -> TempoShown:
    """How the tempo went over its days; one day makes no line."""
    points = page.tempo
    if not points:
        return TempoShown()
    span = max((points[-1].day - points[0].day).days, 1)
    corners = [((point.day - points[0].day).days / span, point.bpm) for point in points]
    line, dots, height = lines.against(corners, page.piece.target_bpm or 0)
    days = [DayTempo(point.day.isoformat(), point.bpm) for point in reversed(points[-LATEST:])]
    return TempoShown(line, dots, height, days)


def visits(rows: list[VisitRow]) -> list[VisitShown]:
    """Draw sessions."""
    return [
        VisitShown(str(row.id), row.started_at.isoformat(), row.timezone, row.seconds, row.clock_s, row.kept)
        for row in rows
    ]


def due(rows: list[ProposalRow]) -> list[DueShown]:
    """When each passage comes back, the soonest first."""
    return [DueShown(row.section_title, row.due_on.isoformat(), row.why.text, _day(row)) for row in rows]


def _day(row: ProposalRow) -> str:
    return row.last_practised_on.isoformat() if row.last_practised_on else ""
