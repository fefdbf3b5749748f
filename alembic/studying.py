"""What a teacher's list of students is counted from: functions, and what they say.

Many people at once are numbers, never rows: what each of them practised is added up here, from the moment on from which
this teacher may know, and nothing of it can be asked for by anybody else.
"""

from conditions import NOT_BLOCKED
from shapes import Function, Table

from practice_app.database import DbRole
from practice_app.metrics import METRICS

WEEK_AND_A_DAY, HABIT_DAYS, TEMPO_DAYS = 9, 64, 29
"""How far back is counted: a week, eight weeks, four weeks, and a day more, for a student's day may not be ours."""
SURE, CONTESTED = 0.6, 0.2
"""As in `services/advice/picture.py`: what was heard with some certainty, and not moved far by the player."""
FEWEST = 3
"""Fewer tempi of a passage tell nothing."""

MINE = f"""
    SELECT t.student_id, t.since, CASE WHEN t.history THEN '-infinity' ELSE t.since END AS begins
      FROM teacher_student t JOIN users u ON u.id = t.student_id AND u.deleted_at IS NULL
     WHERE t.teacher_id = app_user_id() AND t.ended_at IS NULL AND {NOT_BLOCKED.format("t.student_id", "t.teacher_id")}
"""
"""The students of whoever asks, and from when on their practice may be known; as ``app_reads_from`` says it of one."""
_THERE = "s.user_id = mine.student_id AND s.deleted_at IS NULL AND s.started_at >= mine.begins"
_DAYS_THERE = "d.user_id = mine.student_id AND d.started_at >= mine.begins"

STUDENTS = f"""
    SELECT mine.student_id, u.display_name, u.roles, u.teacher_verified_at IS NOT NULL, u.instruments, u.timezone,
           mine.since, p.picture IS NOT NULL AND u.suspended_at IS NULL,
           newest.started_at, newest.timezone, newest.local_day,
           coalesce(week.days, '[]'), coalesce(week.doubts, '{{}}')
      FROM ({MINE}) AS mine JOIN users u ON u.id = mine.student_id
      LEFT JOIN profiles p ON p.user_id = mine.student_id AND p.seen_profile <> 'me'
      LEFT JOIN LATERAL (
        SELECT s.started_at, s.timezone, s.local_day FROM practice_sessions s
         WHERE {_THERE} ORDER BY s.started_at DESC, s.id DESC LIMIT 1) AS newest ON true
      LEFT JOIN LATERAL (
        SELECT jsonb_agg(jsonb_build_array(day.local_day, day.clock_s, day.played_s)) AS days,
               jsonb_object_agg(day.local_day, jsonb_build_array(d.less_s, d.more_s))
                 FILTER (WHERE d.less_s + d.more_s > 0) AS doubts FROM (
            SELECT s.local_day, sum(s.clock_s) AS clock_s, sum(s.played_s) AS played_s FROM practice_sessions s
             WHERE {_THERE} AND s.local_day > current_date - {WEEK_AND_A_DAY} GROUP BY s.local_day) AS day
          LEFT JOIN practice_days d ON {_DAYS_THERE} AND d.local_day = day.local_day
      ) AS week ON true
     WHERE wanted IS NULL OR mine.student_id = wanted
"""

_PACES = f"""
    SELECT m.piece_id, m.section_id,
           array_agg(m.local_day ORDER BY s.started_at) AS days, array_agg(m.value ORDER BY s.started_at) AS tempi,
           array_agg(s.mode = 'slow' ORDER BY s.started_at) AS slow,
           max(m.value) AS fastest
      FROM practice_metrics m, LATERAL (
        SELECT s.* FROM practice_sessions s WHERE s.id = m.session_id AND {_THERE} OFFSET 0) AS s
     WHERE m.user_id = mine.student_id AND m.local_day BETWEEN current_date - {TEMPO_DAYS} AND current_date + 1
       AND m.key = {METRICS["tempo_bpm"].number} AND m.confidence >= {SURE} AND m.piece_id IS NOT NULL
       AND abs(coalesce(s.corrected_s, s.played_s) - s.played_s) <= {CONTESTED} * greatest(s.played_s, 1)
     GROUP BY m.piece_id, m.section_id HAVING count(*) >= {FEWEST}
"""
"""The figures first, then each one's session: the other way round all figures would be read for every session. Pieces
and sections are looked up for each passage (``OFFSET 0``): joined, everybody's would be read for every student. Arrays,
since most of it is let go again: to make JSON of all took most of the time."""
_ROUNDS = f"""
    SELECT i.section_id,
           array_agg(i.local_day ORDER BY i.local_day) AS days, array_agg(i.repetitions ORDER BY i.local_day) AS times
      FROM practice_day_items i
     WHERE i.user_id = mine.student_id AND i.local_day > current_date - {TEMPO_DAYS} AND i.repetitions > 0
       AND i.local_day > (mine.begins AT TIME ZONE 'UTC')::date + 1
     GROUP BY i.section_id HAVING sum(i.repetitions) >= many
"""
"""Whole days, all of which came after the two were connected."""
_PASSAGES = f"""
    SELECT jsonb_agg(jsonb_build_array(
             p.title, coalesce(x.title, ''), coalesce(x.target_bpm, p.target_bpm),
             counted.of -> heard.section_id::text, heard.days, heard.tempi, heard.slow))
      FROM (SELECT jsonb_object_agg(r.section_id::text, jsonb_build_array(r.days, r.times)) AS of FROM ({_ROUNDS}) AS r
             WHERE r.section_id IS NOT NULL OFFSET 0) AS counted
     CROSS JOIN ({_PACES}) AS heard CROSS JOIN LATERAL (
        SELECT p.* FROM pieces p
         WHERE p.id = heard.piece_id AND p.deleted_at IS NULL AND p.status <> 'resting' OFFSET 0) AS p
      LEFT JOIN LATERAL (
        SELECT x.* FROM sections x WHERE x.id = heard.section_id AND x.deleted_at IS NULL OFFSET 0) AS x ON true
     WHERE (counted.of ? heard.section_id::text OR heard.fastest >= far * coalesce(x.target_bpm, p.target_bpm))
       AND coalesce(x.target_bpm, p.target_bpm) IS NOT NULL AND (heard.section_id IS NULL OR x.id IS NOT NULL)
"""
PRACTISED = f"""
    SELECT mine.student_id,
           ARRAY(SELECT d.local_day FROM practice_days d
                  WHERE {_DAYS_THERE} AND d.local_day > current_date - {HABIT_DAYS}),
           (SELECT jsonb_agg(jsonb_build_array(r.weekday, r.until)) FROM rest_days r
             WHERE r.user_id = mine.student_id),
           ({_PASSAGES})
      FROM ({MINE}) AS mine WHERE wanted IS NULL OR mine.student_id = wanted
"""
TAKES = f"""
    SELECT mine.student_id, count(*), array_agg(r.id) FILTER (WHERE wanted IS NOT NULL)
      FROM ({MINE}) AS mine
     CROSS JOIN LATERAL (
        SELECT r.id, r.session_id FROM recordings r
         WHERE r.user_id = mine.student_id AND r.shared AND r.media_deleted_at IS NULL
           AND (r.status = 'ready' OR r.kind = 'video' AND r.failure = 'not_audio') OFFSET 0) AS r
      JOIN practice_sessions s ON s.id = r.session_id AND {_THERE}
     WHERE (wanted IS NULL OR mine.student_id = wanted)
       AND NOT EXISTS (SELECT 1 FROM feedback f
         WHERE f.recording_id = r.id AND f.teacher_id = app_user_id() AND f.published_at IS NOT NULL)
       AND NOT EXISTS (SELECT 1 FROM assignment_takes t JOIN assignments a ON a.id = t.assignment_id
         WHERE t.recording_id = r.id AND a.given_by = app_user_id() AND a.closed_at IS NOT NULL)
     GROUP BY mine.student_id
"""
"""Answered is a take by a word that the student reads, or by closing the homework that it was handed in for. The few
takes that are shared come first (``OFFSET 0``): joined, every session of every student was looked at for one."""

STUDYING = (
    # The students of whoever asks (or the one that is wanted): who it is, when they practised last, their last days,
    # and by how much what was heard on these may be off.
    Function(
        "app_students",
        "wanted uuid",
        "TABLE (id uuid, display_name text, roles text[], verified boolean, instruments text[], home text,"
        " since timestamptz, has_picture boolean, last_at timestamptz, last_zone text, last_day date, days jsonb,"
        " doubts jsonb)",
        STUDENTS,
        (DbRole.WEB,),
    ),
    # What the rules of attention are told of each (or of one): days of eight weeks, rest days, tempi of passages that
    # were gone through so ``many`` times, or heard ``far`` times as fast as their target.
    Function(
        "app_students_practice",
        "wanted uuid, many bigint, far float8",
        "TABLE (id uuid, days date[], rests jsonb, passages jsonb)",
        PRACTISED,
        (DbRole.WEB,),
    ),
    # How many takes of each (or of one, and which) are shown to whoever asks and were not answered by them.
    Function(
        "app_takes_waiting",
        "wanted uuid",
        "TABLE (id uuid, number bigint, takes uuid[])",
        TAKES,
        (DbRole.WEB,),
    ),
)

# A teacher's alone. Written only about somebody they teach; what was written stays theirs.
NOTED = Table(
    web="SELECT, INSERT, UPDATE (note, updated_at)",
    own="teacher_id = app_user_id() AND app_stays(student_id)",
    written="teacher_id = app_user_id() AND EXISTS (SELECT 1 FROM teacher_student t"
    " WHERE t.teacher_id = app_user_id() AND t.student_id = teacher_notes.student_id AND t.ended_at IS NULL)",
)
