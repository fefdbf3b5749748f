"""What somebody works on and what their sessions say of it: read in three questions, put together here."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.metrics import METRICS, mean
from practice_app.services.planning.ratings import DayRating, Run, ratings
from practice_app.services.planning.review import Standing, replay
from practice_app.services.shared.access import visible_sql

SURE_ENOUGH = 0.5
"""Below this confidence a steadiness can't be told, and changes nothing."""
MOSTLY = 0.5
"""What was measured of a session is told of a passage that had at least this share of its time by the clock."""
STEADINESS = "tempo_stability_pct"


@dataclass(frozen=True)
class Subject:
    """A passage, or a piece without any: what is reviewed as one thing."""

    piece_id: UUID
    section_id: UUID | None
    piece_title: str
    section_title: str
    status: str
    current_bpm: float | None
    target_bpm: float | None
    bar_start: int | None
    bar_end: int | None
    created_at: datetime

    @property
    def id(self) -> UUID:
        """What its runs are told by."""
        return self.section_id or self.piece_id

    @property
    def bars(self) -> tuple[int, int] | None:
        """Its first and last bar, where they are known."""
        if self.bar_start is None:
            return None
        return self.bar_start, self.bar_start if self.bar_end is None else self.bar_end

    @property
    def title(self) -> str:
        """The piece, and which passage of it."""
        return " · ".join(filter(None, (self.piece_title, self.section_title)))


@dataclass(frozen=True)
class Worked:
    """A subject with all its runs."""

    subject: Subject
    runs: tuple[Run, ...]

    @property
    def piece_id(self) -> UUID:
        """Whose bars they are."""
        return self.subject.piece_id

    @property
    def bars(self) -> tuple[int, int] | None:
        """Its bars, where they are known."""
        return self.subject.bars

    @cached_property
    def rated(self) -> list[DayRating]:
        """Its ratings, a day each."""
        return ratings(self.runs)

    @cached_property
    def standing(self) -> Standing | None:
        """How its review stands; ``None``: never practised."""
        return replay(self.rated, self.subject.status)


@dataclass(frozen=True)
class History:
    """Everything somebody works on. ``by_piece``: all runs of a piece, whatever part of it was practised."""

    known: list[Worked]
    by_piece: dict[UUID, list[Run]]


def history(db: Session, who: UUID, *, piece_id: UUID | None = None) -> History:
    """Everything somebody works on (of one piece), with what their sessions say of it."""
    subjects = [Subject(**row._mapping) for row in db.execute(_SUBJECTS, {"user_id": who, "piece_id": piece_id})]
    runs, by_piece = _runs(db, who, piece_id)
    return History([Worked(subject, tuple(runs.get(subject.id, ()))) for subject in subjects], by_piece)


_SUBJECTS = text(
    "SELECT p.id AS piece_id, x.id AS section_id, p.title AS piece_title, coalesce(x.title, '') AS section_title,"
    " p.status, x.current_bpm, coalesce(x.target_bpm, p.target_bpm) AS target_bpm,"
    " x.bar_start, x.bar_end, coalesce(x.created_at, p.created_at) AS created_at"
    " FROM pieces p LEFT JOIN sections x ON x.piece_id = p.id AND x.deleted_at IS NULL"
    f" WHERE {visible_sql('p')} AND p.deleted_at IS NULL"
    " AND (cast(:piece_id AS uuid) IS NULL OR p.id = :piece_id)"
    " ORDER BY p.id, x.bar_start NULLS LAST, x.id"
)
_LIVE = f"{visible_sql('s')} AND s.deleted_at IS NULL"
_RUNS = text(
    "SELECT coalesce(i.section_id, i.piece_id) AS subject, i.piece_id, s.id AS session_id, s.started_at,"
    " s.local_day AS day, s.self_rating, s.clock_s, sum(i.seconds) AS seconds, min(i.rating) AS rating"
    " FROM session_items i JOIN practice_sessions s ON s.id = i.session_id"
    f" WHERE {_LIVE} AND i.piece_id IS NOT NULL AND (i.seconds > 0 OR i.repetitions > 0)"
    " AND (cast(:piece_id AS uuid) IS NULL OR i.piece_id = :piece_id)"
    " GROUP BY 1, i.piece_id, s.id"
)
_SWAYS = text(
    "SELECT s.id, (m->>'value')::float AS value, greatest(a.played_s, 1) AS weight"
    " FROM practice_sessions s JOIN analyses a ON a.session_id = s.id, jsonb_array_elements(a.metrics) AS m"
    f" WHERE {_LIVE} AND m->>'key' = :key AND m->>'value' IS NOT NULL"
    " AND coalesce((m->>'confidence')::float, 0) >= :sure"
    " AND a.created_at = (SELECT max(b.created_at) FROM analyses b WHERE b.recording_id = a.recording_id)"
)


Runs = dict[UUID, list[Run]]


def _runs(db: Session, who: UUID, piece_id: UUID | None) -> tuple[Runs, Runs]:
    """Read all runs: by what is reviewed as one thing, and by piece."""
    found = db.execute(_RUNS, {"user_id": who, "piece_id": piece_id}).all()
    sways = _sways(db, who)
    runs: Runs = defaultdict(list)
    by_piece: Runs = defaultdict(list)
    for row in found:
        mostly = row.seconds >= MOSTLY * max(row.clock_s, 1)
        sway = sways.get(row.session_id) if mostly else None
        told = row.self_rating if row.rating is None else row.rating
        run = Run(row.session_id, row.started_at, row.day, told, sway, row.seconds)
        runs[row.subject].append(run)
        by_piece[row.piece_id].append(run)
    return runs, by_piece


def _sways(db: Session, who: UUID) -> dict[UUID, float]:
    """How far the beat swayed in each session, over all its recordings, of what was measured for sure."""
    by_session: dict[UUID, list[Any]] = defaultdict(list)
    for row in db.execute(_SWAYS, {"user_id": who, "key": STEADINESS, "sure": SURE_ENOUGH}):
        by_session[row.id].append(row)
    average = METRICS[STEADINESS].average or mean
    return {
        session: average([row.value for row in rows], [row.weight for row in rows])
        for session, rows in by_session.items()
    }


def day_of_last(runs: tuple[Run, ...]) -> date | None:
    """The newest local day on which something was practised."""
    return max((run.day for run in runs), default=None)


def whole(part: Subject) -> Subject:
    """The piece that something belongs to, as one thing."""
    return replace(part, section_id=None, section_title="", current_bpm=None, bar_start=None, bar_end=None)
