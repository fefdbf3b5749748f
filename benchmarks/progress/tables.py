"""What the tables are filled with, in SQL.

What is heard on a day is one of some thousand days that were thought up once, so that raw rows and roll-ups come from
the same figures, by the rules that the services have, and neither has to be worked out for each person.
"""

from practice_app.metrics import METRICS, summing
from practice_app.services.progress.days_sql import SURE_ENOUGH
from practice_app.services.progress.metrics_sql import PLAYED

THOUGHT_UP = 2000
NAMES = [(kind.number, kind.key) for kind in METRICS.values() if kind.number != PLAYED]

FIGURES = f"""
    CREATE SCHEMA bench;
    CREATE TABLE bench.figures AS
      SELECT t, n.key, n.name, row_number() OVER (PARTITION BY t ORDER BY random()) <= 10 + (t % 4 = 0)::int AS told,
             (15 + 10 * random())::real AS value, (60 + 120 * random())::real AS weight,
             (CASE WHEN random() < 0.05 THEN 0.4 ELSE 0.6 + 0.35 * random() END)::real AS confidence
        FROM generate_series(0, {THOUGHT_UP - 1}) AS t,
             (VALUES {", ".join(f"({number}::smallint, '{name}')" for number, name in NAMES)}) AS n (key, name);
    CREATE INDEX ON bench.figures (t);
"""
DAYS = f"""
    CREATE TABLE bench.days AS
    SELECT d.*, (SELECT jsonb_object_agg(kind, (SELECT jsonb_object_agg(word, jsonb_build_array(played_s, clock_s, 1))
                                                  FROM unnest(words) AS word))
                   FROM (VALUES ('instrument', ARRAY['violin']), ('mode', ARRAY['slow']), ('hour', ARRAY['16']),
                                ('focus', ARRAY['tone', 'rhythm'])) AS told (kind, words)) AS parts
      FROM (SELECT t, 1200 + t % 600 AS clock_s, 900 + t % 500 - 300 AS played_s,
                   array_agg(coalesce(m.weight, 0)::real ORDER BY n) AS weights,
                   array_agg(coalesce(m.weight * m.x, 0) ORDER BY n) AS x_sums,
                   array_agg(coalesce(m.weight * m.y, 0) ORDER BY n) AS y_sums,
                   array_agg(coalesce(m.weight * m.confidence, 0)::real ORDER BY n) AS confidences
              FROM generate_series(0, {THOUGHT_UP - 1}) AS t CROSS JOIN generate_series(1, {summing.COUNT}) AS n
              LEFT JOIN (SELECT t, key AS n, weight, confidence, ({summing.sql("x")}) AS x, ({summing.sql("y")}) AS y
                           FROM (SELECT t, key, value::float8, weight::float8, confidence::float8 FROM bench.figures
                                  WHERE told AND confidence >= {SURE_ENOUGH}) AS sure) AS m USING (t, n)
             GROUP BY t) AS d
"""
PEOPLE = """
    CREATE TABLE IF NOT EXISTS bench.people (n int PRIMARY KEY, id uuid, pieces uuid[], sections uuid[]);
    INSERT INTO bench.people
      SELECT n, uuidv7(), ARRAY(SELECT uuidv7() FROM generate_series(1, %(pieces)s) WHERE n >= 0),
             ARRAY(SELECT uuidv7() FROM generate_series(1, %(pieces)s) WHERE n >= 0)
        FROM generate_series(%(first)s::int, %(last)s) AS n;
    INSERT INTO users
      SELECT (jsonb_populate_record(u, jsonb_build_object('id', p.id, 'display_name', 'Player ' || n))).*
        FROM bench.people p, users u WHERE u.display_name = 'Pattern' AND p.n BETWEEN %(first)s AND %(last)s;
    INSERT INTO pieces (id, user_id, title, composer, created_at, updated_at)
      SELECT piece, id, 'Piece ' || place, '', now(), now()
        FROM bench.people, unnest(pieces) WITH ORDINALITY AS x (piece, place) WHERE n BETWEEN %(first)s AND %(last)s;
    INSERT INTO sections (id, user_id, piece_id, title, created_at, updated_at)
      SELECT section, id, pieces[place], 'Bars ' || place, now(), now()
        FROM bench.people, unnest(sections) WITH ORDINALITY AS x (section, place)
       WHERE n BETWEEN %(first)s AND %(last)s;
    INSERT INTO rolled_up (user_id, version, made_at)
      SELECT id, %(version)s, now() FROM bench.people WHERE n BETWEEN %(first)s AND %(last)s
"""
_SESSION = """practice_sessions (id, user_id, started_at, ended_at, timezone, local_day, intervals, clock_s, played_s,
             instrument, focus, mode, note, source, client_updated_at, content_hash, created_at, updated_at)"""
_OF_A_SESSION = """id, user_id, at, at + clock_s * interval '1 second', 'UTC', at::date,
             jsonb_build_array(jsonb_build_array(at, at + clock_s * interval '1 second')), clock_s, played_s,
             'violin', ARRAY['tone', 'rhythm'], 'slow', '', 'timer', at, 'bench', at, at"""
A_DAY = f"""
    WITH s AS MATERIALIZED (
      SELECT p.id AS user_id, uuidv7(at - now()) AS id, pieces, sections, at, d.*
        FROM bench.people p, bench.days d,
             LATERAL (SELECT %(day)s::date + interval '16 hours' + n %% 40 * interval '1 min' AS at) AS a
       WHERE n BETWEEN %(first)s AND %(last)s AND n %% %(apart)s = %(turn)s
         AND d.t = (n * 31 + %(serial)s) %% {THOUGHT_UP}),
    kept AS (INSERT INTO {_SESSION} SELECT {_OF_A_SESSION} FROM s),
    items AS (INSERT INTO practice_day_items
      SELECT user_id, at::date, place, pieces[1 + (t + place) %% 4], sections[1 + (t + place) %% 4], played_s / 2,
             clock_s / 2, 3, 1 FROM s, generate_series(1, 2) AS place),
    days AS (INSERT INTO practice_days (user_id, local_day, counted_s, clock_s, played_s, heard_clock_s, sessions,
               corrected, first_zone, last_zone, started_at, ended_at, parts, weights, x_sums, y_sums, confidences)
      SELECT user_id, at::date, played_s, clock_s, played_s, clock_s, 1, 0, 'UTC', 'UTC', at,
             at + clock_s * interval '1 second', parts, weights, x_sums, y_sums, confidences FROM s)
    INSERT INTO practice_metrics (user_id, session_id, piece_id, section_id, local_day, value, confidence, weight, key)
    SELECT user_id, id, pieces[1], sections[1], at::date, value, confidence, weight, key
      FROM s JOIN bench.figures USING (t) WHERE told
"""
"""A day of those whose turn it is: a session, what it went into, the roll-up and the figures."""
HEARD_DAILY = f"""
    CREATE TABLE bench.heard AS
      SELECT t, jsonb_agg(jsonb_build_object('key', name, 'value', value, 'unit', 'x', 'confidence', confidence,
                                             'reason', NULL, 'evidence', '[]'::jsonb)) AS metrics
        FROM bench.figures GROUP BY t;
    CREATE INDEX ON bench.heard (t);
    CREATE TABLE bench.daily AS
      SELECT p.id AS user_id, uuidv7(at - now()) AS id, at, n, 2400 AS clock_s, 1800 AS played_s, pieces, sections
        FROM bench.people p, generate_series(1, %(days)s) AS d (d),
             LATERAL (SELECT current_date - d + interval '16 hours' AS at) AS a WHERE p.n = 0;
    INSERT INTO {_SESSION} SELECT {_OF_A_SESSION} FROM bench.daily;
    INSERT INTO session_items (session_id, position, user_id, piece_id, section_id, seconds, repetitions)
      SELECT id, place, user_id, pieces[piece], sections[piece], 800, 3
        FROM bench.daily, generate_series(1, 3) AS place,
             LATERAL (SELECT 1 + (at::date - '2000-01-01' + place * 5) %% cardinality(pieces) AS piece) AS x;
    CREATE TABLE bench.takes AS
      SELECT uuidv7(at - now()) AS id, d.id AS session_id, user_id, at, place,
             ((at::date - '2000-01-01') * 20 + place) %% {THOUGHT_UP} AS t
        FROM bench.daily d, generate_series(1, %(points)s) AS place;
    INSERT INTO recordings (id, session_id, user_id, kind, mime_type, object_key, status, keep, offset_s,
                            created_at, updated_at)
      SELECT id, session_id, user_id, 'audio', 'audio/webm', id::text, 'ready', false, place * 100, at, at
        FROM bench.takes;
    INSERT INTO analyses (id, recording_id, session_id, user_id, version, clock_s, played_s, metrics, created_at)
      SELECT uuidv7(at - now()), id, session_id, user_id, '1', 100, 90, metrics, at
        FROM bench.takes JOIN bench.heard USING (t)
"""
"""Ten years of the daily player as the worker left them; the services roll them up."""
