"""What people see and do with what teachers say, in PostgreSQL's words; `policies.py` takes it in."""

from conditions import STAYS
from lesson_rules import BY_TEACHER, OF_TWO
from shapes import Function, Table

from practice_app.database import DbRole

READER = DbRole.READER

AS_GUARDIAN = """student_id = app_subject_id() AND published_at IS NOT NULL AND app_stays(teacher_id)
    AND (SELECT app_looks_after(app_subject_id()))
    AND EXISTS (SELECT 1 FROM practice_sessions s WHERE s.id = feedback.session_id)"""
"""Who looks after the student reads what was said to them, of the sessions that they read; another teacher does not."""

ANSWERED = """student_id = app_subject_id()
    AND EXISTS (SELECT 1 FROM feedback f WHERE f.id = feedback_replies.feedback_id)"""

FEEDBACK_FUNCTIONS = (
    # Whether whoever asks looks after this person.
    Function(
        "app_looks_after",
        "child uuid",
        "boolean",
        "SELECT EXISTS (SELECT 1 FROM guardian g WHERE g.parent_id = app_user_id() AND g.child_id = child) AND "
        + STAYS.format("child"),
        (READER,),
    ),
)

FEEDBACK_TABLES = {
    # A draft is its author's alone. Whoever may no longer write reads it still in the export of their own.
    "feedback": Table(
        web="SELECT, INSERT, UPDATE (at_s, until_s, text, drawing, rating, published_at, updated_at)",
        own="teacher_id = app_user_id() AND app_stays(student_id)"
        " OR student_id = app_user_id() AND published_at IS NOT NULL AND app_stays(teacher_id)",
        written=BY_TEACHER,
        reads={READER: (AS_GUARDIAN, "")},
    ),
    "feedback_replies": Table(
        web="SELECT, INSERT",
        own=OF_TWO,
        written="author_id = app_user_id() AND (teacher_id = app_user_id() AND (SELECT app_teaches(student_id))"
        " OR student_id = app_user_id() AND (SELECT app_is_taught_by(teacher_id)))",
        reads={READER: (ANSWERED, "")},
    ),
}
