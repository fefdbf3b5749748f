"""The figures of each recording as rows of `practice_metrics`; of a recording the newest analysis counts."""

from sqlalchemy import text

from practice_app.metrics import METRICS
from practice_app.services.shared.access import visible_sql

PLAYED = METRICS["played_s"].number
MOSTLY = 0.5
"""A session's figures are told of the piece, and the passage, that had at least this share of its time."""
_LIVE = f"{visible_sql('s')} AND s.deleted_at IS NULL"
_NUMBERS = ", ".join(f"('{kind.key}', {kind.number})" for kind in METRICS.values() if kind.number != PLAYED)


def _mostly(column: str) -> str:
    """What at least half of the session's time went into, of the column of its items; else nothing."""
    return (
        f"(SELECT i.{column} FROM session_items i WHERE i.session_id = s.id GROUP BY i.{column}"
        f" HAVING sum(i.seconds) >= {MOSTLY} * (SELECT sum(j.seconds) FROM session_items j WHERE j.session_id = s.id)"
        f" AND sum(i.seconds) > 0 ORDER BY sum(i.seconds) DESC, i.{column} LIMIT 1)"
    )


def _write(which: str) -> str:
    """Say it for these sessions; what a session mostly went into is found once for it, not for each of its figures."""
    return f"""
    INSERT INTO practice_metrics
      (user_id, session_id, piece_id, section_id, local_day, value, confidence, weight, key)
    WITH s AS MATERIALIZED (
      SELECT s.id, s.user_id, s.local_day, {_mostly("piece_id")} AS piece_id, {_mostly("section_id")} AS section_id
        FROM practice_sessions s WHERE {_LIVE} {which})
    SELECT s.user_id, s.id, s.piece_id, s.section_id, s.local_day,
           (m->>'value')::real, coalesce((m->>'confidence')::real, 0), greatest(a.played_s, 1), k.number
      FROM s JOIN (SELECT DISTINCT ON (a.recording_id) a.session_id, a.metrics, a.played_s FROM analyses a
             WHERE {visible_sql("a")} {which.replace("s.id", "a.session_id")}
             ORDER BY a.recording_id, a.created_at DESC, a.id DESC) AS a ON a.session_id = s.id
     CROSS JOIN jsonb_array_elements(a.metrics) AS m
      JOIN (VALUES {_NUMBERS}) AS k (key, number) ON k.key = m->>'key'
     WHERE jsonb_typeof(m->'value') = 'number'
    """


_THESE = "AND s.id = ANY (:ids)"
DAYS_OF = text(f"SELECT DISTINCT s.local_day FROM practice_sessions s WHERE {visible_sql('s')} {_THESE}")
ALL_DAYS = text(f"SELECT DISTINCT s.local_day FROM practice_sessions s WHERE {_LIVE}")
CLEAR_SESSIONS = text(
    f"DELETE FROM practice_metrics p WHERE {visible_sql('p')} AND local_day = ANY (:days) AND session_id = ANY (:ids)"
)
WRITE_SESSIONS = text(_write(_THESE))
WRITE_ALL = text(_write(""))
