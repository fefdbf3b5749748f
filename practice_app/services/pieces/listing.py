"""A person's pieces as one looks for them: what was practised last stands first, and a few letters find the rest.

A search is forgiving: capitals, accents and how a letter is composed make no difference, and the words may stand in any
order in title and composer.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import StringConstraints
from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.models import PieceStatus
from practice_app.services import progress
from practice_app.services.pieces import rows as shown
from practice_app.services.pieces.rows import PieceRow
from practice_app.services.shared import folding
from practice_app.services.shared.access import visible_sql
from practice_app.services.shared.folding import MOST_LETTERS
from practice_app.services.shared.paging import Key, Page, after_id, page, place

Query = Annotated[str, StringConstraints(max_length=MOST_LETTERS)]
Order = Literal["made", "practised", "title", "composer", "status", "most"]
ORDERS: tuple[Order, ...] = ("practised", "title", "composer", "status", "most", "made")
_NAME = "p.title || ' ' || p.composer"
"""In which a word is looked for."""
_NEWEST = ("made", "practised")
"""Orders by a moment, the newest first; the cursor holds the moment. The others' cursor holds the piece's id alone."""
_RANK = "array_position(ARRAY['learning', 'polishing', 'performing', 'resting'], p.status)"
_OF_PIECE: dict[str, tuple[str, str]] = {
    "made": ("p.created_at", "0"),
    # What was never practised comes after all that was, the newest first.
    "practised": ("p.created_at - interval '1000 years'", "0"),
    "title": ("lower(p.title)", "lower(p.composer)"),
    # What has no composer comes last.
    "composer": ("CASE p.composer WHEN '' THEN chr(1114111) ELSE lower(p.composer) END", "lower(p.title)"),
    "status": (_RANK, "lower(p.title)"),
    "most": ("0", "lower(p.title)"),
}
"""Two keys of what a piece says itself."""
_KEYS = ("max(t.first)", "max(t.second)")
_OF_PRACTICE: dict[str, tuple[str, str]] = {
    "practised": ("coalesce(max(t.last_practised_at), max(t.first))", "max(t.second)"),
    "most": ("-sum(t.seconds)", "max(t.second)"),
}
"""Where what was put into it makes the keys."""


@dataclass(frozen=True)
class Sought:
    """Which pieces, and in which order: those with every word of ``query``, of this status, for this instrument."""

    query: str = ""
    order: Order = "practised"
    status: PieceStatus | None = None
    instrument: str = ""


_ANY = Sought()


def listed(
    db: Session, who: UUID, sought: Sought = _ANY, *, limit: int = 100, after: str | None = None
) -> Page[PieceRow]:
    """List pieces from the first one after the cursor ``after``."""
    progress.ready(db, who)
    holding, values = folding.holding(_NAME, sought.query)
    where = f" AND {holding}" if holding else ""
    if sought.status:
        where, values = f"{where} AND p.status = :status", values | {"status": str(sought.status)}
    if sought.instrument:
        where, values = f"{where} AND p.instrument = :instrument", values | {"instrument": sought.instrument}
    values |= {"user_id": who, "limit": limit + 1}
    put_in = shown.many(where, *_OF_PIECE[sought.order], _OF_PRACTICE.get(sought.order, _KEYS))
    by = _by_moment if sought.order in _NEWEST else _by_keys
    return by(db, put_in, values, limit, place(after))


def _by_moment(db: Session, put_in: str, values: dict[str, Any], limit: int, key: Key | None) -> Page[PieceRow]:
    further = ""
    if key:
        further = "WHERE (l.first, l.id) < (:before, :id)"
        values |= {"before": key.moment, "id": key.id}
    some = f"SELECT * FROM ({put_in}) AS l {further} ORDER BY l.first DESC, l.id DESC LIMIT :limit"
    found = db.execute(sql(f"{shown.chosen(some)} ORDER BY put_in.first DESC, p.id DESC"), values).all()
    return page([shown.row(row) for row in found], limit, [Key(row.first, row.id) for row in found])


def _by_keys(db: Session, put_in: str, values: dict[str, Any], limit: int, key: Key | None) -> Page[PieceRow]:
    further = ""
    if key:
        further = "WHERE (l.first, l.second, l.id) > (SELECT first, second, id FROM listed WHERE id = :id)"
        values |= {"id": key.id}
    some = f"SELECT * FROM listed l {further} ORDER BY l.first, l.second, l.id LIMIT :limit"
    asked = f"WITH listed AS ({put_in}) {shown.chosen(some)} ORDER BY put_in.first, put_in.second, p.id"
    found = db.execute(sql(asked), values).all()
    return page([shown.row(row) for row in found], limit, [after_id(row.id) for row in found])


def instruments(db: Session, who: UUID) -> list[str]:
    """List the instruments that somebody's pieces are for, the one with most pieces first."""
    found = db.execute(
        sql(
            f"SELECT p.instrument FROM pieces p WHERE {visible_sql('p')} AND p.deleted_at IS NULL"
            " AND p.instrument <> '' GROUP BY p.instrument ORDER BY count(*) DESC, p.instrument LIMIT 40"
        ),
        {"user_id": who},
    )
    return list(found.scalars())
