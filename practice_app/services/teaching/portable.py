"""What teachers wrote down, as it leaves with them, and what does not."""

from typing import Final

from practice_app.services.shared.portable import held

HELD = (
    held("teacher_notes.json", "teacher_notes", mine="t.teacher_id = :user_id", key="student_id"),
    held("assignments.json", "assignments", mine=":user_id IN (t.given_by, t.user_id)"),
    held("assignment_takes.json", "assignment_takes"),
)
LEFT_OUT: Final[dict[str, str]] = {"teacher_invites": "nothing but hashes of codes, good for a while"}
