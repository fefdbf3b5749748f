"""What a text is found by: its words, folded, and of Hangul, Han and Kana, which know no spaces, every two signs.

Folded: width, capitals, accents on letters of ours, and traditional beside simplified signs make no difference. The
same is done to what is written and to what is looked for, so that PostgreSQL only compares (decision 83).
"""

import re
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Final

from practice_app.text import clean_text

LONGEST: Final = 40
"""Letters of a word that are looked at."""
MOST: Final = 4000
"""Words of a text that are looked at."""
_SIGNS = "\uac00-\ud7a3\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
_TOKEN = re.compile(f"[{_SIGNS}]+|[^\\W_{_SIGNS}\u1100-\u11ff]+")
"""Signs in a row, or a word of letters and digits. Halves of a syllable, typed so far, are neither."""
_SIGN = re.compile(f"[{_SIGNS}]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_WRITTEN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"})
"""Letters that are not taken apart into a letter and its accent."""


def folded(text: str) -> str:
    """Give a text as it is compared."""
    plain = unicodedata.normalize("NFKC", text).casefold().translate(_WRITTEN)
    if not plain.isascii():
        plain = unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", plain))).translate(_simple())
    return plain


@lru_cache
def _simple() -> dict[int, int]:
    """Traditional signs by their simplified ones: several become one, so that nothing depends on what stands beside."""
    first, second = Path(__file__).with_name("han.txt").read_text(encoding="utf-8").split()
    return str.maketrans(first, second)


@lru_cache
def _traditional() -> dict[str, str]:
    other: dict[str, str] = {}
    for traditional, simple in _simple().items():
        other[chr(simple)] = other.get(chr(simple), "") + chr(traditional)
    return other


def alike(sign: str) -> str:
    """Give a folded sign with all that are folded to it."""
    return sign + _traditional().get(sign, "")


def tokens(text: str) -> list[str]:
    """Cut a text into words, and into signs in a row, folded."""
    return [found[:LONGEST] for found in _TOKEN.findall(folded(clean_text(text)))[:MOST]]


def written(text: str) -> list[tuple[int, int]]:
    """Tell where the words, and the signs in a row, of a cleaned text stand, before they are folded."""
    return [found.span() for found in _TOKEN.finditer(text)]


def is_signs(token: str) -> bool:
    """Tell whether a token is a row of signs, not a word."""
    return bool(_SIGN.match(token))


def lexemes(token: str) -> list[str]:
    """Give what a token is indexed by: itself, or its signs two by two and the last one alone."""
    if not is_signs(token):
        return [token]
    return [token[place : place + 2] for place in range(len(token))]
