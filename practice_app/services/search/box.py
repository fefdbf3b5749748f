"""One box over everything: what is one's own, and what is on the board."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from practice_app.services.search import own
from practice_app.services.search.asked import Asked, asked
from practice_app.services.search.own import OwnRow
from practice_app.services.shared.indexing import spelling


@dataclass(frozen=True)
class Answer:
    """What was found; ``shown_for``: the words it was found by, where that are others than were typed."""

    items: list[OwnRow]
    shown_for: str | None = None


def everything(db: Session, who: UUID, query: str, *, limit: int = 20, as_typed: bool = False) -> Answer:
    """Look for what somebody types in all that is theirs; with ``as_typed`` for nothing that is spelled otherwise."""
    wanted = asked(query)
    if not wanted:
        return Answer([])
    rows = own.found(db, who, wanted, limit)
    if rows or as_typed:
        return Answer(rows)
    meant = _meant(wanted, own.known(db, who))
    rows = own.found(db, who, meant, limit) if meant else []
    return Answer(rows, " ".join(meant.words) if meant and rows else None)


def _meant(wanted: Asked, known: dict[str, int]) -> Asked | None:
    """Put in place of each word that is not known the nearest that is; nothing where all are known."""
    words = tuple(_nearest(word, known) for word in wanted.words)
    return replace(wanted, words=words) if words != wanted.words else None


def _nearest(word: str, known: dict[str, int]) -> str:
    if not spelling.has_spelling(word) or any(other.startswith(word) for other in known):
        return word
    rests = spelling.variants(word)
    alike = [(other, seen) for other, seen in known.items() if rests & spelling.variants(other)]
    return next(iter(spelling.nearest(word, alike)), word)
