"""A person's days, each made whole from their sessions and figures: the same statements for one day and for all."""

from sqlalchemy import text

from practice_app.metrics import summing
from practice_app.services.shared.access import visible_sql

COUNTED = "coalesce(s.corrected_s, s.played_s, s.clock_s)"
"""Seconds of a session that count: as the player corrected them, as they were heard, or by the clock."""
SURE_ENOUGH = 0.5
"""Below this confidence a value makes no trend."""
_SESSIONS = f"""
    SELECT s.*, {COUNTED} AS counted_s, {COUNTED} / nullif(s.clock_s, 0) AS share,
           CASE WHEN s.timezone = ANY (:zones) THEN s.timezone ELSE 'UTC' END AS zone
      FROM practice_sessions s
     WHERE {visible_sql("s")} AND s.deleted_at IS NULL AND s.local_day = ANY (:days)
"""
_DAY = """
    SELECT user_id, local_day, sum(counted_s) AS counted_s, sum(clock_s) AS clock_s, sum(played_s) AS played_s,
           coalesce(sum(clock_s) FILTER (WHERE played_s IS NOT NULL), 0) AS heard_clock_s,
           count(*) AS sessions, count(corrected_s) AS corrected,
           (array_agg(timezone ORDER BY started_at, id))[1] AS first_zone,
           (array_agg(timezone ORDER BY started_at DESC, id DESC))[1] AS last_zone,
           min(started_at) AS started_at, max(ended_at) AS ended_at,
           coalesce(sum(less_s) FILTER (WHERE corrected_s IS NULL), 0) AS less_s,
           coalesce(sum(more_s) FILTER (WHERE corrected_s IS NULL), 0) AS more_s
      FROM sessions GROUP BY user_id, local_day
"""
_HOURS = """
    SELECT s.id, s.local_day, 'hour', to_char(h.hour, 'HH24'), s.share * h.clock_s, h.clock_s
      FROM sessions s, LATERAL (
        SELECT hour,
               sum(extract(epoch FROM least(ended, hour + interval '1 hour') - greatest(started, hour))) AS clock_s
          FROM (SELECT (part->>0)::timestamptz AT TIME ZONE s.zone AS started,
                       (part->>0)::timestamptz AT TIME ZONE s.zone
                         + ((part->>1)::timestamptz - (part->>0)::timestamptz) AS ended
                  FROM jsonb_array_elements(s.intervals) AS part) AS parts,
               generate_series(date_trunc('hour', started), ended, interval '1 hour') AS hour
         WHERE ended > hour GROUP BY hour) AS h
"""
"""A session's intervals cut at the full hours of where it was."""
_TOLD = f"""
    SELECT id, local_day, 'instrument' AS kind, instrument AS key, counted_s, clock_s FROM sessions
    UNION ALL SELECT id, local_day, 'mode', mode, counted_s, clock_s FROM sessions
    UNION ALL SELECT id, local_day, 'focus', word, counted_s, clock_s FROM sessions, unnest(focus) AS word
    UNION ALL SELECT s.id, s.local_day, 'tag', t.tag_id::text, s.counted_s, s.clock_s
      FROM sessions s JOIN session_tags t ON t.session_id = s.id
    UNION ALL {_HOURS}
"""
_PARTS = f"""
    SELECT local_day, jsonb_object_agg(kind, told) AS parts FROM (
        SELECT local_day, kind, jsonb_object_agg(key, sums) AS told FROM (
            SELECT local_day, kind, key, jsonb_build_array(
                     round(sum(counted_s)::numeric, 3), round(sum(clock_s)::numeric, 3), count(DISTINCT id)) AS sums
              FROM ({_TOLD}) AS told GROUP BY local_day, kind, key) AS by_key
         GROUP BY local_day, kind) AS by_kind
     GROUP BY local_day
"""
_SUMS = f"""
    SELECT d.local_day, array_agg(coalesce(m.weight, 0) ORDER BY n) AS weights,
           array_agg(coalesce(m.x, 0) ORDER BY n) AS x_sums, array_agg(coalesce(m.y, 0) ORDER BY n) AS y_sums,
           array_agg(coalesce(m.confidence, 0) ORDER BY n) AS confidences
      FROM (SELECT DISTINCT local_day FROM practice_metrics p
             WHERE {visible_sql("p")} AND local_day = ANY (:days) AND confidence >= {SURE_ENOUGH}) AS d
     CROSS JOIN generate_series(1, {summing.COUNT}) AS n
      LEFT JOIN (SELECT local_day, key, sum(weight) AS weight, sum(weight * ({summing.sql("x")})) AS x,
                        sum(weight * ({summing.sql("y")})) AS y, sum(weight * confidence) AS confidence
                   FROM (SELECT p.local_day, p.key, p.value::float8, p.weight::float8, p.confidence::float8
                           FROM practice_metrics p WHERE {visible_sql("p")} AND p.local_day = ANY (:days)
                            AND p.confidence >= {SURE_ENOUGH}) AS sure
                  GROUP BY local_day, key) AS m ON m.local_day = d.local_day AND m.key = n
     GROUP BY d.local_day
"""
_EMPTY = "'{}'"
_WRITE_DAYS = f"""
    WITH sessions AS ({_SESSIONS}), day AS ({_DAY}), parts AS ({_PARTS}), sums AS ({_SUMS})
    INSERT INTO practice_days (user_id, local_day, counted_s, clock_s, played_s, heard_clock_s, sessions, corrected,
                               first_zone, last_zone, started_at, ended_at, less_s, more_s, parts, weights, x_sums,
                               y_sums, confidences)
    SELECT day.*, parts.parts, coalesce(weights, {_EMPTY}),
           coalesce(x_sums, {_EMPTY}), coalesce(y_sums, {_EMPTY}), coalesce(confidences, {_EMPTY})
      FROM day JOIN parts USING (local_day) LEFT JOIN sums USING (local_day)
"""
_WRITE_ITEMS = f"""
    WITH sessions AS ({_SESSIONS})
    INSERT INTO practice_day_items
      (user_id, local_day, position, piece_id, section_id, counted_s, clock_s, repetitions, sessions)
    SELECT s.user_id, s.local_day, row_number() OVER (PARTITION BY s.local_day ORDER BY i.piece_id, i.section_id),
           i.piece_id, i.section_id, sum(i.seconds * coalesce(s.share, 1)), sum(i.seconds),
           sum(i.repetitions), count(DISTINCT s.id)
      FROM sessions s JOIN session_items i ON i.session_id = s.id
     WHERE i.piece_id IS NOT NULL GROUP BY s.user_id, s.local_day, i.piece_id, i.section_id
"""


def _clear(table: str) -> str:
    return f"DELETE FROM {table} AS t WHERE {visible_sql('t')} AND t.local_day = ANY (:days)"


STATEMENTS = tuple(map(text, (_clear("practice_days"), _clear("practice_day_items"), _WRITE_DAYS, _WRITE_ITEMS)))
"""To be said in this order, with ``user_id`` and ``days``."""
