"""What somebody typed into a search, bounded and cut into words."""

from dataclasses import dataclass
from typing import Annotated, Final

from pydantic import StringConstraints

from practice_app.services.shared.indexing.words import is_signs, lexemes, tokens

LONGEST: Final = 100
MOST_WORDS: Final = 8
Query = Annotated[str, StringConstraints(max_length=1000)]
"""What is typed; what comes after a hundred letters or eight words is not looked at."""
_SYLLABLES, _FINALS = 0xAC00, 28
"""Where Hangul begins, and how many endings a syllable has, none among them."""


@dataclass(frozen=True)
class Asked:
    """The words that are looked for, in their order; the last one may be typed only in part."""

    words: tuple[str, ...]

    @property
    def beginning(self) -> str:
        """The last word, where it may go on; signs in a row are found by every two of them as they are."""
        return self.words[-1] if _goes_on(self.words[-1], is_last=True) else ""

    def lexemes(self) -> list[list[str]]:
        """What each word is found by in the index."""
        return [_needed(word) for word in self.words]

    def tsquery(self) -> str:
        """The same in the words of PostgreSQL: all of them, and what begins like the last one."""
        last = len(self.words) - 1
        return " & ".join(
            f"'{lexeme}'{':*' if _goes_on(word, is_last=n == last) else ''}"
            for n, word in enumerate(self.words)
            for lexeme in _needed(word)
        )

    def without_the_last_syllable(self) -> "Asked | None":
        """The same without a syllable of Hangul to which a letter may still come: who types 바이올린 passes 바이오."""
        word = self.words[-1]
        ends = ord(word[-1]) - _SYLLABLES
        open_ended = 0 <= ends < 11172 and ends % _FINALS == 0
        return Asked((*self.words[:-1], word[:-1])) if open_ended and len(word) > 1 else None


def _needed(word: str) -> list[str]:
    return lexemes(word)[:-1] if is_signs(word) and len(word) > 1 else [word]


def _goes_on(word: str, *, is_last: bool) -> bool:
    """A sign alone is part of whatever begins with it; a word only where it is still being typed."""
    return (is_signs(word) and len(word) == 1) or (is_last and not is_signs(word))


def asked(query: str) -> Asked | None:
    """Read what was typed; nothing where no word is in it."""
    words = tokens(query[:LONGEST])[:MOST_WORDS]
    return Asked(tuple(dict.fromkeys(words))) if words else None
