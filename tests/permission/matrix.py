"""Who may do what, said a second time and by hand: what the doors are held to. What has no line here fails.

`practice_app/services/shared/access.py` says it for the code, `alembic/policies.py` for PostgreSQL.
"""

from collections.abc import Iterable

from practice_app.services.shared.access import Permission
from tests.permission.doors import ANYBODY, CHILDREN, LINKS, MADE, OPEN, WORDS  # noqa: F401 - parts of it
from tests.permission.homework import HOMEWORK  # noqa: F401 - parts of it
from tests.permission.lessons import LESSONS, TAUGHT  # noqa: F401 - parts of it

ALONE = frozenset({"owner"})
READERS = ALONE | {"teacher", "teacher_with_history", "guardian"}
WITH_HISTORY = READERS - {"teacher"}
MEMBERS = frozenset({"member_sessions"})
NONE = frozenset()
TEACHERS = frozenset({"teacher", "teacher_with_history"})
VISITORS = READERS - ALONE | {f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")}
"""Who looks at Ann's profile, which she shows her teachers and her groups."""

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
    Permission.LESSON_READ: {"class_id": ALONE | {"teacher"}, "old_class_id": ALONE | {"ex_teacher"}},
    Permission.LESSON_CANCEL: {"class_id": ALONE | {"teacher"}, "old_class_id": NONE},
    Permission.LESSON_CHANGE: {"class_id": frozenset({"teacher"}), "old_class_id": NONE},
    Permission.ASSIGNMENT_READ: {"assignment_id": ALONE | {"teacher"}, "old_assignment_id": ALONE},
    Permission.ASSIGNMENT_HAND_IN: {"assignment_id": ALONE, "old_assignment_id": NONE},
    Permission.ASSIGNMENT_CHANGE: {"assignment_id": frozenset({"teacher"}), "old_assignment_id": NONE},
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
    "GET /notifications": {},
    "POST /notifications/read": {"all": True},
    "GET /me/notifications": {},
    "PUT /me/notifications": {"discreet": True},
    "POST /challenges": {"title": "Mine", "measure": "days", "target": 3, "from": "2026-03-02", "to": "2026-03-08"},
    "GET /schedule/classes": {},
    "POST /schedule/classes": {
        "student_id": _NOBODYS,
        "starts_at": "2026-03-02T17:00:00Z",
        "ends_at": "2026-03-02T18:00:00Z",
        "timezone": "UTC",
    },
    "GET /assignments": {},
    "POST /assignments": {"student_ids": [_NOBODYS], "title": "Scales"},
    "GET /calendar": {},
    "POST /calendar": {},
    "DELETE /calendar": {},
    "GET /pieces": {},
    "POST /pieces": {"title": "Mine"},
    "GET /goals": {},
    "PUT /goals/{instrument}": {"minutes_per_week": 90, "rest_days": [6]},
    "DELETE /goals/{instrument}": {},
    "GET /students": {},
    "GET /sections": {},
    "GET /works": {},
    "GET /tags": {},
    "POST /tags": {"name": "mine"},
}
"""Endpoints that name nothing of anybody's: whoever asks meets their own things alone. With what is sent."""

_TIMES = {"started_at": "2026-03-01T10:00:00Z", "ended_at": "2026-03-01T10:30:00Z"}
_PLAYED = {"kind": "playing", "start_s": 0, "end_s": 5}
STUDENTS = {
    "GET /students/{student_id}": None,
    "PATCH /students/{student_id}": {"note": "hers"},
    "GET /students/{student_id}/sessions": None,
    "GET /students/{student_id}/analytics/dash": None,
    "GET /students/{student_id}/pieces": None,
}
"""Endpoints about a student: by her teachers of now, and by nobody else, the student herself least of all."""

PARTIES_ALONE = {
    "DELETE /students/{student_id}": None,
    "DELETE /teachers/{teacher_id}": None,
    "PATCH /teachers/{teacher_id}": {"history": True},
}
"""Endpoints about who teaches whom: for the two of them, and for nobody else."""

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
    "DELETE /sessions/{session_id}/corrections/{correction_id}": (Permission.CORRECTION_CHANGE, None),
    "POST /sessions/{session_id}/recordings": (Permission.SESSION_CHANGE, {"kind": "audio", "bytes": 3}),
    "POST /recordings/{recording_id}/parts": (Permission.RECORDING_CHANGE, {"numbers": [1]}),
    "GET /recordings/{recording_id}/parts": (Permission.RECORDING_CHANGE, None),
    "POST /recordings/{recording_id}/complete": (Permission.RECORDING_CHANGE, {"bytes": 3}),
    "POST /recordings/{recording_id}/listen-again": (Permission.RECORDING_CHANGE, None),
    "GET /recordings/{recording_id}": (Permission.RECORDING_READ, None),
    "GET /recordings/{recording_id}/hls.m3u8": (Permission.RECORDING_READ, None),
    "PATCH /recordings/{recording_id}": (Permission.RECORDING_CHANGE, {"shared": True}),
    "DELETE /recordings/{recording_id}": (Permission.RECORDING_CHANGE, None),
    "GET /schedule/classes/{class_id}.ics": (Permission.LESSON_READ, None),
    "GET /comparisons/{comparison_id}": (Permission.COMPARISON_READ, None),
    "GET /users/{person_id}": (Permission.PROFILE_READ, None),
    "DELETE /shares/{share_id}": (Permission.SHARE_CHANGE, None),
    "GET /pieces/{piece_id}": (Permission.PIECE_READ, None),
    "PATCH /pieces/{piece_id}": (Permission.PIECE_CHANGE, {"composer": "Bach"}),
    "DELETE /pieces/{piece_id}": (Permission.PIECE_CHANGE, None),
    "POST /pieces/{piece_id}/restore": (Permission.PIECE_CHANGE, None),
    "PUT /pieces/{piece_id}/sheet": (Permission.PIECE_CHANGE, {"no": "sheet"}),
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
    "DELETE /auth/sessions/{device_id}": (Permission.DEVICE_CHANGE, None),
}
"""Endpoints that name something: by which permission, and with what is sent."""

HANDLERS = {
    "SettingsState": {
        "load": (),
        "save": ({"display_name": "Somebody", "timezone": "UTC"},),
        "be_quiet": (True,),
    },
    "NextState": {"look": ()},
    "RolesState": {"look": (), "be": ("parent", True)},
    "SecurityState": {
        "load": (),
        "keep_address": (),
        "sign_out_device": ("device_id",),
        "sign_out_others": (),
    },
    "DataState": {"load": ()},
    "ProfileState": {
        "load": (),
        "save": ({"display_name": "Somebody", "bio": "mine"},),
        "add_instrument": ("viola",),
        "remove_instrument": ("viola",),
        "say_level": ("viola", "beginner"),
        "say_since": ("viola", "2015"),
        "show": ("profile", "me"),
        "look_as": ("everyone",),
        "look_again": (),
    },
    "AwardsState": {
        "load": (),
        "wear": ("sessions-1",),
        "more_lines": (),
        "add": (),
        "close": (),
        "save": ({"title": "Mine", "measure": "days", "target": "3", "from": "2026-03-02", "to": "2026-03-08"},),
        "give_up": ("challenge_id",),
        "undo": (),
    },
    "BellState": {"look": ()},
    "InboxState": {
        "load": (),
        "more": (),
        "open": ("notification_id",),
        "read_all": (),
        "wish": ("comment", True),
    },
    "SharingState": {
        "load": (),
        "pick": ("recording_id",),
        "last": ("week",),
        "make": ("session", "session_id"),
        "ask": ("share_id",),
        "revoke": ("share_id",),
    },
    "TeachersState": {
        "load": (),
        "show": ("person_id", "person_id", True),
        "ask": ("person_id",),
        "end": ("person_id", "person_id"),
    },
    "LessonsState": LESSONS,
    "ChildrenState": {
        "load": (),
        "add": (),
        "toggle": ("person_id",),
        "allow": ("person_id", "partners", True),
        "agree": ("person_id",),
        "revoke": ("person_id",),
        "restore": ("person_id",),
        "drop_pin": ("person_id",),
    },
    "JournalState": {
        "arrive": (),
        "load": (),
        "turn": ("2026-03",),
        "choose": ("2026-03-02",),
        "more": (),
        "arrived": ("session_id",),
        "undo": (),
    },
    "CalendarState": {
        "load": (),
        "choose": ("2026-03-02",),
        "add": (),
        "edit": ("piano",),
        "close": (),
        "save": ({"instrument": "piano", "minutes_per_week": "60"},),
        "delete": ("piano",),
    },
    "AdviceState": {"unfold": (), "dismiss": ("advice_id",), "take_back": ("advice_id",)},
    "SessionState": {
        "load": (),
        "listen_again": (),
        "correct": ("playing", 1.0, 9.0),
        "withdraw": ("correction_id",),
        "share_take": ("recording_id", True),
        "trim_take": ("recording_id", 1.0, 9.0),
        "show_whole_take": ("recording_id",),
        "edit": (),
        "close": (),
        "save": ({"note": "changed"},),
        "delete": (),
    },
    "StudentState": {"load": (), "choose": ("91",), "write": ("noted",)},
    "StudentsState": {
        "load": (),
        "search": ("Ann",),
        "show_only": ("attention",),
        "sort": ("name",),
    },
    "StatisticsState": {
        "load": (),
        "choose": ("365",),
        "choose_days": ("2026-03-01", "2026-03-31"),
        "compare": (True,),
        "search": ("Chaconne",),
        "filter_instrument": ("violin",),
        "filter_mode": ("slow",),
        "more": (),
    },
    "ComparisonState": {"load": (), "again": ()},
    "CompareWithState": {
        "look": (),
        "show": (),
        "close": (),
        "take": ("recording_id",),
        "compare": ("recording_id",),
    },
    "CompareTakesState": {
        "look": (),
        "show": (),
        "close": (),
        "choose_one": ("recording_id",),
        "choose_other": ("recording_id",),
        "compare": (),
    },
    "PiecesState": {
        "load": (),
        "search": ("Chaconne",),
        "arrange": ("title",),
        "only": ("learning",),
        "only_for": ("violin",),
        "arrived": (),
        "more": (),
        "add": (),
        "close": (),
        "save": ({"title": "Changed"},),
    },
    "PieceState": {
        "load": (),
        "sent": (),
        "say_status": ("resting",),
        "edit": (),
        "close": ("piece",),
        "save": ({"title": "Changed"},),
        "delete": (),
        "undo": (),
        "add_section": (),
        "edit_section": ("section_id",),
        "save_section": ({"title": "Changed"},),
        "say_tempo": ("section_id", "current_bpm", "99"),
        "part": (),
        "split": ({"bar": "2"},),
        "join": ("section_id",),
        "delete_section": ("section_id",),
    },
}
"""What is sent to each event handler; no page shows anybody what is not their own yet. Words ending in _id: Ann's."""

LOOKED_AFTER = {
    "ChildrenState": {"guardian"},
    "TeachersState": {"guardian"},
    "StudentsState": TEACHERS,
    "StudentState": TEACHERS,
    "LessonsState": TEACHERS,
}
"""Whom a state shows what is Ann's, and who changes it there: who looks after her account, or teaches her."""

SEEN = {
    "session_id": Permission.SESSION_READ,
    "recording_id": Permission.RECORDING_READ,
    "piece_id": Permission.PIECE_READ,
}
"""Who sees what the first name in a path names is told 403 for what they may not do with it, others 404."""

READ_ONLY = {
    "practice_sessions": {"reader": READERS - ALONE, "member": MEMBERS, "link": frozenset({"nobody"})},
    "session_items": {"reader": READERS - ALONE, "member": MEMBERS, "link": frozenset({"nobody"})},
    "pieces": {"reader": READERS - ALONE, "member": MEMBERS, "link": frozenset({"nobody"})},
    "sections": {"reader": READERS - ALONE, "member": MEMBERS, "link": frozenset({"nobody"})},
    "tags": {"reader": READERS - ALONE},
    "sheets": {},
    "goals": {},
    "rest_days": {"reader": READERS - ALONE},
    "session_tags": {"reader": READERS - ALONE},
    "recordings": {"reader": READERS - ALONE, "link": frozenset({"nobody"})},
    "renditions": {},
    "analyses": {"reader": READERS - ALONE, "link": frozenset({"nobody"})},
    "corrections": {"reader": READERS - ALONE},
    "users": {"reader": READERS - ALONE, "visitor": VISITORS},
    "profiles": {"visitor": VISITORS},
    "pictures": {},
    "auth_sessions": {},
    "audit": {},
    "mail_tokens": {},
    "passkeys": {},
    "recovery_codes": {},
    "consents": {},
    "identities": {},
    "farewells": {},
    "guardian_invites": {},
    "teacher_invites": {},
    "family_devices": {},
    "share": {},
    "jobs": {},
    "exports": {},
    "imports": {},
    "practice_metrics": {"reader": READERS - ALONE},
    "practice_days": {"reader": READERS - ALONE},
    "practice_day_items": {"reader": READERS - ALONE},
    "rolled_up": {},
    "advice": {},
    "comparisons": {},
    "merits": {},
    "awards": {},
    "challenges": {},
    "lesson_series": {},
    "lessons": {},
    "lesson_person": {},
    "lesson_notes": {},
    "blocked_days": {},
    "calendar_feeds": {},
    "assignments": {},
    "assignment_takes": {},
    "notifications": {},
    "notification_choices": {},
    "block": {},
    "teacher_student": {},
    "teacher_notes": {},
    "guardian": {},
    "groups": {},
    "group_member": {},
}
"""Which people see a row of Ann's in a table, with no WHERE, as one of the reading roles."""

EVERYBODYS = {"works"}
"""Tables of nobody's, which whoever is signed in reads whole, and nobody writes."""

PARTIES = {
    "teacher_student": {"teacher", "teacher_with_history", "ex_teacher", "blocked_teacher"},
    "teacher_notes": {"teacher"},
    "lesson_series": {"teacher", "ex_teacher"},
    "lessons": {"teacher", "ex_teacher"},
    "assignments": {"teacher"},
    "assignment_takes": {"teacher"},
    "guardian": {"guardian"},
    "consents": {"guardian"},
    "groups": {f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")} | {"blocked"},
    "group_member": {f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")} | {"blocked"},
}
"""Facts that two people or more share: who sees Ann's side of it as the web role."""


LEAVING = {"GET /me", "POST /me/restore", "POST /auth/logout"}
"""Endpoints for whoever is leaving; all the others tell them so."""

HIDDEN = {
    "farewells",
    "guardian_invites",
    "lesson_person",
    "mail_tokens",
    "recovery_codes",
    "teacher_invites",
    "teacher_notes",
}
"""Tables of which the web role shows nothing to whom it is about."""


def differences(meant: Iterable[str], found: Iterable[str]) -> dict[str, list[str]]:
    """What to tell of a door that is open to the wrong people; nothing when it is not."""
    told = {"let in": sorted(set(found) - set(meant)), "kept out": sorted(set(meant) - set(found))}
    return {name: people for name, people in told.items() if people}
