"""The Evening Study in D: sixteen bars in common time, written for the demo, so that anybody may copy and play it."""

from dataclasses import dataclass

TITLE, COMPOSER, MARKING = "Evening Study in D", "Helena Brandt", "Calmly"
BEATS, BARS, BPM = 4, 16, 66
REST = None
_LETTERS = {"C": 0, "D": 2, "E": 4, "F": 5, "G": 7, "A": 9, "B": 11}
_SHARP = ("F", "C")
"""The key: two sharps."""

_THEME = "D4 F4 A4 D5 | C5/ B4/ A4. G4 | F4 G4 A4 F4 | E4: r"
_ANSWER = "A4 F4 D4 F4 | G4/ A4/ B4. A4 | G4 F4/ E4/ F4 E4 | D4: r"
_MIDDLE = "B4 B4/ C5/ D5 B4 | A4 F4 D4. | G4 A4/ B4/ A4 G4 | F4 E4 A4."
_CLOSE = "D5 C5/ B4/ A4 F4 | G4. B4 A4 | F4/ G4/ A4 E4 C4 | D4: r"
_BEATS = {"/": 0.5, ".": 2.0, ":": 3.0}


@dataclass(frozen=True)
class Note:
    """A note of the study: how it is written (``F4``; the key makes it sharp), from which beat, and how long.

    ``midi`` is ``None`` for a rest.
    """

    letter: str
    octave: int
    at: float
    beats: float
    midi: int | None


def notes() -> list[Note]:
    """List them in order; nothing comes twice, so that bars can be counted off."""
    found: list[Note] = []
    at = 0.0
    for word in f"{_THEME} | {_ANSWER} | {_MIDDLE} | {_CLOSE}".replace("|", " ").split():
        note = _note(word, at)
        found.append(note)
        at += note.beats
    return found


def _note(word: str, at: float) -> Note:
    if word == "r":
        return Note("", 0, at, 1.0, REST)
    letter, octave = word[0], int(word[1])
    sharp = 1 if letter in _SHARP else 0
    return Note(letter, octave, at, _BEATS.get(word[2:], 1.0), 12 * (octave + 1) + _LETTERS[letter] + sharp)
