"""Telling somebody something that they find again, and of what people are told at all."""

from practice_app.services.shared.telling.kinds import (
    ALWAYS_MAILED,
    COME,
    OWN_LETTERS,
    SENTENCES,
    TEACHERS,
    UNKNOWN,
    Ways,
    begins,
)
from practice_app.services.shared.telling.telling import tell, tell_all, wanted

__all__ = [
    "ALWAYS_MAILED",
    "COME",
    "OWN_LETTERS",
    "SENTENCES",
    "TEACHERS",
    "UNKNOWN",
    "Ways",
    "begins",
    "tell",
    "tell_all",
    "wanted",
]
