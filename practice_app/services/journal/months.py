"""The journal: a month of days, what it adds up to, and the newest sessions; one question for one page."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, text
from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.metrics import band
from practice_app.services import accounts, practice, progress
from practice_app.services.journal import staves
from practice_app.services.practice import SessionRow, Wanted
from practice_app.services.progress import ConsistencyRow, GoalRow, Here, StreakRow, TotalsRow, here, week_start
from practice_app.services.shared.access import Permission, visible_sql
from practice_app.services.shared.paging import Page

SHOWN = 10
"""Sessions in the list before somebody asks for more."""
STAVE_COLUMNS = 90
OPEN = ("uploading", "queued", "processing")


@dataclass(frozen=True)
class DayRow:
    """A day with practice on it: seconds that count, by the clock, and heard (``None``: nothing was recorded).

    ``corrected``: some of it counts as the player corrected it. Between ``low_s`` and ``high_s`` lies what counts,
    where that isn't sure (0: it is a number).
    """

    day: str
    seconds: float
    clock_s: float
    played_s: float | None
    corrected: bool = False
    low_s: float = 0
    high_s: float = 0


@dataclass(frozen=True)
class EntryRow:
    """A session in the list, with what is drawn of it. ``listening``: how far its recordings are, if any.

    ``band_s``: between what and what the played time lies, where that isn't sure.
    """

    id: str
    started_at: str
    timezone: str
    day: str
    clock_s: float
    played_s: float | None
    band_s: tuple[float, float] | None
    corrected_s: float | None
    title: str
    instrument: str
    focus: list[str]
    listening: str
    spans: list[dict[str, Any]]


@dataclass(frozen=True)
class OffRow:
    """A day without practice that breaks nothing: a rest day, or one that a freeze covers."""

    day: str
    frozen: bool


@dataclass(frozen=True)
class Month:
    """A calendar month (``2026-11``), its days with practice, and days off that have come."""

    month: str
    days: list[DayRow] = field(default_factory=list)
    off: list[OffRow] = field(default_factory=list)


@dataclass(frozen=True)
class Entries:
    """Some sessions, newest first, and where the next ones begin (empty at the end)."""

    items: list[EntryRow] = field(default_factory=list)
    next_cursor: str = ""


@dataclass(frozen=True)
class Journal:
    """What the journal opens with. ``today`` is the player's own day, ``week_start`` the weekday weeks begin with."""

    today: str
    week_start: int
    month: Month
    totals: TotalsRow
    streak: StreakRow
    consistency: ConsistencyRow
    entries: Entries
    goals: list[GoalRow]


def opened(db: Session, who: UUID, *, shown_month: str = "", shown: int = SHOWN, accepted: str = "") -> Journal:
    """Open the journal at a month (this one unless told) with the newest sessions.

    ``accepted`` are the languages of the browser (Accept-Language), which tell when a week begins.
    """
    user = accounts.itself(db, who)
    progress.ready(db, who)
    at, starts = here(db, who, user.timezone), week_start(user.locale, accepted)
    return Journal(
        today=at.today.isoformat(),
        week_start=starts,
        month=month(db, who, shown_month or f"{at.today:%Y-%m}", at),
        totals=progress.totals(db, who, at.today, starts),
        streak=progress.streak(db, who, at),
        consistency=progress.consistency(db, who, at.today),
        entries=entries(db, who, limit=shown),
        goals=progress.own_goals(db, who, accepted),
    )


def month(db: Session, who: UUID, shown: str, at: Here | None = None) -> Month:
    """Give one month (``2026-11``) of the calendar; raise ``NotFound`` for what is none."""
    try:
        first = date.fromisoformat(f"{shown}-01")
        last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    except (ValueError, OverflowError):
        raise NotFound() from None
    found = list(db.execute(_DAYS, {"user_id": who, "first": first, "last": last}))
    at = at or here(db, who, accounts.itself(db, who).timezone)
    off = progress.days_off(db, who, at, first, last)
    known = {row.local_day for row in found}
    return Month(
        f"{first:%Y-%m}",
        [_day(*row) for row in found],
        [OffRow(day.isoformat(), frozen) for day, frozen in off.items() if day not in known],
    )


def _day(day: date, counted_s: float, clock_s: float, played_s: float | None, corrected: bool, *doubt: float) -> DayRow:
    return DayRow(day.isoformat(), counted_s, clock_s, played_s, corrected, *(band(counted_s, *doubt) or ()))


_DAYS = text(
    "SELECT d.local_day, d.counted_s, d.clock_s, d.played_s, d.corrected > 0, d.less_s, d.more_s FROM practice_days d"
    f" WHERE {visible_sql('d')} AND d.local_day BETWEEN :first AND :last ORDER BY d.local_day"
)


def entries(db: Session, who: UUID, *, after: str | None = None, day: str | None = None, limit: int = SHOWN) -> Entries:
    """List sessions for drawing, newest first; of one day when it is given."""
    return _entries(db, who, practice.sessions(db, who, since=day, until=day, limit=limit, after=after))


def search(
    db: Session, who: UUID, wanted: Wanted, since: str, until: str, after: str | None = None, limit: int = SHOWN
) -> Entries:
    """List those sessions of some days, both included, that are wanted; newest first."""
    found = practice.sessions(db, who, since=since, until=until, limit=limit, after=after, wanted=wanted)
    return _entries(db, who, found)


def _entries(db: Session, who: UUID, found: Page[SessionRow]) -> Entries:
    heard = _heard(db, who, [row.id for row in found.items if row.recordings])
    return Entries([_entry(row, heard.get(row.id, [])) for row in found.items], found.next_cursor or "")


def entry(db: Session, who: UUID, session_id: UUID) -> EntryRow:
    """Give one session as it stands in the list."""
    row = practice.show(db, who, session_id, permission=Permission.SESSION_CHANGE)  # the journal is one's own
    return _entry(row, _heard(db, who, [row.id]).get(row.id, []))


_SPANS = text(
    "SELECT DISTINCT ON (a.recording_id) a.session_id, r.offset_s, a.spans"
    " FROM analyses a JOIN recordings r ON r.id = a.recording_id"
    f" WHERE {visible_sql('a')} AND a.session_id IN :ids"
    " ORDER BY a.recording_id, a.created_at DESC, a.id DESC"
).bindparams(bindparam("ids", expanding=True))


def _heard(db: Session, who: UUID, ids: list[UUID]) -> dict[UUID, list[dict[str, Any]]]:
    """Find what was heard in these sessions, on each one's own clock."""
    if not ids:
        return {}
    out: dict[UUID, list[dict[str, Any]]] = {}
    for session_id, offset_s, spans in db.execute(_SPANS, {"user_id": who, "ids": ids}):
        out.setdefault(session_id, []).extend(
            s | {"start_s": s["start_s"] + offset_s, "end_s": s["end_s"] + offset_s} for s in spans
        )
    return out


def _entry(row: SessionRow, spans: list[dict[str, Any]]) -> EntryRow:
    return EntryRow(
        id=str(row.id),
        started_at=row.started_at.isoformat(),
        timezone=row.timezone,
        day=row.local_day.isoformat(),
        clock_s=row.clock_s,
        played_s=row.played_s,
        band_s=row.band_s,
        corrected_s=row.corrected_s,
        title=titles(row),
        instrument=row.instrument,
        focus=row.focus,
        listening=listening([recording.status for recording in row.recordings]),
        spans=staves.drawable(spans, row.clock_s, STAVE_COLUMNS),
    )


def titles(row: SessionRow) -> str:
    """Name the pieces worked on, each once."""
    return " · ".join(dict.fromkeys(item.piece_title for item in row.items if item.piece_title))


def listening(statuses: list[str]) -> str:
    """Say in a word how far a session's recordings are: ``open``, ``failed``, ``ready`` or nothing."""
    if any(status in OPEN for status in statuses):
        return "open"
    if "failed" in statuses and "ready" not in statuses:
        return "failed"
    return "ready" if "ready" in statuses else ""
