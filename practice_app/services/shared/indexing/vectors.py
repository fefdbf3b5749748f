"""What is written into the index of a text: its words with where they stand and how much they count, and its labels."""

from collections.abc import Iterable
from typing import Final

from practice_app.services.shared.indexing.spelling import has_spelling, stem
from practice_app.services.shared.indexing.words import folded, is_signs, lexemes, tokens

Weighed = tuple[str, str]
"""A text, and what its words count: ``A`` most, ``D`` least."""
PLACES: Final = 12
"""Of one word in a text that are kept; more tell nothing."""
_LAST_PLACE: Final = 16_383
"""PostgreSQL's."""
_SHORTEST_ROW: Final = 3


def labels(category: str, tags: Iterable[str]) -> list[str]:
    """Give that by which a search is narrowed, as words that nobody can write."""
    return [f"c:{category}", *sorted({label(tag) for tag in tags})]


def label(tag: str) -> str:
    """Give a tag, or an instrument, as it is narrowed by."""
    return f"t:{folded(tag)}"


def vector(texts: Iterable[Weighed], labelled: Iterable[str]) -> str:
    """Write a text in PostgreSQL's form of a ``tsvector``."""
    places: dict[str, list[str]] = {}
    at = 0
    for text, weight in texts:
        for token in tokens(text):
            for word in [*lexemes(token), *_whole(token)]:
                at = min(at + 1, _LAST_PLACE)
                if len(places.setdefault(word, [])) < PLACES:
                    places[word].append(f"{at}{weight}")
    words = [f"'{word}':{','.join(where)}" for word, where in places.items()]
    return " ".join([*words, *(quoted(one) for one in labelled)])


def quoted(label: str) -> str:
    """Write a label as a word of a vector or a question, whatever is in it."""
    escaped = label.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def spelled(texts: Iterable[Weighed]) -> list[str]:
    """Give the words of a text that may be looked for misspelt, each once, those that count most first."""
    found = (word for text, _weight in texts for token in tokens(text) for word in (token, *_whole(token)))
    return list(dict.fromkeys(filter(has_spelling, found)))


def _whole(token: str) -> list[str]:
    """A word of Hangul as a whole, and without its particle: by them others find how they are spelled."""
    if not is_signs(token):
        return []
    whole = dict.fromkeys((token, stem(token)))
    return [word for word in whole if len(word) >= _SHORTEST_ROW and has_spelling(word)]
