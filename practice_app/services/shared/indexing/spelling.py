"""How words that are spelled alike find each other: by what is left of them when a letter is left out.

Two words that differ by a letter too many, missing, wrong or swapped have such a rest in common, which an index finds
at once. Hangul is taken apart into its letters first.
"""

import math
import unicodedata
from collections.abc import Iterable
from typing import Final

from practice_app.services.shared.indexing.words import is_signs

SHORTEST, LONGEST = 3, 24
"""Letters of a word that is looked for under another spelling."""
FURTHEST: Final = 2
_PARTICLES: Final = (
    *("에서", "으로", "에게", "까지", "부터", "처럼", "보다", "이나", "에는", "이랑"),
    *("은", "는", "이", "가", "을", "를", "의", "에", "로", "도", "와", "과", "만"),
)
_COMMON: Final = 0.15
"""How much a word that is seen often is preferred, as measured: letters for each e-fold."""


def stem(word: str) -> str:
    """Give a word of Hangul without the particle that it ends with, if it does."""
    return next((word[: -len(end)] for end in _PARTICLES if len(word) > len(end) + 1 and word.endswith(end)), word)


def parted(word: str) -> str:
    """Give a word letter by letter."""
    return unicodedata.normalize("NFD", word)


def has_spelling(word: str) -> bool:
    """Tell whether a word may be misspelt: letters of some alphabet, neither a number nor Han or Kana."""
    letters = parted(word)
    spelled = not is_signs(word) or all("\uac00" <= sign <= "\ud7a3" for sign in word)
    return spelled and SHORTEST <= len(letters) <= LONGEST and not any(sign.isdigit() for sign in word)


def variants(word: str) -> set[str]:
    """Give a word and all that is left of it without one of its letters."""
    letters = parted(word)
    return {letters} | {letters[:place] + letters[place + 1 :] for place in range(len(letters))}


def distance(one: str, other: str) -> int:
    """Count the letters that are too many, missing, wrong, or swapped with their neighbour."""
    a, b = parted(one), parted(other)
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        earlier, before, row = before, row, [i]
        for j, right in enumerate(b, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (left != right))
            if i > 1 and j > 1 and left == b[j - 2] and a[i - 2] == right:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
    return row[-1]


def nearest(word: str, known: Iterable[tuple[str, int]]) -> list[str]:
    """Order the words that this one may be meant for, the likeliest first; each is known with how often it is seen."""
    furthest = FURTHEST if len(parted(word)) > 4 else 1
    far = {other: (distance(word, other), seen) for other, seen in known if other != word}
    near = {other: away - _COMMON * math.log(seen + 1) for other, (away, seen) in far.items() if away <= furthest}
    return sorted(near, key=lambda other: (near[other], other))
