"""What people see and do with homework, in PostgreSQL's words; `policies.py` takes it in."""

from conditions import SESSION_IS_THERE, SHOWN_TO_OTHERS
from shapes import Function, Table
from studying import MINE

from practice_app.database import DbRole

WEB, SYSTEM = DbRole.WEB, DbRole.SYSTEM

_MARKS = "".join(map(chr, range(0x300, 0x370)))
_FOLDED = f"translate(lower(normalize({{}}, NFKD)), '{_MARKS}', '')"
"""As in `services/shared/folding.py`: capitals, accents and how a letter is composed make no difference."""


def _alike(one: str, other: str) -> str:
    return f"{_FOLDED.format(one)} = {_FOLDED.format(other)}"


_TAUGHT = "user_id = ANY ((SELECT app_my_students())::uuid[])"
OF_TWO = f"user_id = app_user_id() AND app_stays(given_by) OR given_by = app_user_id() AND {_TAUGHT}"
"""The student keeps what was given; the teacher sees it as long as they teach them."""

_ITS_PIECES = f"""
    SELECT p.id FROM pieces p, a WHERE p.user_id = a.user_id AND a.begins IS NOT NULL
       AND (p.id = a.piece_id OR a.piece_title <> '' AND {_alike("p.title", "a.piece_title")}
            AND (a.composer = '' OR p.composer = '' OR {_alike("p.composer", "a.composer")}))
"""
_LENGTH = "i.seconds * coalesce(coalesce(s.corrected_s, s.played_s, s.clock_s) / nullif(s.clock_s, 0), 1)"
"""As in `services/progress/days_sql.py`: of what was said of a piece, as much as counts of the session."""
_COUNTED = f"""
    SELECT {_LENGTH} AS seconds, i.repetitions FROM a JOIN session_items i ON i.assignment_id = a.id
      JOIN practice_sessions s ON s.id = i.session_id AND s.deleted_at IS NULL
     WHERE a.begins IS NOT NULL
    UNION ALL
    SELECT {_LENGTH}, i.repetitions FROM a
      JOIN practice_sessions s ON s.user_id = a.user_id AND s.deleted_at IS NULL AND s.started_at >= a.begins
       AND s.started_at >= a.created_at - interval '24 hours' AND s.ended_at >= a.created_at
       AND (a.closed_at IS NULL OR s.started_at <= a.closed_at)
      JOIN session_items i ON i.session_id = s.id AND i.assignment_id IS DISTINCT FROM a.id
     WHERE i.piece_id IN (SELECT its.id FROM its)
"""
"""What names it counts whenever it was; what names its piece, since it was given, until it was closed, and as far as
whoever asks reads the student's sessions. A session lasts a day at most."""

HOMEWORK_FUNCTIONS = (
    # Whom whoever asks teaches now.
    Function("app_my_students", "", "uuid[]", f"SELECT array_agg(mine.student_id) FROM ({MINE}) AS mine", (WEB,)),
    # What was practised for an assignment, to the two whose it is and who looks after the student: sums, never rows.
    Function(
        "app_homework_done",
        "wanted uuid",
        "TABLE (parts bigint, seconds double precision, repetitions bigint)",
        f"""
        WITH a AS (
            SELECT a.*,
                   CASE WHEN a.user_id = app_user_id() THEN '-infinity' ELSE app_reads_from(a.user_id) END AS begins
              FROM assignments a
             WHERE a.id = wanted AND (app_user_id() IN (a.user_id, a.given_by)
                OR EXISTS (SELECT 1 FROM guardian g WHERE g.parent_id = app_user_id() AND g.child_id = a.user_id))),
        its AS MATERIALIZED ({_ITS_PIECES})
        SELECT count(*), coalesce(sum(found.seconds), 0), coalesce(sum(found.repetitions), 0) FROM ({_COUNTED}) AS found
        """,
        (WEB, SYSTEM),
    ),
    # Where a recording of the giver's own lies that homework points to: for the student as long as the giver teaches
    # them, and for the giver. Of a trimmed one the part that others see; nothing once it is not kept any more.
    Function(
        "app_homework_take",
        "homework uuid, wanted uuid",
        "TABLE (kind text, duration_s float8, trim_start_s float8, trim_end_s float8, object_key text,"
        " rendition_key text, waveform_key text, made jsonb)",
        f"""
        SELECT r.kind, r.duration_s, r.trim_start_s, r.trim_end_s, {SHOWN_TO_OTHERS}
          FROM assignments a JOIN recordings r ON r.id = wanted AND r.user_id = a.given_by
          JOIN practice_sessions s ON s.id = r.session_id AND {SESSION_IS_THERE}
         WHERE a.id = homework AND a.points_to @> jsonb_build_array(jsonb_build_object('recording_id', r.id))
           AND (a.given_by = app_user_id() AND app_teaches(a.user_id)
                OR a.user_id = app_user_id() AND app_is_taught_by(a.given_by))
           AND r.keep AND r.media_deleted_at IS NULL
           AND (r.status = 'ready' OR r.kind = 'video' AND r.failure = 'not_audio')
        """,
        (WEB,),
    ),
)

_GIVEN_OUT = (
    "EXISTS (SELECT 1 FROM assignments a WHERE a.user_id = app_user_id()"
    " AND a.points_to @> jsonb_build_array(jsonb_build_object('file_id', assignment_files.id)))"
)

HOMEWORK_TABLES = {
    # Only the teacher writes, and only while they teach that student; what a student may do is a verb's.
    "assignments": Table(web="SELECT, INSERT, UPDATE", own=OF_TWO, written=f"given_by = app_user_id() AND {_TAUGHT}"),
    # Handed in by a verb; whoever sees the assignment sees what came for it.
    "assignment_files": Table(
        web="SELECT, INSERT, UPDATE (arrived)",
        own=f"user_id = app_user_id() OR {_GIVEN_OUT}",
        written="user_id = app_user_id()",
    ),
    "assignment_templates": Table(),
    "assignment_takes": Table(web="SELECT", own="assignment_id IN (SELECT a.id FROM assignments a)"),
}
