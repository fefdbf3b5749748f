"""What was heard in many sessions at once, without what is only drawn: no curves, no spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import TextClause, bindparam, text
from sqlmodel import Session

from practice_app.services.analysis import merge
from practice_app.services.analysis.merge import Document, Heard
from practice_app.services.shared.access import visible_sql


def _newest(told: str) -> TextClause:
    """Of each recording of these sessions its newest analysis, with what is ``told`` of it."""
    return text(
        f"SELECT DISTINCT ON (a.recording_id) a.session_id, r.offset_s, a.clock_s, {told}"
        " FROM analyses a JOIN recordings r ON r.id = a.recording_id"
        f" WHERE {visible_sql('a')} AND a.session_id IN :ids"
        " ORDER BY a.recording_id, a.created_at DESC, a.id DESC"
    ).bindparams(bindparam("ids", expanding=True))


_DRILLS = _newest(
    "(SELECT jsonb_agg(jsonb_build_array(d->'start_s', d->'end_s', d->'confidence', jsonb_array_length(d->'rounds')))"
    " FROM jsonb_array_elements(a.repeats) AS d) AS drills"
)
_METRICS = _newest("a.metrics")


@dataclass(frozen=True)
class DrillBrief:
    """A passage heard again and again, in seconds on the session's clock; so many rounds."""

    start_s: float
    end_s: float
    confidence: float
    rounds: int


@dataclass(frozen=True)
class HeardBrief:
    """How much of a session was heard, and what was drilled in it."""

    recorded_s: float
    drills: tuple[DrillBrief, ...]


def heard_in(db: Session, who: UUID, sessions: Sequence[UUID]) -> dict[UUID, HeardBrief]:
    """Tell of those of one's own sessions in which something was heard."""
    out: dict[UUID, HeardBrief] = {}
    for row in _found(db, who, _DRILLS, sessions):
        drills = tuple(
            DrillBrief(start_s + row.offset_s, end_s + row.offset_s, sure or 0, n)
            for start_s, end_s, sure, n in row.drills or ()
        )
        before = out.get(row.session_id, HeardBrief(0, ()))
        out[row.session_id] = HeardBrief(before.recorded_s + row.clock_s, before.drills + drills)
    return out


def figures_in(db: Session, who: UUID, sessions: Sequence[UUID]) -> dict[UUID, list[Document]]:
    """Give the figures of some sessions whole, with the stretches that they rest on, on each session's clock."""
    takes: dict[UUID, list[Heard]] = {}
    for row in _found(db, who, _METRICS, sessions):
        takes.setdefault(row.session_id, []).append(Heard(row.offset_s, row.clock_s, None, row.metrics, [], []))
    return {session_id: merge.metrics(heard) for session_id, heard in takes.items()}


def _found(db: Session, who: UUID, query: TextClause, sessions: Sequence[UUID]) -> Sequence[Any]:
    return db.execute(query, {"user_id": who, "ids": list(sessions)}).all() if sessions else ()
