"""How the people of the matrix stand to Ann, whose things it is about; `cast.py` makes them."""

ALONE = frozenset({"owner"})
READERS = ALONE | {"teacher", "teacher_with_history", "guardian"}
WITH_HISTORY = READERS - {"teacher"}
MEMBERS = frozenset({"member_sessions"})
NONE = frozenset()
TEACHERS = frozenset({"teacher", "teacher_with_history"})
VISITORS = READERS - ALONE | {f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")}
"""Who looks at Ann's profile, which she shows her teachers and her groups."""
EVERYBODY_ELSE = frozenset(
    {
        *(
            "teacher",
            "teacher_with_history",
            "ex_teacher",
            "other_teacher",
            "blocked_teacher",
            "guardian",
            "other_guardian",
        ),
        *(f"member_{level}" for level in ("nothing", "minutes", "statistics", "sessions")),
        *("ex_member", "asked", "blocked", "moderator", "admin", "stranger"),
    }
)
"""Who reads what stands on the board: whoever has an account."""
