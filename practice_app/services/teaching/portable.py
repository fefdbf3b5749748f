"""What teachers wrote down, as it leaves with them."""

from practice_app.services.shared.portable import held

HELD = (held("teacher_notes.json", "teacher_notes", mine="t.teacher_id = :user_id", key="student_id"),)
