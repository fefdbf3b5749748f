"""Lessons as they leave, with whoever gave them and whoever took them; a teacher's notes with the teacher alone."""

from typing import Final

from practice_app.services.shared.portable import held

OF_EITHER: Final = ":user_id IN (t.teacher_id, t.student_id)"
HELD = (
    held("lesson_series.json", "lesson_series", mine=OF_EITHER),
    held("lessons.json", "lessons", mine=OF_EITHER),
    held("lesson_notes.json", "lesson_notes", key="lesson_id"),
    held("blocked_days.json", "blocked_days"),
)
LEFT_OUT: Final = {
    "lesson_person": "the times of `lessons.json` once more, for the database to keep apart",
    "calendar_feeds": "an address that opens one's calendar, and nothing else",
}
