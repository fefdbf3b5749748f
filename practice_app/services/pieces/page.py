"""One piece as its page shows it: what it is, the time put into it, its tempo over a year, its sessions."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.models import MusicalWork
from practice_app.services import progress
from practice_app.services.pieces import repertoire
from practice_app.services.pieces.rows import PieceWhole
from practice_app.services.pieces.story import PieceStory, story
from practice_app.services.shared.access import visible_sql

YEAR = timedelta(days=365)
MOST_VISITS = 8
TEMPO = "tempo_bpm"


@dataclass(frozen=True)
class TempoPoint:
    """The mean tempo of a day, in the player's own beat."""

    day: date
    bpm: float


@dataclass(frozen=True)
class VisitRow:
    """A session of the piece: how long it counts, how long by the clock, how many recordings are kept."""

    id: UUID
    started_at: datetime
    timezone: str
    seconds: float
    clock_s: float
    kept: int


@dataclass(frozen=True)
class PiecePage:
    """Everything the page draws; ``kept`` are the sessions of which something can be listened to."""

    piece: PieceWhole
    work: str
    story: PieceStory
    tempo: list[TempoPoint]
    visits: list[VisitRow]
    kept: list[VisitRow]


def opened(db: Session, who: UUID, piece_id: UUID, timezone: str) -> PiecePage:
    """Show one piece of theirs; raise ``NotFound`` for any other."""
    piece = repertoire.piece(db, who, piece_id)
    told = story(db, who, piece_id, timezone)
    return PiecePage(
        piece,
        _work(db, piece.work_id),
        told,
        _tempo(db, who, piece, told.until),
        _visits(db, who, piece_id, ""),
        _visits(db, who, piece_id, f"HAVING {_KEPT} > 0"),
    )


def _work(db: Session, work_id: UUID | None) -> str:
    work = db.get(MusicalWork, work_id) if work_id else None
    return " · ".join(filter(None, (work.composer, work.title, work.catalogue))) if work else ""


def _tempo(db: Session, who: UUID, piece: PieceWhole, until: date) -> list[TempoPoint]:
    span: dict[str, Any] = {"user_id": who, "piece_id": piece.id, "since": until - YEAR, "until": until}
    ratio = piece.beat.bpm_ratio if piece.beat else 1
    found = (row for row in progress.trends_of_piece(db, span) if row.key == TEMPO)
    return [TempoPoint(point.day, round(point.value / ratio, 1)) for row in found for point in row.points]


_KEPT = (
    "(SELECT count(*) FROM recordings r WHERE r.session_id = s.id AND r.keep AND r.status = 'ready'"
    " AND r.media_deleted_at IS NULL)"
)
_COUNTED = "coalesce(s.corrected_s, s.played_s, s.clock_s)"
_VISITS = f"""
    SELECT s.id, s.started_at, s.timezone, sum(i.seconds) AS clock_s, {_KEPT} AS kept,
           sum(i.seconds * coalesce({_COUNTED} / nullif(s.clock_s, 0), 1)) AS seconds
      FROM session_items i JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
     WHERE {visible_sql("i")} AND i.piece_id = :piece_id
     GROUP BY s.id {{having}} ORDER BY s.started_at DESC, s.id DESC LIMIT {MOST_VISITS}
"""  # noqa: S608 - of constants of this file; every value is a bound parameter


def _visits(db: Session, who: UUID, piece_id: UUID, having: str) -> list[VisitRow]:
    found = db.execute(text(_VISITS.format(having=having)), {"user_id": who, "piece_id": piece_id})
    return [VisitRow(**row._mapping) for row in found]
