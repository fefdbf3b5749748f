"""What a person may write, cleaned by one rule.

The same rule stands in ``components/outbox/text.js``, since a device cleans what it keeps for later; both are held to
``tests/text_cases.json``. What can't be stored or seen is taken out rather than refused: a session is never stuck for
a character that nobody knows is there.
"""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SPACES = re.compile("[\t\n \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_NEVER = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls
    "\ud800-\udfff"  # halves of a character
    "\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"  # blanks without width, marks of direction
    "\u17b4\u17b5\u3164\uffa0\ufeff\ufff9-\ufffb"  # fillers
    "\ufdd0-\ufdef\ufffe\uffff]"  # no characters at all
)
_JOINERS = re.compile("[\u034f\u115f\u1160\u180b-\u180f\u200c\u200d\u2800\ufe00-\ufe0f\U000e0000-\U000e0fff]")
"""Nothing to see alone, but part of how a letter or an emoji looks: kept beside something that is seen."""
_LONGEST = 50_000
"""More than any field takes; what comes after is not looked at, as the field refuses it for its length."""
_MARKS = 30
"""Marks on one letter (UAX 15, Stream-Safe Text): with thousands of them composing takes for ever."""


def is_invisible(sign: str) -> bool:
    """Tell whether a character leaves nothing to see, spaces apart."""
    return bool(_NEVER.match(sign) or _JOINERS.match(sign) or _LINE_ENDS.match(sign))


def clean_text(value: str) -> str:
    """Clean a text of several lines: one sign for a line's end, nothing hidden, composed, trimmed; maybe empty."""
    known = _NEVER.sub("", _LINE_ENDS.sub("\n", value[:_LONGEST]))
    seen = unicodedata.normalize("NFC", _few_marks(known))
    return seen.strip() if _shows(seen) else ""


def clean_line(value: str) -> str:
    """Clean a name or a title: the same in one line, with single spaces."""
    return _SPACES.sub(" ", clean_text(value))


def fold(value: str) -> str:
    """Give what two names are compared by: how they look, apart from case, width and what can't be seen."""
    seen = _JOINERS.sub("", unicodedata.normalize("NFKC", clean_line(value)))
    return unicodedata.normalize("NFC", clean_line(seen).lower())


def bare(value: str) -> str:
    """Give what a search compares: folded, and without accents (``dvorak`` for ``Dvořák``)."""
    parted = unicodedata.normalize("NFKD", fold(value))
    return unicodedata.normalize("NFC", "".join(sign for sign in parted if not unicodedata.combining(sign)))


def _shows(value: str) -> bool:
    return bool(_SPACES.sub("", _JOINERS.sub("", value)))


def _few_marks(value: str) -> str:
    """Leave out what stands on a letter beyond thirty marks."""
    if value.isascii():
        return value
    kept, marks = [], 0
    for sign in value:
        marks = marks + 1 if unicodedata.category(sign).startswith("M") else 0
        if marks <= _MARKS:
            kept.append(sign)
    return "".join(kept)
