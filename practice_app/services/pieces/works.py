"""The works that everybody knows: a catalogue that a piece may refer to, and into which nobody's piece is ever put."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.errors import Invalid
from practice_app.models import MusicalWork
from practice_app.services.shared.folding import MOST_LETTERS, MOST_WORDS
from practice_app.services.shared.paging import Page, after_id, page, place
from practice_app.text import bare


@dataclass(frozen=True)
class WorkRow:
    """A work as the catalogue has it; ``catalogue`` is its number there (``BWV 1004``)."""

    id: UUID
    title: str
    composer: str
    catalogue: str
    instruments: list[str]


def find(db: Session, query: str = "", *, limit: int = 20, after: str | None = None) -> Page[WorkRow]:
    """List the works that hold every word of ``query`` in title, composer or number, composer by composer."""
    words = bare(query[:MOST_LETTERS]).split()[:MOST_WORDS]
    values: dict[str, Any] = {f"word{n}": word for n, word in enumerate(words)} | {"limit": limit + 1}
    where = [f"strpos(w.folded, :word{n}) > 0" for n in range(len(words))]
    if key := place(after):
        where.append("(w.composer, w.title, w.id) > (SELECT l.composer, l.title, l.id FROM works l WHERE l.id = :last)")
        values["last"] = key.id
    found = db.execute(sql(_LIST.format(where=" AND ".join(where) or "true")), values)
    rows = [WorkRow(**row._mapping) for row in found]
    return page(rows, limit, [after_id(row.id) for row in rows])


_LIST = """
    SELECT w.id, w.title, w.composer, w.catalogue, w.instruments FROM works w
     WHERE {where} ORDER BY w.composer, w.title, w.id LIMIT :limit
"""


def knows(db: Session, work_id: UUID) -> bool:
    """Tell whether the catalogue has this work."""
    return db.get(MusicalWork, work_id) is not None


def called(db: Session, work_id: UUID) -> str:
    """How a work is called in one line, composer first; nothing where the catalogue has it not."""
    work = db.get(MusicalWork, work_id)
    return " · ".join(filter(None, (work.composer, work.title, work.catalogue))) if work else ""


def check(db: Session, work_id: UUID | None) -> None:
    """Raise ``Invalid`` for a work that is not in the catalogue."""
    if work_id is not None and not knows(db, work_id):
        raise Invalid("work_id", "The catalogue has no such work.")
