"""Looking for words as people type them: capitals, accents and how a letter is composed make no difference."""

from typing import Any

from practice_app.text import clean_line

MOST_WORDS, MOST_LETTERS = 8, 100
MARKS = "".join(map(chr, range(0x300, 0x370)))
"""Accents, parted from their letters."""


def holding(searched: str, query: str) -> tuple[str, dict[str, Any]]:
    """Give the condition that ``searched`` (a text, in SQL) holds each word of ``query`` in any order, and its values.

    Empty without a word. At most eight words of a hundred letters are looked for.
    """
    words = clean_line(query[:MOST_LETTERS]).split()[:MOST_WORDS]
    if not words:
        return "", {}
    # A row's text is folded once, however many words there are (OFFSET 0 keeps it so), and each word once for all rows.
    held = [f"strpos(f.held, (SELECT {folded(f'cast(:word{n} AS text)')})) > 0" for n in range(len(words))]
    condition = f"(SELECT {' AND '.join(held)} FROM (SELECT {folded(searched)} AS held OFFSET 0) AS f)"  # noqa: S608 - of ours; words are bound
    return condition, {"marks": MARKS} | {f"word{n}": word for n, word in enumerate(words)}


def folded(text: str) -> str:
    """Text without capitals and accents, as SQL; both sides go through it."""
    return f"translate(lower(normalize({text}, NFKD)), :marks, '')"
