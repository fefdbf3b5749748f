"""Who may do what, said a second time and by hand: what the doors are held to. What has no line here fails.

`practice_app/services/shared/access.py` says it for the code, `alembic/policies.py` for PostgreSQL.
"""

from collections.abc import Iterable

from practice_app.services.shared.access import Permission
from tests.permission.board import APART, BOARD, NAMED_THERE, POSTED  # noqa: F401 - parts of it
from tests.permission.doors import ANYBODY, CHILDREN, LINKS, MADE, OPEN, WORDS  # noqa: F401 - parts of it
from tests.permission.feedback import COMMENTS, HERS_TOO, REVIEWED, REVIEWS, SAID  # noqa: F401 - parts of it
from tests.permission.groups import GROUPED, GROUPS, as_written  # noqa: F401 - parts of it
from tests.permission.handlers import HANDLERS  # noqa: F401 - parts of it
from tests.permission.homework import HEARING, HOMEWORK  # noqa: F401 - parts of it
from tests.permission.lessons import TAUGHT  # noqa: F401 - parts of it
from tests.permission.moderation import OFFICE, REPORTS  # noqa: F401 - parts of it
from tests.permission.partners import ASKED, ASKING, PARTNERS  # noqa: F401 - parts of it
from tests.permission.standing import ALONE, EVERYBODY_ELSE, MEMBERS, NONE, READERS, TEACHERS, VISITORS, WITH_HISTORY
from tests.permission.students import PARTIES_ALONE, STUDENTS  # noqa: F401 - parts of it
from tests.permission.tables import EVERYBODYS, HIDDEN, PARTIES, READ_ONLY  # noqa: F401 - parts of it

PERMISSIONS = {
    Permission.SESSION_READ: {
        "session_id": READERS | MEMBERS,
        "old_session_id": WITH_HISTORY | MEMBERS,
        "deleted_session_id": NONE,
    },
    Permission.SESSION_CHANGE: {"session_id": ALONE, "old_session_id": ALONE, "deleted_session_id": NONE},
    Permission.ANALYSIS_READ: {"session_id": READERS, "old_session_id": WITH_HISTORY, "deleted_session_id": NONE},
    Permission.CORRECTION_CHANGE: {"correction_id": ALONE},
    Permission.RECORDING_READ: {
        "recording_id": READERS,
        "unshared_recording_id": ALONE,
        "old_recording_id": WITH_HISTORY,
        "deleted_recording_id": NONE,
    },
    Permission.RECORDING_CHANGE: {"recording_id": ALONE, "unshared_recording_id": ALONE, "deleted_recording_id": NONE},
    Permission.COMPARISON_READ: {"comparison_id": ALONE},
    Permission.PIECE_READ: {
        "piece_id": READERS,
        "old_piece_id": WITH_HISTORY,
        "unplayed_piece_id": WITH_HISTORY,
        "deleted_piece_id": NONE,
    },
    Permission.PIECE_CHANGE: {"piece_id": ALONE, "deleted_piece_id": NONE},
    Permission.SHEET_READ: {"piece_id": ALONE, "deleted_piece_id": NONE},
    Permission.SECTION_READ: {"section_id": READERS, "old_section_id": WITH_HISTORY},
    Permission.SECTION_CHANGE: {"section_id": ALONE},
    Permission.TAG_READ: {"tag_id": ALONE},
    Permission.TAG_CHANGE: {"tag_id": ALONE},
    Permission.PRACTICE_READ: {"person_id": READERS},
    Permission.SESSIONS_SHARED: {"person_id": ALONE | MEMBERS},
    Permission.STUDENT_READ: {"student_id": TEACHERS},
    Permission.PROFILE_READ: {"person_id": VISITORS | ALONE},
    Permission.ACCOUNT_CHANGE: {"person_id": ALONE},
    Permission.DEVICE_CHANGE: {"device_id": ALONE},
    Permission.PASSKEY_CHANGE: {"passkey_id": ALONE},
    Permission.IDENTITY_CHANGE: {"identity_id": ALONE},
    Permission.IMPORT_CHANGE: {"import_id": ALONE},
    Permission.SHARE_CHANGE: {"share_id": ALONE},
    Permission.ADVICE_CHANGE: {"advice_id": ALONE},
    Permission.CHALLENGE_CHANGE: {"challenge_id": ALONE},
    Permission.PUSH_CHANGE: {"subscription_id": ALONE},
    Permission.LESSON_READ: {"class_id": ALONE | {"teacher"}, "old_class_id": ALONE | {"ex_teacher"}},
    Permission.LESSON_CANCEL: {"class_id": ALONE | {"teacher"}, "old_class_id": NONE},
    Permission.LESSON_CHANGE: {"class_id": frozenset({"teacher"}), "old_class_id": NONE},
    Permission.FREE_DAYS_CHANGE: {"holidays_id": ALONE},
    Permission.ASSIGNMENT_READ: {"assignment_id": ALONE | {"teacher"}, "old_assignment_id": ALONE},
    Permission.ASSIGNMENT_HAND_IN: {"assignment_id": ALONE, "old_assignment_id": NONE},
    Permission.ASSIGNMENT_HEAR: {"assignment_id": ALONE | {"teacher"}, "old_assignment_id": NONE},
    Permission.HANDOUT_READ: {"file_id": ALONE},
    Permission.TEMPLATE_CHANGE: {"template_id": ALONE},
    Permission.ASSIGNMENT_CHANGE: {"assignment_id": frozenset({"teacher"}), "old_assignment_id": NONE},
    **ASKED,
    **COMMENTS,
    **GROUPED,
    **REVIEWED,
    **{Permission[name]: things for name, things in POSTED.items()},
    Permission.AUDIT_READ: {"audit_id": ALONE},
    Permission.CHILD_MANAGE: {"person_id": frozenset({"guardian"})},
}
"""Who gets which of Ann's things by which permission."""

_NOBODYS = "00000000-0000-7000-8000-000000000000"
OWN = {
    "POST /auth/logout": {},
    "POST /auth/email/resend": {},
    "POST /auth/confirm": {"password": "wrong"},
    "GET /me/email": {},
    "POST /me/email": {"email": "new@example.org"},
    "DELETE /me/email/waiting": {},
    "POST /auth/logout-everywhere": {},
    "GET /auth/sessions": {},
    "GET /auth/passkeys": {},
    "GET /auth/second-factor": {},
    "PUT /auth/second-factor": {"on": False},
    "POST /auth/recovery-codes": {},
    "POST /auth/passkeys/options": {},
    "POST /auth/passkeys/confirm/options": {},
    "POST /auth/passkeys": {"name": "Mine", "credential": MADE},
    "GET /me": {},
    "DELETE /me": {"password": "wrong"},
    "POST /me/restore": {},
    "GET /me/identities": {},
    "POST /me/identities/{provider}": {},
    "DELETE /me/identities/{provider}": {},
    "GET /me/audit": {},
    "PATCH /me": {"display_name": "Somebody", "bio": "Somebody who plays", "privacy": {"sessions": "me"}},
    "PUT /me/picture": {"no": "picture"},
    "DELETE /me/picture": {},
    "POST /me/roles": {"role": "parent"},
    "DELETE /me/roles/{role}": {},
    "POST /me/password": {"current_password": "wrong", "new_password": "fiddle-sticks"},
    "GET /sessions": {},
    "POST /sessions": {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"},
    "GET /analytics/dash": {},
    "GET /analytics/leanings": {},
    "POST /analytics/leanings/forgotten": {"instrument": "violin"},
    "GET /progress/due": {},
    "GET /progress/neglected": {},
    "POST /progress/plan": {"minutes": 30},
    "GET /progress/recommendations": {},
    "POST /me/export": {},
    "POST /me/import": {},
    "POST /me/imports": {},
    "POST /me/imports/archives": {"bytes": 5},
    "GET /me/export": {},
    "POST /comparisons": {"a": _NOBODYS, "b": "00000000-0000-7000-8000-000000000001"},
    "GET /me/quotas": {},
    "DELETE /me/uploads": {},
    "GET /children": {},
    "POST /children": {"username": "x", "password": "y", "display_name": "z", "birth_year": 2015, "consent": True},
    "GET /guardians/{code}": {},
    "POST /guardians/{code}/accept": {},
    "POST /family": {},
    "DELETE /family": {},
    "POST /students/invites": {},
    "POST /invites/{code}/accept": {"history": True},
    "GET /teachers": {},
    "GET /shares": {},
    "POST /shares": {"kind": "profile"},
    "GET /achievements": {},
    "PUT /me/title": {"key": None},
    "GET /points": {},
    "GET /challenges": {},
    "GET /schedule/holidays": {},
    "POST /schedule/holidays": {"first_day": "2027-03-02"},
    "GET /notifications": {},
    "POST /notifications/read": {"all": True},
    "GET /me/notifications": {},
    "PUT /me/notifications": {"discreet": True},
    "GET /push/subscriptions": {},
    "POST /push/subscriptions": {
        "endpoint": "https://fcm.googleapis.com/fcm/send/one",
        "keys": {
            "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
            "auth": "BTBZMqHH6r4Tts7J_aSIgg",
        },
    },
    "POST /challenges": {"title": "Mine", "measure": "days", "target": 3, "from": "2026-03-02", "to": "2026-03-08"},
    "GET /schedule/classes": {},
    "POST /schedule/classes": {
        "student_id": _NOBODYS,
        "starts_at": "2026-03-02T17:00:00Z",
        "ends_at": "2026-03-02T18:00:00Z",
        "timezone": "UTC",
    },
    "GET /assignments": {},
    "GET /feedback/open": {},
    "POST /assignments/files": {"no": "sheet"},
    "GET /assignments/templates": {},
    "GET /assignments/recordings": {},
    "POST /assignments/templates": {"name": "Scales"},
    "POST /assignments": {"student_ids": [_NOBODYS], "title": "Scales"},
    "GET /calendar": {},
    "POST /calendar": {},
    "DELETE /calendar": {},
    **PARTNERS,
    **REPORTS,
    "GET /pieces": {},
    "POST /pieces": {"title": "Mine"},
    "GET /goals": {},
    "PUT /goals/{instrument}": {"minutes_per_week": 90, "rest_days": [6]},
    "DELETE /goals/{instrument}": {},
    "GET /students": {},
    "GET /sections": {},
    "GET /works": {},
    "GET /search": {},
    "GET /forum/search": {},
    "GET /groups": {},
    "POST /groups": {"name": "Mine"},
    "GET /groups/find": {},
    "POST /groups/join/{code}": {},
    "GET /tags": {},
    "POST /tags": {"name": "mine"},
}
"""Endpoints that name nothing of anybody's: whoever asks meets their own things alone. With what is sent."""

_TIMES = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}
_PLAYED = {"kind": "playing", "start_s": 0, "end_s": 5}
NAMED = {
    "GET /sessions/{session_id}": (Permission.SESSION_READ, None),
    "PUT /sessions/{session_id}": (Permission.SESSION_CHANGE, _TIMES | {"client_updated_at": "2026-03-03T10:00:00Z"}),
    "PATCH /sessions/{session_id}": (Permission.SESSION_CHANGE, {"note": "changed"}),
    "DELETE /sessions/{session_id}": (Permission.SESSION_CHANGE, None),
    "POST /sessions/{session_id}/restore": (Permission.SESSION_CHANGE, None),
    "GET /sessions/{session_id}/analysis": (Permission.ANALYSIS_READ, None),
    "POST /sessions/{session_id}/corrections": (
        Permission.SESSION_CHANGE,
        {"kind": "playing", "start_s": 0, "end_s": 5},
    ),
    "PUT /sessions/{session_id}/reading": (Permission.SESSION_CHANGE, {"bpm": 80}),
    "DELETE /sessions/{session_id}/corrections/{correction_id}": (Permission.CORRECTION_CHANGE, None),
    "POST /sessions/{session_id}/recordings": (Permission.SESSION_CHANGE, {"kind": "audio", "bytes": 3}),
    "POST /recordings/{recording_id}/parts": (Permission.RECORDING_CHANGE, {"numbers": [1]}),
    "GET /recordings/{recording_id}/parts": (Permission.RECORDING_CHANGE, None),
    "PUT /recordings/{recording_id}/motion": (Permission.RECORDING_CHANGE, None),
    "POST /recordings/{recording_id}/complete": (Permission.RECORDING_CHANGE, {"bytes": 3}),
    "POST /recordings/{recording_id}/listen-again": (Permission.RECORDING_CHANGE, None),
    "GET /recordings/{recording_id}": (Permission.RECORDING_READ, None),
    "GET /recordings/{recording_id}/hls.m3u8": (Permission.RECORDING_READ, None),
    "PATCH /recordings/{recording_id}": (Permission.RECORDING_CHANGE, {"shared": True}),
    "DELETE /recordings/{recording_id}": (Permission.RECORDING_CHANGE, None),
    "GET /sessions/{session_id}/feedback": (Permission.SESSION_COMMENTS, None),
    "GET /videos/{recording_id}/feedback": (Permission.RECORDING_READ, None),
    "GET /schedule/classes/{class_id}.ics": (Permission.LESSON_READ, None),
    "GET /comparisons/{comparison_id}": (Permission.COMPARISON_READ, None),
    "GET /users/{person_id}": (Permission.PROFILE_READ, None),
    "DELETE /shares/{share_id}": (Permission.SHARE_CHANGE, None),
    "GET /pieces/{piece_id}": (Permission.PIECE_READ, None),
    "PATCH /pieces/{piece_id}": (Permission.PIECE_CHANGE, {"composer": "Bach"}),
    "DELETE /pieces/{piece_id}": (Permission.PIECE_CHANGE, None),
    "POST /pieces/{piece_id}/restore": (Permission.PIECE_CHANGE, None),
    "PUT /pieces/{piece_id}/sheet": (Permission.PIECE_CHANGE, {"no": "sheet"}),
    "GET /assignments/{assignment_id}": (Permission.ASSIGNMENT_READ, None),
    "GET /assignments/files/{file_id}": (Permission.HANDOUT_READ, None),
    "DELETE /assignments/templates/{template_id}": (Permission.TEMPLATE_CHANGE, None),
    "GET /pieces/{piece_id}/sheet": (Permission.SHEET_READ, None),
    "DELETE /pieces/{piece_id}/sheet": (Permission.PIECE_CHANGE, None),
    "GET /pieces/{piece_id}/sections": (Permission.PIECE_READ, None),
    "POST /pieces/{piece_id}/sections": (Permission.PIECE_CHANGE, {"title": "Coda"}),
    "PATCH /pieces/{piece_id}/sections/{section_id}": (Permission.SECTION_CHANGE, {"title": "Coda"}),
    "DELETE /pieces/{piece_id}/sections/{section_id}": (Permission.SECTION_CHANGE, None),
    "POST /pieces/{piece_id}/sections/{section_id}/restore": (Permission.SECTION_CHANGE, None),
    "POST /pieces/{piece_id}/sections/{section_id}/split": (Permission.SECTION_CHANGE, {"bar": 2}),
    "POST /pieces/{piece_id}/sections/{section_id}/merge": (
        Permission.SECTION_CHANGE,
        {"other_id": "0198c0de-0000-7000-8000-000000000000"},
    ),
    "PATCH /tags/{tag_id}": (Permission.TAG_CHANGE, {"color": "#000000"}),
    "DELETE /tags/{tag_id}": (Permission.TAG_CHANGE, None),
    "PATCH /auth/passkeys/{passkey_id}": (Permission.PASSKEY_CHANGE, {"name": "Another"}),
    "DELETE /auth/passkeys/{passkey_id}": (Permission.PASSKEY_CHANGE, None),
    "GET /me/imports/{import_id}": (Permission.IMPORT_CHANGE, None),
    "POST /me/imports/{import_id}/try": (Permission.IMPORT_CHANGE, {"dates": "dmy"}),
    "POST /me/imports/{import_id}/start": (Permission.IMPORT_CHANGE, None),
    "POST /me/imports/{import_id}/parts": (Permission.IMPORT_CHANGE, {"numbers": [1]}),
    "POST /me/imports/{import_id}/complete": (Permission.IMPORT_CHANGE, None),
    "POST /progress/recommendations/{advice_id}/dismiss": (Permission.ADVICE_CHANGE, None),
    "DELETE /challenges/{challenge_id}": (Permission.CHALLENGE_CHANGE, None),
    "DELETE /push/subscriptions/{subscription_id}": (Permission.PUSH_CHANGE, None),
    "POST /schedule/holidays/{holidays_id}/cancel": (Permission.FREE_DAYS_CHANGE, {"reason": "changed"}),
    "DELETE /schedule/holidays/{holidays_id}": (Permission.FREE_DAYS_CHANGE, None),
    "POST /push/subscriptions/{subscription_id}/try": (Permission.PUSH_CHANGE, None),
    "DELETE /auth/sessions/{device_id}": (Permission.DEVICE_CHANGE, None),
}
"""Endpoints that name something: by which permission, and with what is sent."""

LOOKED_AFTER = {
    "ChildrenState": {"guardian"},
    "TeachersState": {"guardian"},
    "PartnersState": {"stranger"},  # who asked her
    "StudentsState": TEACHERS,
    "StudentState": TEACHERS,
    "StudentSessionState": READERS,
    "ReviewState": READERS,
    "BesideState": TEACHERS,
    "LessonsState": TEACHERS,
    "HomeworkState": TEACHERS,
    "GivenState": TEACHERS,
    "DraggedState": TEACHERS,
    "FreeDaysState": TEACHERS,
    "BoardState": EVERYBODY_ELSE,
    "PersonState": EVERYBODY_ELSE - APART,
    "LessonRemindersState": TEACHERS,
    "GroupState": {"member_sessions", "blocked"},
    "GroupDoingsState": {"member_sessions", "blocked"},
    "MemberSessionsState": MEMBERS,
}
"""Whom a state shows what is Ann's, and who changes it there: who looks after her account, or teaches her."""

ADDRESSES = {
    "CompareTakesState": ("pieces", "piece_id"),
    "ReviewState": ("review", "recording_id"),
    "GroupState": ("groups", "group_id"),
    "GroupDoingsState": ("groups", "group_id"),
    "MemberSessionsState": ("groups/sessions", "person_id"),
    "GivenState": ("students", "student_id"),
    "BesideState": ("review", "recording_id"),
    "ThreadState": ("forum", "draft_id"),
    "PersonState": ("users", "person_id"),
}
"""Under which address a state is opened, where that is not a session's."""

SEEN = {
    "session_id": Permission.SESSION_READ,
    "recording_id": Permission.RECORDING_READ,
    "piece_id": Permission.PIECE_READ,
}
"""Who sees what the first name in a path names is told 403 for what they may not do with it, others 404."""

LEAVING = {"GET /me", "POST /me/restore", "POST /auth/logout"}
"""Endpoints for whoever is leaving; all the others tell them so."""


def differences(meant: Iterable[str], found: Iterable[str]) -> dict[str, list[str]]:
    """What to tell of a door that is open to the wrong people; nothing when it is not."""
    told = {"let in": sorted(set(found) - set(meant)), "kept out": sorted(set(meant) - set(found))}
    return {name: people for name, people in told.items() if people}
