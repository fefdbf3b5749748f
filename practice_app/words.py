"""The words that everybody means alike: instruments and focus areas, stored by their small English name.

Whatever somebody types that is one of them in any of our languages becomes that key; other words stay as they were
written. The browser has the same list in ``words.js``, for what is shown and typed with no network.
"""

from functools import lru_cache
from typing import Final

from practice_app.locales import LANGUAGES, msg, translate
from practice_app.text import fold

INSTRUMENTS: Final = {
    "violin": msg("Violin"),
    "viola": msg("Viola"),
    "cello": msg("Cello"),
    "double bass": msg("Double bass"),
    "piano": msg("Piano"),
    "guitar": msg("Guitar"),
    "flute": msg("Flute"),
    "oboe": msg("Oboe"),
    "clarinet": msg("Clarinet"),
    "bassoon": msg("Bassoon"),
    "saxophone": msg("Saxophone"),
    "trumpet": msg("Trumpet"),
    "horn": msg("Horn"),
    "trombone": msg("Trombone"),
    "tuba": msg("Tuba"),
    "harp": msg("Harp"),
    "percussion": msg("Percussion"),
    "voice": msg("Voice"),
    "other": msg("Another instrument"),
}
FOCUS: Final = {
    "intonation": msg("Intonation"),
    "rhythm": msg("Rhythm"),
    "tone": msg("Tone"),
    "technique": msg("Technique"),
    "scales": msg("Scales"),
    "expression": msg("Expression"),
    "memory": msg("Memory"),
    "sight-reading": msg("Sight-reading"),
}


def instrument_key(text: str) -> str:
    """Give the key of an instrument written in any of our languages; else the text itself."""
    return _keys("instruments").get(fold(text), text)


def focus_key(text: str) -> str:
    """Give the key of a focus area written in any of our languages; else the text itself."""
    return _keys("focus").get(fold(text), text)


@lru_cache
def _keys(kind: str) -> dict[str, str]:
    known = INSTRUMENTS if kind == "instruments" else FOCUS
    named = {fold(translate(tag, name)): key for key, name in known.items() for tag in LANGUAGES}
    return named | {fold(key): key for key in known}
