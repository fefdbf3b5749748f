"""A piece as it is shown, with the time that was put into it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from practice_app.services.pieces.drafts import Beat
from practice_app.services.pieces.sheets import SheetRow
from practice_app.services.shared.access import visible_sql


@dataclass(frozen=True)
class PieceRow:
    """A piece with what was put into it, in all sessions, and the moment of the last one.

    ``seconds`` is what counts (as the player corrected it, else as it was heard, else by the clock), ``clock_s`` the
    same time by the clock. Nobody knows when in a session a piece was played: of what counts of the session each of its
    pieces has a part in proportion.
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
    sheet: SheetRow | None


_PIECES = f"""
    WITH worked AS (
        SELECT i.piece_id, count(DISTINCT s.id) AS sessions, max(s.started_at) AS last_practised_at
          FROM session_items i JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
         WHERE {visible_sql("i")} AND i.piece_id IS NOT NULL {{only_items}} GROUP BY i.piece_id
    ), took AS (
        SELECT d.piece_id, sum(d.counted_s) AS seconds, sum(d.clock_s) AS clock_s
          FROM practice_day_items d WHERE {visible_sql("d")} {{only_days}} GROUP BY d.piece_id
    )
    SELECT {{keys}} p.id, p.title, p.composer, p.target_bpm, p.status, p.instrument, p.difficulty, p.duration_s,
           p.work_id, p.beat_ratio, p.created_at, p.updated_at, {{notes}}
           coalesce(took.seconds, 0) AS seconds, coalesce(took.clock_s, 0) AS clock_s,
           coalesce(worked.sessions, 0) AS sessions, worked.last_practised_at,
           (SELECT count(*) FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS sections
      FROM pieces p LEFT JOIN worked ON worked.piece_id = p.id LEFT JOIN took ON took.piece_id = p.id
     WHERE {visible_sql("p")} AND p.deleted_at IS NULL {{where}}
"""


_BESIDE = """p.notes, (SELECT jsonb_build_object('mime_type', t.mime_type, 'bytes', t.bytes, 'created_at', t.created_at)
           FROM sheets t WHERE t.piece_id = p.id AND t.shown) AS sheet,"""


def many(where: str = "", keys: str = "") -> str:
    """The SQL of a list of pieces, with ``keys``, columns each with its comma, for what it is sorted by."""
    return _PIECES.format(only_items="", only_days="", keys=keys, notes="", where=where)


def one() -> str:
    """The SQL of one piece, ``:id``, with its notes."""
    only = {"only_items": "AND i.piece_id = :id", "only_days": "AND d.piece_id = :id", "where": "AND p.id = :id"}
    return _PIECES.format(keys="", notes=_BESIDE, **only)


def row(found: Any) -> PieceRow:
    """Show a piece that was found."""
    return PieceRow(**_values(found, PieceRow))


def whole(found: Any) -> PieceWhole:
    """Show a piece that was found with its notes."""
    values = _values(found, PieceWhole)
    if told := values["sheet"]:
        values["sheet"] = SheetRow(**told | {"created_at": datetime.fromisoformat(told["created_at"])})
    return PieceWhole(**values)


def _values(found: Any, kind: type[PieceRow]) -> dict[str, Any]:
    values = dict(found._mapping)
    ratio = values.pop("beat_ratio")
    values["beat"] = Beat(bpm_ratio=ratio) if ratio else None
    values |= {name: round(values[name], 3) for name in ("seconds", "clock_s")}
    return {field.name: values[field.name] for field in fields(kind)}
