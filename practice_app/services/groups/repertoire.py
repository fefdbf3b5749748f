"""The works that a group has on its list; each is offered to members as a piece of their own."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Final
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field
from sqlalchemy import func, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Invalid, NotFound
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import GroupWork, MusicalWork
from practice_app.models.columns import now
from practice_app.services import pieces
from practice_app.services.groups import making
from practice_app.services.pieces import PieceDraft, PieceWhole
from practice_app.services.shared.access import Permission, require, visible_sql
from practice_app.services.shared.fields import Line, Name
from practice_app.services.shared.limits import quotas, rates
from practice_app.services.shared.speaking_up import require_voice
from practice_app.text import bare

MOST: Final = 200
NEW: Final = "60/hour;200/day"
"""Works that one person puts into the catalogue."""


class WorkDraft(BaseModel):
    """A work of the catalogue, or one that is new to it; which part of it, and by when."""

    model_config = ConfigDict(extra="forbid")
    work_id: UUID | None = None
    title: Annotated[Name, Field(max_length=200)] | None = None
    composer: Annotated[Line, Field(max_length=200)] = ""
    part: Annotated[Line, Field(max_length=80)] = ""
    due_on: date | None = None


@dataclass(frozen=True)
class ListedWork:
    """A work on the list; ``piece_id`` is the piece of whoever asks that names it."""

    id: UUID
    work_id: UUID
    title: str
    composer: str
    part: str
    due_on: date | None
    piece_id: UUID | None


_LISTED = text(f"""
    SELECT g.id, g.work_id, w.title, w.composer, g.part, g.due_on,
           (SELECT p.id FROM pieces p WHERE p.work_id = g.work_id AND p.deleted_at IS NULL AND {visible_sql("p")}
             ORDER BY p.created_at LIMIT 1) AS piece_id
      FROM group_works g JOIN works w ON w.id = g.work_id
     WHERE g.group_id = :group ORDER BY g.due_on NULLS LAST, w.composer, w.title, g.part, g.id
""")


def listed(db: Session, who: UUID, group_id: UUID) -> list[ListedWork]:
    """List the works of a group, those with a date first; for who is in it."""
    require(db, who, Permission.GROUP_READ, group_id)
    return [ListedWork(**row._mapping) for row in db.execute(_LISTED, {"group": group_id, "user_id": who})]


def add(db: Session, who: UUID, group_id: UUID, draft: WorkDraft) -> ListedWork:
    """Put a work on the list, and into the catalogue where it is new there; by owners and admins.

    The same work and part again: its date is what was said last.
    """
    require_voice(db, who)
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        work = _known(db, draft.work_id) if draft.work_id else _by_name(db, who, draft)
        row = {"id": new_id(), "group_id": group_id, "work_id": work, "part": draft.part, "created_at": now()}
        made = insert(GroupWork).values(**row, due_on=draft.due_on)
        keys = ["group_id", "work_id", "part"]
        again = made.on_conflict_do_update(index_elements=keys, set_={"due_on": draft.due_on})
        identity = db.scalar(again.returning(col(GroupWork.id)))
        of_group = select(func.count()).select_from(GroupWork).where(col(GroupWork.group_id) == group_id)
        if db.exec(of_group).one() > MOST:
            raise quotas.TooManyThings(values={"most": MOST})
    making.changed(db, group_id)
    return next(one for one in listed(db, who, group_id) if one.id == identity)


def _known(db: Session, work_id: UUID) -> UUID:
    if not pieces.knows_work(db, work_id):
        raise Invalid("work_id", msg("The catalogue has no such work."))
    return work_id


def _by_name(db: Session, who: UUID, draft: WorkDraft) -> UUID:
    """Find the work of this name, or put it into the catalogue."""
    if not draft.title:
        raise Invalid("title", msg("Choose a work of the catalogue, or give its title."))
    alike = db.exec(select(MusicalWork).where(func.lower(MusicalWork.title) == draft.title.lower())).all()
    same = [one for one in alike if bare(one.composer) == bare(draft.composer)]
    if same:
        return same[0].id
    rates.spend(NEW, "catalogue", str(who))
    folded = bare(f"{draft.title} {draft.composer}")
    work = MusicalWork(title=draft.title, composer=draft.composer, folded=folded)
    db.add(work)
    db.flush()
    return work.id


def remove(db: Session, who: UUID, group_id: UUID, listed_id: UUID) -> None:
    """Take a work off the list; nobody's piece goes with it."""
    require(db, who, Permission.GROUP_MANAGE, group_id)
    with as_system(db):
        row = db.get(GroupWork, listed_id)
        if row is None or row.group_id != group_id:
            raise NotFound()
        db.delete(row)
        db.flush()
    making.changed(db, group_id)


def take(db: Session, who: UUID, group_id: UUID, listed_id: UUID) -> PieceWhole:
    """Make a piece of one's own of a work on the list, which names it; again: the one there is."""
    row = next((one for one in listed(db, who, group_id) if one.id == listed_id), None)
    if row is None:
        raise NotFound()
    if row.piece_id:
        return pieces.piece(db, who, row.piece_id)
    draft = PieceDraft(title=row.title, composer=row.composer, work_id=row.work_id)
    return pieces.add_piece(db, who, draft)[0]
