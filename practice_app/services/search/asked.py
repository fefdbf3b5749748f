"""What somebody typed into a search, bounded and cut into words."""

from dataclasses import dataclass, replace
from typing import Annotated, Final

from pydantic import StringConstraints

from practice_app.services.shared.indexing.words import is_signs, lexemes, tokens

LONGEST: Final = 100
MOST_WORDS: Final = 8
Query = Annotated[str, StringConstraints(max_length=1000)]
"""What is typed; what comes after a hundred letters or eight words is not looked at."""
_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»「」『』＂", '"'))
_SYLLABLES, _FINALS = 0xAC00, 28
"""Where Hangul begins, and how many endings a syllable has, none among them."""


@dataclass(frozen=True)
class Asked:
    """The words that are looked for, in their order; the last one may be typed only in part, unless it is ``closed``.

    ``tied``: after which of them the next one follows at once, in quotes. Signs in a row are tied as far as every two
    of them stand in the text.
    """

    words: tuple[str, ...]
    tied: frozenset[int] = frozenset()
    closed: bool = False

    @property
    def beginning(self) -> str:
        """The last word, where it may go on; signs in a row are found by every two of them as they are."""
        return self.words[-1] if self._goes_on(len(self.words) - 1) else ""

    def lexemes(self) -> list[list[str]]:
        """What each word is found by in the index."""
        return [_needed(word) for word in self.words]

    def tsquery(self, *, whole: bool = False) -> str:
        """The same in the words of PostgreSQL: all of them, and what begins like the last one.

        ``whole``: without that, unless it must follow the one before it.
        """
        out = ""
        apart = whole and self.beginning and len(self.words) - 2 not in self.tied
        for n, word in enumerate(self.words[:-1] if apart else self.words):
            ties = n - 1 in self.tied and not is_signs(word) and not is_signs(self.words[n - 1])
            more = ":*" if self._goes_on(n) else ""
            out += ("" if not n else " <-> " if ties else " & ") + " & ".join(f"'{one}'{more}" for one in _needed(word))
        return out

    def _goes_on(self, n: int) -> bool:
        """A sign alone is part of whatever begins with it; a word only where it is still being typed."""
        word, is_last = self.words[n], n == len(self.words) - 1
        return (is_signs(word) and len(word) == 1) or (is_last and not self.closed and not is_signs(word))

    def without_the_last_syllable(self) -> "Asked | None":
        """The same without a syllable of Hangul to which a letter may still come: who types 바이올린 passes 바이오."""
        word = self.words[-1]
        ends = ord(word[-1]) - _SYLLABLES
        open_ended = 0 <= ends < 11172 and ends % _FINALS == 0
        return replace(self, words=(*self.words[:-1], word[:-1])) if open_ended and len(word) > 1 else None


def _needed(word: str) -> list[str]:
    return lexemes(word)[:-1] if is_signs(word) and len(word) > 1 else [word]


def asked(query: str) -> Asked | None:
    """Read what was typed, words in quotes as they follow each other; nothing where no word is in it."""
    words: list[str] = []
    tied: set[int] = set()
    parts = query[:LONGEST].translate(_QUOTES).split('"')
    for number, part in enumerate(parts):
        quoted, found = number % 2 == 1, tokens(part)
        found = found if quoted else [one for one in dict.fromkeys(found) if one not in words]
        tied |= set(range(len(words), len(words) + len(found) - 1)) if quoted else set()
        words += found
    words = words[:MOST_WORDS]
    return Asked(tuple(words), frozenset(tied), len(parts) > 2 and not parts[-1].strip()) if words else None
