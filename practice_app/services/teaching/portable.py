"""What was said and answered, as it leaves with either of the two; what teachers wrote down; and what stays."""

from typing import Final

from practice_app.services.shared.portable import held

OF_EITHER: Final = ":user_id IN (t.teacher_id, t.student_id)"
HELD = (
    held("feedback.json", "feedback", mine=OF_EITHER),
    held("feedback_replies.json", "feedback_replies", mine=OF_EITHER),
    held("teacher_notes.json", "teacher_notes", mine="t.teacher_id = :user_id", key="student_id"),
    held("assignments.json", "assignments", mine=":user_id IN (t.given_by, t.user_id)"),
    held("assignment_takes.json", "assignment_takes"),
    held("assignment_files.json", "assignment_files"),
    held("assignment_templates.json", "assignment_templates"),
)
LEFT_OUT: Final[dict[str, str]] = {
    "teacher_invites": "nothing but hashes of codes, good for a while",
    "tag_offers": "to which students a word is offered: of others, and as long as they are students",
}
