"""User names: what somebody with no e-mail address signs in with; in any script, and told apart by how they look.

Kept folded alone: NFKC, lower case, nothing hidden. So ``Minji``, ``MINJI`` and full-width ``ｍｉｎｊｉ`` are one.
"""

import unicodedata

from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.text import fold

LENGTH = (3, 32)
JOINING = frozenset("._-")
RESERVED = frozenset(
    {"admin", "administrator", "anonymous", "deleted", "guest", "help", "info", "mail", "me", "moderator", "moderators"}
    | {"nobody", "null", "official", "operator", "owner", "postmaster", "root", "security", "staff", "steward"}
    | {"support", "system", "teacher", "test", "undefined", "webmaster", "woodshed"}
)
"""What somebody might take for whoever runs this Woodshed, or for nobody."""
ALIKE = frozenset({"LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE"})
"""Scripts whose letters look like one another's: a name is written in one of them."""
SHORT_IN_WIDE = 2
"""Han, Hangul and Kana say more with a sign: two of them are a name."""
LETTERS = msg("Use letters and digits; a dot, a hyphen or a line below may stand between them.")
ANOTHER = msg("Please choose another name.")
TAKEN = msg("Somebody has this name already. Add a letter or a number?")


def folded(value: str) -> str:
    """Write a name the way it is kept and looked up; empty for what is none."""
    return fold(value[:1000])


def new(value: str) -> str:
    """Take a name for a new account; raise ``Invalid`` for any that could not be typed, told apart or be taken well."""
    name = folded(value)
    shortest, longest = LENGTH
    if len(name) < (SHORT_IN_WIDE if any(map(_is_wide, name)) else shortest):
        raise Invalid("username", "Use at least {n} characters.", n=shortest)
    if len(name) > longest:
        raise Invalid("username", "Use at most {n} characters.", n=longest)
    if not _is_written_well(name):
        raise Invalid("username", LETTERS)
    if name.strip("._-0123456789") in RESERVED:
        raise Invalid("username", ANOTHER)
    return name


def _is_written_well(name: str) -> bool:
    joined = "".join("." if sign in JOINING else sign for sign in name)
    letters = joined.replace(".", "")
    return (
        all(_is_letter(sign) or unicodedata.category(sign) == "Nd" or _is_mark(sign) for sign in letters)
        and ".." not in joined
        and joined == joined.strip(".")
        and any(map(_is_letter, name))
        and not _is_mark(name[0])
        and len(ALIKE & {unicodedata.name(sign, "").partition(" ")[0] for sign in letters}) < 2
    )


def _is_letter(sign: str) -> bool:
    return unicodedata.category(sign)[0] == "L"


def _is_mark(sign: str) -> bool:
    """Part of a letter in scripts that don't write all of it as one sign (Devanagari, Thai)."""
    return unicodedata.category(sign) in ("Mn", "Mc")


def _is_wide(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"
