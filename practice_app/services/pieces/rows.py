"""A piece as it is shown, with the time that was put into it."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import DbRole
from practice_app.models import Piece
from practice_app.services.pieces.drafts import Beat
from practice_app.services.pieces.sheets import SheetRow
from practice_app.services.shared.access import Permission, live, read, visible, visible_sql


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
    counted_bpm: float | None
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


def owner_of(db: Session, who: UUID, piece_id: UUID) -> UUID:
    """Go on as somebody who may read this piece, and tell whose it is; raise ``NotFound`` for others."""

    def look(owner: UUID, _role: DbRole) -> UUID | None:
        wanted = (col(Piece.id) == piece_id, visible(owner, Permission.PIECE_READ), live(Piece))
        return db.exec(select(Piece.user_id).where(*wanted)).first()

    return read(db, who, Permission.PIECE_READ, piece_id, look)


_WORKED = f"""
    SELECT i.piece_id, count(DISTINCT s.id) AS sessions, max(s.started_at) AS last_practised_at
      FROM session_items i JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
     WHERE {visible_sql("i")} AND i.piece_id IS NOT NULL {{only}} GROUP BY i.piece_id
"""
_TOOK = f"""
    SELECT d.piece_id, sum(d.counted_s) AS seconds, sum(d.clock_s) AS clock_s
      FROM practice_day_items d WHERE {visible_sql("d")} {{only}} GROUP BY d.piece_id
"""
_COLUMNS = """
    p.id, p.title, p.composer, p.target_bpm, p.status, p.instrument, p.difficulty, p.duration_s, p.work_id,
    p.beat_ratio, p.counted_bpm, p.created_at, p.updated_at, put_in.last_practised_at,
    coalesce(put_in.seconds, 0) AS seconds, coalesce(put_in.clock_s, 0) AS clock_s,
    coalesce(put_in.sessions, 0) AS sessions,
    (SELECT count(*) FROM sections x WHERE x.piece_id = p.id AND x.deleted_at IS NULL) AS sections
"""


def many(where: str, first: str, second: str, keys: tuple[str, str]) -> str:
    """The SQL of what was put into all pieces, each with the two ``keys`` that it is sorted by.

    ``first`` and ``second`` are of a piece ``p``; ``keys`` of all that is known of it, where ``t.first`` and
    ``t.second`` are these. Pieces, sessions and time are added up in one go rather than joined: a plan that is made for
    somebody with few pieces would go through all sessions again for each of a thousand.
    """
    return f"""
    SELECT t.id, {keys[0]} AS first, {keys[1]} AS second, CAST(sum(t.sessions) AS bigint) AS sessions,
           max(t.last_practised_at) AS last_practised_at, sum(t.seconds) AS seconds, sum(t.clock_s) AS clock_s
      FROM (SELECT p.id, true AS listed, {first} AS first, {second} AS second, CAST(0 AS bigint) AS sessions,
                   CAST(NULL AS timestamptz) AS last_practised_at, CAST(0 AS float8) AS seconds,
                   CAST(0 AS float8) AS clock_s
              FROM pieces p WHERE {visible_sql("p")} AND p.deleted_at IS NULL {where}
             UNION ALL
            SELECT w.piece_id, false, NULL, NULL, w.sessions, w.last_practised_at, 0, 0
              FROM ({_WORKED.format(only="")}) AS w
             UNION ALL
            SELECT d.piece_id, false, NULL, NULL, 0, NULL, d.seconds, d.clock_s
              FROM ({_TOOK.format(only="")}) AS d) AS t
     GROUP BY t.id HAVING bool_or(t.listed)"""


def chosen(put_in: str) -> str:
    """The SQL of the few pieces of which ``put_in`` tells what was put into them, with the keys."""
    return f"""
    SELECT put_in.first, put_in.second, {_COLUMNS}
      FROM ({put_in}) AS put_in JOIN pieces p ON p.id = put_in.id AND {visible_sql("p")}"""


_BESIDE = """p.notes, (SELECT jsonb_build_object('mime_type', t.mime_type, 'bytes', t.bytes,
           'created_at', t.created_at) FROM sheets t WHERE t.piece_id = p.id AND t.shown) AS sheet"""
_NOTHING_BESIDE = "'' AS notes, NULL::jsonb AS sheet"


def one(role: DbRole = DbRole.WEB) -> str:
    """The SQL of one piece, ``:id``, with its notes; who reads another's is not shown what stands beside it."""
    return f"""
    SELECT {_COLUMNS}, {_BESIDE if role is DbRole.WEB else _NOTHING_BESIDE}
      FROM pieces p LEFT JOIN (
               SELECT * FROM ({_WORKED.format(only="AND i.piece_id = :id")}) AS w
                 FULL JOIN ({_TOOK.format(only="AND d.piece_id = :id")}) AS t USING (piece_id)
           ) AS put_in ON put_in.piece_id = p.id
     WHERE {visible_sql("p")} AND p.deleted_at IS NULL AND p.id = :id"""


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
