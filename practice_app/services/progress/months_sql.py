"""A person's months, made whole from their days: each sum stands for every day of the month as it had grown by then.

What lies between two days of a month is one subtraction, so that many people's weeks or year are added up from a row
for each month. Lists have 31 entries, also where a month has fewer days; or none, of ``less_s`` and ``more_s``.
"""

from sqlalchemy import text

from practice_app.services.shared.access import visible_sql

_MONTHS = "SELECT DISTINCT date_trunc('month', day)::date AS month FROM unnest(CAST(:days AS date[])) AS day"
_INSIDE = "d.local_day = x.month + n AND date_trunc('month', d.local_day) = x.month"
_PLAYED = """
    SELECT d.local_day, told.key AS instrument, (told.value->>0)::float8 AS counted_s, (told.value->>2)::int AS sessions
      FROM practice_days d, jsonb_each(d.parts->'instrument') AS told
     WHERE {owned} AND d.local_day BETWEEN (SELECT min(month) FROM months) AND (SELECT max(month) + 30 FROM months)
"""
_IN_HAND = """
    SELECT d.local_day, d.piece_id, sum(d.counted_s) AS counted_s, max(d.sessions) AS sessions
      FROM practice_day_items d
     WHERE {owned} AND d.local_day BETWEEN (SELECT min(month) FROM months) AND (SELECT max(month) + 30 FROM months)
     GROUP BY d.local_day, d.piece_id
"""


def _grown(column: str, kind: str) -> str:
    return f"coalesce(sum(d.{column}) OVER w, 0)::{kind} AS {column}"


def _seldom(column: str) -> str:
    """Write nothing where all of it is nothing: a row is a third shorter then, and as much sooner read."""
    return f"CASE WHEN max({column}) > 0 THEN array_agg({column} ORDER BY n) ELSE '{{}}' END"


_WRITE_MONTHS = f"""
    INSERT INTO practice_months (user_id, month, days, heard, counted_s, clock_s, played_s, less_s, more_s,
                                 sessions)
    SELECT :user_id, month, bit_or(CASE WHEN here THEN 1 << n ELSE 0 END),
           bit_or(CASE WHEN sound THEN 1 << n ELSE 0 END),
           array_agg(counted_s ORDER BY n), array_agg(clock_s ORDER BY n), array_agg(played_s ORDER BY n),
           {_seldom("less_s")}, {_seldom("more_s")}, array_agg(sessions ORDER BY n)
      FROM (SELECT x.month, n, d.user_id IS NOT NULL AS here, d.played_s IS NOT NULL AS sound,
                   {_grown("counted_s", "float8")}, {_grown("clock_s", "float8")}, {_grown("played_s", "float8")},
                   {_grown("less_s", "float8")}, {_grown("more_s", "float8")}, {_grown("sessions", "int")}
              FROM ({_MONTHS}) AS x CROSS JOIN generate_series(0, 30) AS n
              LEFT JOIN practice_days d ON {visible_sql("d")} AND {_INSIDE}
            WINDOW w AS (PARTITION BY x.month ORDER BY n)) AS grown
     GROUP BY month HAVING bool_or(here)
"""


def _write_parts(table: str, key: str, days: str) -> str:
    """Say how the months of what a day went into are written."""
    return f"""
        WITH months AS ({_MONTHS}),
             told AS (SELECT m.month, d.* FROM months m
                        JOIN ({days.format(owned=visible_sql("d"))}) AS d ON date_trunc('month', d.local_day) = m.month)
        INSERT INTO {table} (user_id, month, {key}, counted_s, sessions)
        SELECT :user_id, month, {key}, array_agg(counted_s ORDER BY n), array_agg(sessions ORDER BY n)
          FROM (SELECT x.month, x.{key}, n, {_grown("counted_s", "float8")}, {_grown("sessions", "int")}
                  FROM (SELECT DISTINCT month, {key} FROM told) AS x CROSS JOIN generate_series(0, 30) AS n
                  LEFT JOIN told d ON {_INSIDE} AND d.{key} = x.{key}
                WINDOW w AS (PARTITION BY x.month, x.{key} ORDER BY n)) AS grown
         GROUP BY month, {key}
    """


def _clear(table: str) -> str:
    return f"DELETE FROM {table} AS t WHERE {visible_sql('t')} AND t.month IN ({_MONTHS})"


TABLES = ("practice_months", "practice_month_instruments", "practice_month_pieces")
STATEMENTS = tuple(
    map(
        text,
        (
            *map(_clear, TABLES),
            _WRITE_MONTHS,
            _write_parts("practice_month_instruments", "instrument", _PLAYED),
            _write_parts("practice_month_pieces", "piece_id", _IN_HAND),
        ),
    )
)
"""To be said in this order, with ``user_id`` and ``days``, after the days were written."""
