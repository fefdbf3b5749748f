"""Tags: one name for all spellings of a word, and what kind of word it is."""

from typing import Any, Final

from practice_app.locales import msg
from practice_app.models import TagKind
from practice_app.models.forum import TAG_LENGTH
from practice_app.text import fold
from practice_app.words import INSTRUMENTS, instrument_key

TECHNIQUES: Final = {
    "intonation": msg("Intonation"),
    "vibrato": msg("Vibrato"),
    "shifting": msg("Shifting"),
    "bowing": msg("Bowing"),
    "spiccato": msg("Spiccato"),
    "détaché": msg("Détaché"),
    "collé": msg("Collé"),
    "legato": msg("Legato"),
    "staccato": msg("Staccato"),
    "pizzicato": msg("Pizzicato"),
    "articulation": msg("Articulation"),
    "breathing": msg("Breathing"),
    "embouchure": msg("Embouchure"),
    "pedalling": msg("Pedalling"),
    "fingering": msg("Fingering"),
    "scales": msg("Scales"),
    "rhythm": msg("Rhythm"),
    "sight-reading": msg("Sight-reading"),
    "memorising": msg("Memorising"),
    "posture": msg("Posture"),
    "slow practice": msg("Slow practice"),
    "performance nerves": msg("Performance nerves"),
}
"""Words of technique that everybody means alike; others are words like any other."""
KINDS: Final = {
    "student": msg("Students"),
    "hobby": msg("Playing for joy"),
    "professional": msg("Professionals"),
    "teacher": msg("Teachers"),
}
"""What making music is to those whose posts have it as a tag."""
MOST: Final = 10


def tag_name(value: str) -> str:
    """Give the one name of a tag: folded, without its ``#``; an instrument's key in whatever language it was typed."""
    name = fold(value.lstrip("# "))[:TAG_LENGTH].strip()
    return fold(instrument_key(name))


def tag_names(values: list[str]) -> list[str]:
    """The names of these, each once."""
    return [name for name in dict.fromkeys(map(tag_name, values)) if name][:MOST]


def kind_of(name: str) -> TagKind:
    """What kind of word a tag is; of works a post says so itself."""
    if name in INSTRUMENTS:
        return TagKind.INSTRUMENT
    return TagKind.TECHNIQUE if name in TECHNIQUES else TagKind.GENERAL


def of_author(instruments: list[str], kind: str | None) -> list[str]:
    """The tags that a post has of who wrote it: what they play, and what making music is to them."""
    return [*tag_names(instruments), *([kind] if kind in KINDS else [])]


def called(name: str) -> Any:
    """The message id of a tag that has a name in every language, else the tag itself."""
    return {**INSTRUMENTS, **TECHNIQUES, **KINDS}.get(name, name)
