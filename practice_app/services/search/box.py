"""One box over everything: what is one's own, and what is on the board."""

from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import Session

from practice_app.services.search import board, own, posts
from practice_app.services.search.asked import Asked, asked
from practice_app.services.search.board import Ranked
from practice_app.services.search.rows import FoundRow
from practice_app.services.search.threads import OnBoard
from practice_app.services.shared.indexing import spelling


@dataclass(frozen=True)
class Answer:
    """What was found; ``shown_for``: the words it was found by, where that are others than were typed."""

    items: list[FoundRow]
    shown_for: str | None = None


def everything(db: Session, who: UUID, query: str, *, limit: int = 20, as_typed: bool = False) -> Answer:
    """Look for what somebody types in all that is theirs and on the board; ``as_typed``: in no other spelling."""
    wanted = asked(query)
    if not wanted:
        return Answer([])
    rows = own.found(db, who, wanted, limit) + _posts(db, board.ranked(db, wanted, []), limit)
    if rows or as_typed:
        return Answer(rows)
    mine = _meant(wanted, own.known(db, who))
    rows = own.found(db, who, mine, limit) if mine else []
    theirs = board.put_right(db, wanted, [])
    rows += _posts(db, theirs, limit)
    words = mine.words if mine and rows and rows[0].kind != "post" else theirs.words
    return Answer(rows, " ".join(words) if rows else None)


def posts_found(db: Session, who: UUID, sought: OnBoard, *, limit: int = 20) -> Answer:
    """Look through the board alone, as the box shows it."""
    del who  # the transaction says who asks
    wanted = asked(sought.query)
    if not wanted:
        return Answer([])
    labels = sought.labels(db)
    rows = _posts(db, board.ranked(db, wanted, labels), limit)
    if rows or sought.as_typed:
        return Answer(rows)
    meant = board.put_right(db, wanted, labels)
    rows = _posts(db, meant, limit)
    return Answer(rows, " ".join(meant.words) if rows else None)


def _posts(db: Session, ranked: Ranked, limit: int) -> list[FoundRow]:
    shown = posts.shown(db, ranked.places[:limit], ranked.words) if ranked.places else []
    return [FoundRow("post", row.id, row.title, row.author, row.at, row.hit, row.moment) for row in shown]


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
