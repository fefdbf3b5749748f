"""Who is in the demo, and what they practise."""

from practice_app.demo.people.ann import ANN, PARTITA, STUDY, WHOLE
from practice_app.demo.people.helena import TEACHER
from practice_app.demo.people.player import AS_USUAL, Aim, Habit, Passage, Player, Routine, Wishes, Work
from practice_app.demo.people.pupils import CLASS

EVERYONE = (ANN, TEACHER, *CLASS)

__all__ = [
    "ANN",
    "AS_USUAL",
    "CLASS",
    "EVERYONE",
    "PARTITA",
    "STUDY",
    "TEACHER",
    "WHOLE",
    "Aim",
    "Habit",
    "Passage",
    "Player",
    "Routine",
    "Wishes",
    "Work",
]  # fmt: skip
