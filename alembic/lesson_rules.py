"""What people see and do with lessons, in PostgreSQL's words; `policies.py` takes it in."""

from conditions import NOT_BLOCKED, STAYS
from shapes import Function, Table

from practice_app.database import DbRole

WEB = DbRole.WEB

OF_TWO = "teacher_id = app_user_id() AND app_stays(student_id) OR student_id = app_user_id() AND app_stays(teacher_id)"
"""The two whose lesson it is see it, also when they have parted."""
BY_TEACHER = "teacher_id = app_user_id() AND (SELECT app_teaches(student_id))"
"""Only the teacher writes, and only while they teach that student; what a student may do is a verb's."""

TAUGHT = f"""EXISTS (
    SELECT 1 FROM teacher_student t WHERE t.teacher_id = {{teacher}} AND t.student_id = {{student}}
       AND t.ended_at IS NULL AND {NOT_BLOCKED.format("t.student_id", "t.teacher_id")}
)"""
"""Whether the one teaches the other now, and neither has blocked the other."""

LESSON_FUNCTIONS = (
    # Whether whoever asks teaches this person now.
    Function(
        "app_teaches",
        "student uuid",
        "boolean",
        f"SELECT {TAUGHT.format(teacher='app_user_id()', student='student')} AND {STAYS.format('student')}",
        (WEB,),
    ),
    # Whether this person teaches whoever asks now.
    Function(
        "app_is_taught_by",
        "teacher uuid",
        "boolean",
        f"SELECT {TAUGHT.format(teacher='teacher', student='app_user_id()')} AND {STAYS.format('teacher')}",
        (WEB,),
    ),
    # Which of the times that a teacher proposes are taken, and by whom of the two: never by what.
    Function(
        "app_lesson_clashes",
        "student uuid, begins timestamptz[], ends timestamptz[], but uuid[]",
        "TABLE (n int, who text)",
        """
        SELECT DISTINCT wish.n::int, CASE p.person_id WHEN student THEN 'student' ELSE 'teacher' END
          FROM unnest(begins, ends) WITH ORDINALITY AS wish (begins, ends, n)
          JOIN lesson_person p ON p.person_id IN (app_user_id(), student) AND p.active
           AND p.during && tstzrange(wish.begins, wish.ends)
         WHERE p.lesson_id <> ALL (but) AND app_teaches(student)
        """,
        (WEB,),
    ),
    # When somebody is next to be reminded of a lesson, after a moment: as the lesson says, else as they like it.
    Function(
        "app_lesson_next_reminder",
        "person uuid, series uuid, starts timestamptz, since timestamptz",
        "timestamptz",
        """
        SELECT min(starts - m * interval '1 minute')
          FROM lesson_series s CROSS JOIN unnest(
               CASE WHEN s.reminders_min <> '{}' THEN s.reminders_min
                    ELSE coalesce((SELECT p.lesson_reminders_min FROM profiles p WHERE p.user_id = person), '{60}')
               END) AS m
         WHERE s.id = series AND starts - m * interval '1 minute' > since
        """,
        (DbRole.SYSTEM,),
    ),
    # With whom whoever asks has lessons, or may plan some.
    Function(
        "app_lesson_people",
        "",
        "TABLE (id uuid, display_name text, instruments text[], roles text[], verified boolean, timezone text,"
        " teaches boolean, is_taught boolean)",
        """
        SELECT u.id, u.display_name, u.instruments, u.roles, u.teacher_verified_at IS NOT NULL, u.timezone,
               bool_or(met.teaches), bool_or(met.is_taught)
          FROM (SELECT s.teacher_id AS id, false AS teaches, false AS is_taught
                  FROM lesson_series s WHERE s.student_id = app_user_id()
                UNION ALL SELECT s.student_id, false, false FROM lesson_series s WHERE s.teacher_id = app_user_id()
                UNION ALL SELECT t.student_id, false, app_teaches(t.student_id)
                  FROM teacher_student t WHERE t.teacher_id = app_user_id() AND t.ended_at IS NULL
                UNION ALL SELECT t.teacher_id, true, false
                  FROM teacher_student t WHERE t.student_id = app_user_id() AND t.ended_at IS NULL) AS met
          JOIN users u ON u.id = met.id AND u.deleted_at IS NULL
         GROUP BY u.id
        """,
        (WEB,),
    ),
)

LESSON_TABLES = {
    "lesson_series": Table(web="SELECT, INSERT, UPDATE", own=OF_TWO, written=BY_TEACHER),
    "lessons": Table(web="SELECT, INSERT, UPDATE", own=OF_TWO, written=BY_TEACHER),
    # Written by the database itself; whoever saw it would learn where others are.
    "lesson_person": Table(web=""),
    "lesson_notes": Table(),
    "blocked_days": Table(),
    "calendar_feeds": Table(),
}
