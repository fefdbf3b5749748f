"""A piece as it is shown, with the time that was put into it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from practice_app.services.pieces.drafts import Beat
from practice_app.services.progress import COUNTED
from practice_app.services.shared.access import visible_sql


@dataclass(frozen=True)
class PieceRow:
    """A piece with what was put into it, in all sessions, and the moment of the last one.

    ``seconds`` is what counts (as the player corrected it, else as it was heard, else by the clock), ``clock_s`` the
    same time by the clock.
    """

    id: UUID
    title: str
    composer: str
    target_bpm: float | None
    status: str
    instrument: str
    difficulty: int | None
    duration_s: float | None
    work_id: UUID | None
    beat: Beat | None
    created_at: datetime
    updated_at: datetime
    seconds: float
    clock_s: float
    sessions: int
    last_practised_at: datetime | None
    sections: int


@dataclass(frozen=True)
class PieceWhole(PieceRow):
    """A piece with what its owner wrote down beside it."""

    notes: str


SHARE = f"coalesce({COUNTED} / nullif(s.clock_s, 0), 1)"
"""The part of a session's time by the clock that counts. Nobody knows when in the session a piece was played, so each
of its pieces counts by the same part of its own time."""
PIECES = f"""
    SELECT p.id, p.title, p.composer, p.target_bpm, p.status, p.instrument, p.difficulty, p.duration_s, p.work_id,
           p.beat_ratio, p.created_at, p.updated_at,
           coalesce(i.seconds, 0) AS seconds, coalesce(i.clock_s, 0) AS clock_s,
           coalesce(i.sessions, 0) AS sessions, i.last_practised_at,
           (SELECT count(*) FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS sections
      FROM pieces p LEFT JOIN LATERAL (
        SELECT sum(i.seconds * {SHARE}) AS seconds, sum(i.seconds) AS clock_s,
               count(DISTINCT s.id) AS sessions, max(s.started_at) AS last_practised_at
          FROM session_items i JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
         WHERE i.piece_id = p.id) i ON true
     WHERE {visible_sql("p")} AND p.deleted_at IS NULL
"""  # noqa: S608 - of our own words
WHOLE = PIECES.replace("p.beat_ratio,", "p.beat_ratio, p.notes,", 1)


def row(found: Any) -> PieceRow:
    """Show a piece that was found."""
    return PieceRow(**_values(found, PieceRow))


def whole(found: Any) -> PieceWhole:
    """Show a piece that was found with its notes."""
    return PieceWhole(**_values(found, PieceWhole))


def _values(found: Any, kind: type[PieceRow]) -> dict[str, Any]:
    values = dict(found._mapping)
    ratio = values.pop("beat_ratio")
    values["beat"] = Beat(bpm_ratio=ratio) if ratio else None
    values |= {name: round(values[name], 3) for name in ("seconds", "clock_s")}
    return {field.name: values[field.name] for field in fields(kind)}
