"""A person's pieces as one looks for them: what was practised last stands first, and a few letters find the rest.

A search is forgiving: capitals, accents and how a letter is composed make no difference, and the words may stand in any
order in title and composer.
"""

from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.services import progress
from practice_app.services.pieces import rows as shown
from practice_app.services.pieces.rows import PieceRow
from practice_app.services.shared.paging import Key, Page, page, place
from practice_app.text import clean_line

MOST_WORDS = 8
MOST_LETTERS = 100
Query = Annotated[str, StringConstraints(max_length=MOST_LETTERS)]
Order = Literal["made", "practised"]
_MARKS = "".join(map(chr, range(0x300, 0x370)))
"""Accents, parted from their letters."""
_KEYS: dict[str, str] = {
    "made": "p.created_at",
    # What was never practised comes after all that was, the newest first.
    "practised": "coalesce(worked.last_practised_at, p.created_at - interval '1000 years')",
}


def listed(
    db: Session,
    who: UUID,
    *,
    query: str = "",
    order: Order = "practised",
    limit: int = 100,
    after: str | None = None,
) -> Page[PieceRow]:
    """List the pieces that hold every word of ``query``, from the first one after the cursor ``after``."""
    progress.ready(db, who)
    key = place(after)
    where, values = _holding(query)
    values |= {"user_id": who, "limit": limit + 1}
    if key:
        where += f" AND ({_KEYS[order]}, p.id) < (:before, :id)"
        values |= {"before": key.moment, "id": key.id}
    asked = f"{shown.many(where, _KEYS[order])} ORDER BY key DESC, p.id DESC LIMIT :limit"
    found = db.execute(sql(asked), values).all()
    return page([shown.row(row) for row in found], limit, [Key(row.key, row.id) for row in found])


def _holding(query: str) -> tuple[str, dict[str, Any]]:
    """The condition that a piece holds each of these words, and its values."""
    words = clean_line(query[:MOST_LETTERS]).split()[:MOST_WORDS]
    if not words:
        return "", {}
    held = [f"strpos({_folded(_NAME)}, {_folded(f'cast(:word{n} AS text)')}) > 0" for n in range(len(words))]
    return " AND " + " AND ".join(held), {"marks": _MARKS} | {f"word{n}": word for n, word in enumerate(words)}


_NAME = "p.title || ' ' || p.composer"


def _folded(text: str) -> str:
    """Text without capitals and accents, as SQL; both sides go through it."""
    return f"translate(lower(normalize({text}, NFKD)), :marks, '')"
