"""How somebody stands to others, as it leaves: by their ids alone, for names are theirs.

Teaching takes its part of this with it when it gets a room of its own for it.
"""

from practice_app.services.shared.portable import held

HELD = (
    held("teachers.json", "teacher_student", mine=":user_id IN (t.student_id, t.teacher_id)"),
    held("guardians.json", "guardian", mine=":user_id = t.parent_id", key="child_id"),
    held("blocks.json", "block", mine="t.blocker_id = :user_id", key="blocked_id"),
)
