"""Homework that a teacher gives again and again: saved under a name, listed, let go."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, literal_column
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Assignment, AssignmentTemplate
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas
from practice_app.services.shared.paging import Page
from practice_app.services.teaching.homework import naming
from practice_app.services.teaching.homework.drafts import ReferenceKind, TemplateDraft
from practice_app.services.teaching.homework.rows import PieceNamed, ReferenceRow, reference

MOST: Final = 200
"""Templates of one teacher."""
_SAME = ("title", "bars", "target_bpm", "minutes", "repetitions", "note")


@dataclass(frozen=True)
class TemplateRow:
    """What homework asks each time; ``piece`` is words, since it is for several students."""

    id: UUID
    name: str
    updated_at: datetime
    title: str = ""
    piece: PieceNamed | None = None
    bars: list[int] | None = None
    target_bpm: float | None = None
    minutes: int | None = None
    repetitions: int | None = None
    note: str = ""
    references: list[ReferenceRow] = field(default_factory=list)


def listed(db: Session, who: UUID) -> Page[TemplateRow]:
    """List one's templates by their names; there are so few that it is one page."""
    mine = select(AssignmentTemplate).where(visible(who, Permission.TEMPLATE_CHANGE))
    return Page([_row(one) for one in db.exec(mine.order_by(func.lower(AssignmentTemplate.name)))], None)


def save(db: Session, who: UUID, draft: TemplateDraft) -> tuple[TemplateRow, bool]:
    """Keep what homework asks under a name, instead of what had that name; tells whether it is new.

    Moments and recordings are one student's and stay out. Raises ``NotFound`` for another teacher's homework.
    """
    asks = _of_assignment(db, who, draft.assignment_id) if draft.assignment_id else {}
    asks |= _said(db, who, draft)
    quotas.one_at_a_time(db, who)
    values = {"name": draft.name, "asks": asks, "updated_at": now()}
    row = {"id": AssignmentTemplate(user_id=who, name="").id, "user_id": who, "created_at": now()} | values
    kept = insert(AssignmentTemplate).values(row)
    kept = kept.on_conflict_do_update(index_elements=["user_id", func.lower(AssignmentTemplate.name)], set_=values)
    identity, new = db.execute(kept.returning(col(AssignmentTemplate.id), literal_column("xmax = 0"))).one()
    if new:
        _check_room(db, who)
    return _row(require(db, who, Permission.TEMPLATE_CHANGE, identity)), new


def _check_room(db: Session, who: UUID) -> None:
    mine = visible(who, Permission.TEMPLATE_CHANGE)
    if (db.scalar(select(func.count()).select_from(AssignmentTemplate).where(mine)) or 0) > MOST:
        raise quotas.TooManyThings(values={"most": MOST})


def _of_assignment(db: Session, who: UUID, assignment_id: UUID) -> dict[str, Any]:
    found: Assignment = require(db, who, Permission.ASSIGNMENT_CHANGE, assignment_id)
    asks = {name: getattr(found, name) for name in _SAME if name != "bars"}
    asks["bars"] = [found.bar_from, found.bar_to] if found.bar_from else None
    asks["piece"] = {"title": found.piece_title, "composer": found.composer} if found.piece_title else None
    asks["references"] = [one for one in found.points_to if one["kind"] in (ReferenceKind.LINK, ReferenceKind.FILE)]
    return asks


def _said(db: Session, who: UUID, draft: TemplateDraft) -> dict[str, Any]:
    told = draft.model_fields_set
    asks = {name: getattr(draft, name) for name in _SAME if name in told}
    if {"piece", "piece_id"} & told:
        named = naming.piece(db, who, draft.piece, draft.piece_id)
        asks["piece"] = {"title": named.title, "composer": named.composer} if named.title else None
    if "references" in told:
        stay = [one for one in draft.references if one.kind in (ReferenceKind.LINK, ReferenceKind.FILE)]
        asks["references"] = naming.pointing(db, who, stay, [])
    return asks


def _row(one: AssignmentTemplate) -> TemplateRow:
    told = dict(one.asks)
    piece, points = told.pop("piece", None), told.pop("references", [])
    named = PieceNamed(**piece) if piece else None
    shown = [reference(point) for point in points]
    return TemplateRow(one.id, one.name, one.updated_at, piece=named, references=shown, **told)


def forget(db: Session, who: UUID, template_id: UUID) -> None:
    """Let a template go; raise ``NotFound`` for another's."""
    found = require(db, who, Permission.TEMPLATE_CHANGE, template_id, lock=True)
    with as_system(db):
        db.delete(found)
        db.flush()
