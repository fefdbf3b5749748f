"""What of the matrix is about what teachers say."""

from datetime import UTC, datetime
from uuid import UUID

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import Feedback, FeedbackReply, Voice
from practice_app.services.shared.access import Permission

WORDS_SAID = "the bow leaves its lane"
WORDS_DRAFTED = "not said to her yet"
WORDS_ANSWERED = "it does so at the tip"

REVIEWS = {
    "POST /videos/{recording_id}/feedback": {"at_s": 0, "text": "more bow"},
    "POST /videos/{recording_id}/feedback/publish": None,
    "POST /videos/{recording_id}/feedback/voice": {"mime_type": "audio/webm", "bytes": 10},
    "POST /sessions/{session_id}/feedback": {"text": "well done"},
}
"""Endpoints by which something is said about what is Ann's: for her teachers of now who see it."""

HERS_TOO = {"POST /videos/{recording_id}/feedback/voice"}
"""Of those what she does herself, too: she answers aloud."""

SAID = {
    "POST /feedback/{feedback_id}/replies": (Permission.FEEDBACK_ANSWER, {"text": "indeed"}),
    "PUT /feedback/{feedback_id}/done": (Permission.FEEDBACK_TICK, {"done": True}),
    "GET /feedback/{feedback_id}/homework": (Permission.FEEDBACK_CHANGE, None),
    "PATCH /feedback/{feedback_id}": (Permission.FEEDBACK_CHANGE, {"text": "changed"}),
    "DELETE /feedback/{feedback_id}": (Permission.FEEDBACK_CHANGE, None),
}
"""Endpoints about what was said to her: by which permission; who sees it and may not is told 403, others 404."""

_TWO, _HERS, _TEACHERS, _NONE = (frozenset(who) for who in (("owner", "teacher"), ("owner",), ("teacher",), ()))
_READING = frozenset({"owner", "teacher", "teacher_with_history", "guardian"})
_TEACHING = frozenset({"teacher", "teacher_with_history"})
REVIEWED = {
    Permission.SESSION_COMMENTS: {
        "session_id": _READING,
        "old_session_id": _READING - {"teacher"},
        "deleted_session_id": _NONE,
    },
    Permission.SESSION_REVIEW: {
        "session_id": _TEACHING,
        "old_session_id": _TEACHING - {"teacher"},
        "deleted_session_id": _NONE,
    },
    Permission.RECORDING_REVIEW: {
        "recording_id": _TEACHING,
        "unshared_recording_id": _NONE,
        "old_recording_id": _TEACHING - {"teacher"},
        "deleted_recording_id": _NONE,
    },
    Permission.RECORDING_VOICE: {
        "recording_id": _TEACHING | _HERS,
        "unshared_recording_id": _HERS,
        "old_recording_id": _TEACHING - {"teacher"} | _HERS,
        "deleted_recording_id": _NONE,
    },
    Permission.VOICE_CHANGE: {"voice_id": _HERS},
}
"""Who reads what was said about what, and who may say something."""
COMMENTS = {
    Permission.FEEDBACK_READ: {"feedback_id": _TWO, "draft_feedback_id": _TEACHERS, "old_feedback_id": _HERS},
    Permission.FEEDBACK_ANSWER: {"feedback_id": _TWO, "draft_feedback_id": _NONE, "old_feedback_id": _NONE},
    Permission.FEEDBACK_TICK: {"feedback_id": _HERS, "draft_feedback_id": _NONE, "old_feedback_id": _HERS},
    Permission.FEEDBACK_CHANGE: {
        "feedback_id": _TEACHERS,
        "draft_feedback_id": _TEACHERS,
        "old_feedback_id": _NONE,
    },
}
"""Who gets which of what was said, by which permission."""


def said(people: dict[str, UUID], ids: dict[str, UUID]) -> dict[str, UUID]:
    """Her teacher said something about a take and drafted more; the one before said something about an older one."""
    ann, now = people["owner"], datetime.now(UTC)
    take = {"student_id": ann, "session_id": ids["session_id"], "recording_id": ids["recording_id"], "at_s": 1.0}
    old = take | {"session_id": ids["old_session_id"], "recording_id": ids["old_recording_id"]}
    teacher = people["teacher"]
    voice = Voice(user_id=ann, mime_type="audio/webm", object_key=str(new_id()), bytes=3)
    one = Feedback(**take, teacher_id=teacher, text=WORDS_SAID, published_at=now)
    draft = Feedback(**take, teacher_id=teacher, text=WORDS_DRAFTED)
    before = Feedback(**old, teacher_id=people["ex_teacher"], text=WORDS_SAID, published_at=now)
    with system_transaction() as db:
        db.add_all([one, draft, before, voice])
        db.flush()
        for row in (one, before):
            two = {"teacher_id": row.teacher_id, "student_id": ann}
            db.add(FeedbackReply(**two, feedback_id=row.id, author_id=ann, text=WORDS_ANSWERED))
    return {"feedback_id": one.id, "draft_feedback_id": draft.id, "old_feedback_id": before.id} | {"voice_id": voice.id}
