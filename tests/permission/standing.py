"""How the people of the matrix stand to Ann, whose things it is about; `cast.py` makes them."""

ALONE = frozenset({"owner"})
READERS = ALONE | {"teacher", "teacher_with_history", "guardian"}
WITH_HISTORY = READERS - {"teacher"}
MEMBERS = frozenset({"member_sessions"})
NONE = frozenset()
TEACHERS = frozenset({"teacher", "teacher_with_history"})
VISITORS = READERS - ALONE | {f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")}
"""Who looks at Ann's profile, which she shows her teachers and her groups."""
