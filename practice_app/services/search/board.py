"""Looking through the board: which posts, best first, by which of their texts, and by other spellings where none is.

PostgreSQL finds and ranks (`alembic/search_rules.py`); by which way, is decided here from how often words are known.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import prod
from typing import Final
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.services.search.asked import Asked
from practice_app.services.shared.indexing import spelling
from practice_app.services.shared.indexing.vectors import quoted

Labels = Sequence[Collection[str]]
"""By what it is narrowed: of each of these a text has at least one."""
MOST: Final = 150
"""Texts that are ranked, as `alembic/search_rules.py` has it."""
FEW: Final = 1500
"""All of so many are read, to find the newest of them."""
LOOKED_THROUGH: Final = 10_000
"""Of the newest texts; where more would have to be, the index is quicker."""
SPARE: Final = 3.0
"""Times the weeks that would hold enough if there always were as many texts a week."""
ENTRIES: Final = 30
"""Of the index that PostgreSQL goes through in the time in which it reads a text."""
ENOUGH: Final = 20
"""With fewer found among the newer all are asked for."""
FAR_MORE: Final = 20
"""How much more often a word must be known than one that is known too, to be taken for what was meant."""


@dataclass(frozen=True)
class Place:
    """A post, and below it the comment in which it was found (else the post itself)."""

    post_id: UUID
    comment_id: UUID | None


@dataclass(frozen=True)
class Ranked:
    """Places, best first, each post once; ``words`` by which they were found."""

    places: list[Place]
    words: tuple[str, ...]


def ranked(db: Session, asked: Asked | None, labels: Labels) -> Ranked:
    """Find what whoever asks may read of the board, as the web role; also by a syllable that is typed in part."""
    if asked is None:
        return Ranked(_places(db, None, labels), ())
    places = _places(db, asked, labels)
    half = asked.without_the_last_syllable()
    if not places and half:
        return Ranked(_places(db, half, labels), half.words)
    return Ranked(places, asked.words)


def put_right(db: Session, asked: Asked, labels: Labels) -> Ranked:
    """Find by what may be meant by words that are misspelt."""
    meant = _meant(db, asked)
    return Ranked(_places(db, meant, labels), meant.words) if meant else Ranked([], asked.words)


@dataclass(frozen=True)
class _Wanted:
    """What is asked of PostgreSQL, and what is known of it: in how many texts it is, words coming together by chance.

    ``whole``: of it what is no beginning of a word; ``begun``: in how many texts something begins so.
    """

    text: str
    whole: str
    expected: float
    expected_whole: float
    begun: int
    total: int

    def held(self, part: float = 1.0) -> str:
        """What the index is asked: all of it, unless it is quicker to read in texts whether something begins so.

        The index goes through all that begins like a word, from whenever it is.
        """
        return self.whole if self.whole and ENTRIES * part * self.expected_whole < self.begun else self.text


def _places(db: Session, asked: Asked | None, labels: Labels) -> list[Place]:
    wanted = _wanted(db, asked, labels)
    if not wanted.text:
        return []
    found = _among_the_newer(db, wanted)
    if len(found) < ENOUGH:
        found = _by(db, _FEW, wanted=wanted.text, held=wanted.held())
    return list({place.post_id: place for place in reversed(found)}.values())[::-1]


_ALL: Final = "**"
_FEW: Final = "SELECT post_id, comment_id FROM app_search_few(:wanted, :held)"
_SINCE: Final = "SELECT post_id, comment_id FROM app_search_since(:wanted, :held, :part)"
_NEWEST: Final = "SELECT post_id, comment_id FROM app_search_newest(:wanted)"


def _among_the_newer(db: Session, wanted: _Wanted) -> list[Place]:
    """Find it among the newest texts or in the last weeks, where it is in so many that all of them are too many."""
    if wanted.expected < FEW:
        return []
    part = MOST / wanted.expected
    if part * wanted.total < LOOKED_THROUGH:
        found = _by(db, _NEWEST, wanted=wanted.text)
        if len(found) == MOST:
            return found
    part *= SPARE
    return _by(db, _SINCE, wanted=wanted.text, held=wanted.held(part), part=part)


def _by(db: Session, way: str, **said: object) -> list[Place]:
    return [Place(row.post_id, row.comment_id) for row in db.execute(sql(way), said)]


def _wanted(db: Session, asked: Asked | None, labels: Labels) -> _Wanted:
    narrowed = [f"({' | '.join(map(quoted, some))})" for some in labels]
    text, whole = (
        " & ".join(filter(None, [asked.tsquery(whole=one) if asked else "", *narrowed])) for one in (False, True)
    )
    known = _known(db, asked, labels)
    total = known[_ALL] = max(known.pop(""), *known.values())
    parts = [_share(asked, n, known) for n in range(len(asked.words))] if asked else []
    shares = [part / total for part in parts] + [_of_any(known, some) / total for some in labels]
    expected, begun = total * prod(shares), known["*"]
    return _Wanted(text, whole, expected, expected * total / begun if begun else expected, begun, total)


def _of_any(known: dict[str, int], some: Collection[str]) -> int:
    """In how many texts any of these is, at most."""
    return min(known[_ALL], sum(known.get(one, 0) for one in some))


def _share(asked: Asked, n: int, known: dict[str, int]) -> int:
    """In how many texts a word is: no more than its rarest two signs; the last one with all that begin like it."""
    if n == len(asked.words) - 1 and known["*"]:
        return known["*"]
    return min(known.get(lexeme, 0) for lexeme in asked.lexemes()[n])


def _known(db: Session, asked: Asked | None, labels: Labels) -> dict[str, int]:
    """Count words and labels, what begins like the last word (``*``), and all texts (an empty one)."""
    wanted = [*chain(*labels), *(lexeme for word in (asked.lexemes() if asked else []) for lexeme in word)]
    found = db.execute(
        sql("SELECT term, texts FROM app_search_counts(:wanted, :beginning)"),
        {"wanted": wanted, "beginning": (asked.beginning if asked else "")},
    )
    return {row.term: row.texts for row in found}


def _meant(db: Session, asked: Asked) -> Asked | None:
    """Put in place of each word that is hardly known the nearest that is; nothing where none is."""
    known = _known(db, asked, [])
    words = tuple(_nearest(db, word, _share(asked, n, known)) for n, word in enumerate(asked.words))
    return replace(asked, words=words) if words != asked.words else None


def _nearest(db: Session, word: str, seen: int) -> str:
    if not spelling.has_spelling(word):
        return word
    alike = db.execute(
        sql("SELECT word, texts FROM app_search_spelled(:rests)"), {"rests": sorted(spelling.variants(word))}
    )
    more = [(row.word, row.texts) for row in alike if row.texts + 1 > FAR_MORE * seen]
    return next(iter(spelling.nearest(word, more)), word)
