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
_NEWEST: dict[str, str] = {
    "made": "p.created_at",
    # What was never practised comes after all that was, the newest first.
    "practised": "coalesce(worked.last_practised_at, p.created_at - interval '1000 years')",
}
"""Orders by a moment, the newest first; the cursor holds the moment."""
_RANK = "array_position(ARRAY['learning', 'polishing', 'performing', 'resting'], p.status)"
_FIRST: dict[str, tuple[str, str]] = {
    "title": ("lower(p.title)", "lower(p.composer)"),
    # What has no composer comes last.
    "composer": ("CASE p.composer WHEN '' THEN chr(1114111) ELSE lower(p.composer) END", "lower(p.title)"),
    "status": (_RANK, "lower(p.title)"),
    "most": ("-coalesce(took.seconds, 0)", "lower(p.title)"),
}
"""Orders by what a piece says, by two keys; the cursor holds the id of the piece alone."""


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
    by = _by_moment if sought.order in _NEWEST else _by_keys
    return by(db, where, values, sought.order, limit, place(after))


def _by_moment(
    db: Session, where: str, values: dict[str, Any], order: str, limit: int, key: Key | None
) -> Page[PieceRow]:
    if key:
        where += f" AND ({_NEWEST[order]}, p.id) < (:before, :id)"
        values |= {"before": key.moment, "id": key.id}
    asked = f"{shown.many(where, f'{_NEWEST[order]} AS key,')} ORDER BY key DESC, p.id DESC LIMIT :limit"
    found = db.execute(sql(asked), values).all()
    return page([shown.row(row) for row in found], limit, [Key(row.key, row.id) for row in found])


def _by_keys(
    db: Session, where: str, values: dict[str, Any], order: str, limit: int, key: Key | None
) -> Page[PieceRow]:
    first, second = _FIRST[order]
    listed = shown.many(where, f"{first} AS first, {second} AS second,")
    further = ""
    if key:
        further = f"WHERE (l.first, l.second, l.id) > (SELECT {_KEYS} FROM listed l WHERE l.id = :id)"
        values |= {"id": key.id}
    asked = f"WITH listed AS ({listed}) SELECT * FROM listed l {further} ORDER BY {_KEYS} LIMIT :limit"
    found = db.execute(sql(asked), values).all()
    return page([shown.row(row) for row in found], limit, [after_id(row.id) for row in found])


_KEYS = "l.first, l.second, l.id"


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
