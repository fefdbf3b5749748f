"""What people may tell of themselves: bounded, cleaned, and said beside its field when it can't be taken."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import PlayerKind, Seen
from practice_app.models.columns import now
from practice_app.services import accounts
from practice_app.text import clean_line, clean_text, fold
from practice_app.words import level_key

LEVEL_LENGTH = 40
BIO_LENGTH = 1000
TAG_LENGTH, MOST_TAGS = 30, 10
SPECIALTY_LENGTH, MOST_SPECIALTIES = 60, 10
MOST_YEARS, FIRST_YEAR = 100, 1900
MOST_REMINDERS = 10
MOST_LESSON_REMINDERS = 5
LONGEST_BEFORE_MIN = 7 * 24 * 60
PRIVACY = ("profile", "statistics", "sessions")
_AT = re.compile(r"(?:[01][0-9]|2[0-3]):[0-5][0-9]")
_CHOOSE = msg("Choose one of what is offered.")
_SHORTER = msg("Use at most {n} characters.")
_FEWER = msg("Choose at most {n}.")


def cleaned(changes: dict[str, Any]) -> dict[str, Any]:
    """Clean what is to be changed, each by its rule; raise ``Invalid`` for what can't be taken."""
    return {name: CLEANERS[name](value) for name, value in changes.items()}


def clean_kind(value: str | None) -> str | None:
    """Take what making music is to somebody."""
    if value is not None and value not in list(PlayerKind):
        raise Invalid("kind", _CHOOSE)
    return value


def clean_level(value: str | None, field: str = "level") -> str | None:
    """Take how far somebody is: a level that everybody knows becomes its key, words of one's own stay."""
    level = clean_line(value or "")
    if len(level) > LEVEL_LENGTH:
        raise Invalid(field, _SHORTER, n=LEVEL_LENGTH)
    return level_key(level) or None


def clean_instrument_levels(value: dict[str, str]) -> dict[str, str]:
    """Take a level for each of some instruments."""
    told = {name: clean_level(level, "instrument_levels") for name, level in _by_instrument("instrument_levels", value)}
    return {name: level for name, level in told.items() if level}


def clean_instrument_since(value: dict[str, int]) -> dict[str, int]:
    """Take for each of some instruments the year in which somebody began with it."""
    told = dict(_by_instrument("instrument_since", value))
    if not all(FIRST_YEAR <= year <= now().year + 1 for year in told.values()):
        raise Invalid("instrument_since", "Give a year that has been.")
    return told


def _by_instrument(field: str, value: dict[str, Any]) -> list[tuple[str, Any]]:
    if len(value) > accounts.MAX_INSTRUMENTS:
        raise Invalid(field, _FEWER, n=accounts.MAX_INSTRUMENTS)
    named = [(accounts.clean_instruments([name]), told) for name, told in value.items()]
    return [(names[0], told) for names, told in named if names]


def clean_bio(value: str) -> str:
    """Take a few words about oneself."""
    bio = clean_text(value)
    if len(bio) > BIO_LENGTH:
        raise Invalid("bio", _SHORTER, n=BIO_LENGTH)
    return bio


def clean_hashtags(values: list[str]) -> list[str]:
    """Take hashtags in any script, with or without their ``#``: one word of letters and digits each, each once."""
    found: dict[str, str] = {}
    for value in values:
        tag = clean_line(value).lstrip("#\uff03")
        if not all(_may_stand(sign) for sign in tag):
            raise Invalid("hashtags", "A hashtag is one word of letters and digits, like #violin.")
        if len(tag) > TAG_LENGTH:
            raise Invalid("hashtags", _SHORTER, n=TAG_LENGTH)
        found.setdefault(fold(tag), tag)
    tags = [tag for tag in found.values() if tag]
    if len(tags) > MOST_TAGS:
        raise Invalid("hashtags", _FEWER, n=MOST_TAGS)
    return tags


def _may_stand(sign: str) -> bool:
    """Whether a sign may stand in a hashtag: a letter, its mark, a digit or ``_``."""
    return sign == "_" or unicodedata.category(sign)[0] in "LMN"


def clean_specialties(values: list[str]) -> list[str]:
    """Take what somebody knows best, each once."""
    lines = [clean_line(value) for value in values]
    if any(len(line) > SPECIALTY_LENGTH for line in lines):
        raise Invalid("specialties", _SHORTER, n=SPECIALTY_LENGTH)
    found = list({fold(line): line for line in reversed(lines) if line}.values())[::-1]
    if len(found) > MOST_SPECIALTIES:
        raise Invalid("specialties", _FEWER, n=MOST_SPECIALTIES)
    return found


def clean_years(value: int | None) -> int | None:
    """Take how many years somebody has played."""
    if value is not None and not 0 <= value <= MOST_YEARS:
        raise Invalid("years_playing", "Give a number of years from 0 to {n}.", n=MOST_YEARS)
    return value


def clean_privacy(value: dict[str, str]) -> dict[str, str]:
    """Take to whom some parts of the profile's page are shown."""
    if not set(value) <= set(PRIVACY) or not set(value.values()) <= set(Seen):
        raise Invalid("privacy", _CHOOSE)
    return value


def clean_reminders(values: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Take the hours at which somebody wants to be reminded: days of the week (0 is Monday) and a time like 17:30."""
    if len(values) > MOST_REMINDERS:
        raise Invalid("reminders", _FEWER, n=MOST_REMINDERS)
    for value in values:
        if not _AT.fullmatch(value["at"]) or not set(value["weekdays"]) <= set(range(7)):
            raise Invalid("reminders", "Give days of the week and a time like 17:30.")
    return [{"weekdays": sorted(set(value["weekdays"])), "at": value["at"]} for value in values]


def clean_lesson_reminders(values: list[int]) -> list[int]:
    """Take how many minutes before a lesson somebody wants to be reminded."""
    if len(values) > MOST_LESSON_REMINDERS or not all(0 <= value <= LONGEST_BEFORE_MIN for value in values):
        raise Invalid(
            "lesson_reminders_min", "Give up to {n} numbers of minutes, a week at most.", n=MOST_LESSON_REMINDERS
        )
    return sorted(set(values))


CLEANERS: dict[str, Callable[[Any], Any]] = {
    "kind": clean_kind,
    "level": clean_level,
    "instrument_levels": clean_instrument_levels,
    "instrument_since": clean_instrument_since,
    "specialties": clean_specialties,
    "years_playing": clean_years,
    "bio": clean_bio,
    "hashtags": clean_hashtags,
    "reminders": clean_reminders,
    "lesson_reminders_min": clean_lesson_reminders,
    "privacy": clean_privacy,
}
"""What can be told, and by which rule it is taken."""
