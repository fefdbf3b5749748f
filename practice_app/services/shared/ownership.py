"""What all of one's own things share: one way to find them, one to add by a client's id, one to change."""

from dataclasses import dataclass, fields
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, SQLModel, col, select

from practice_app.errors import Conflict, Invalid
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import Piece, Section, Tag
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, require, visible
from practice_app.services.shared.limits import quotas

Thing = TypeVar("Thing", Piece, Section, Tag)
Shown = TypeVar("Shown")


@dataclass
class NameTaken(Conflict):
    """There is one of that name already."""

    code = "name_taken"
    detail: str = msg("You have one with this name already.")


CHANGE: dict[type[SQLModel], Permission] = {
    Piece: Permission.PIECE_CHANGE,
    Section: Permission.SECTION_CHANGE,
    Tag: Permission.TAG_CHANGE,
}


def get_owned(db: Session, who: UUID, table: type[Thing], identity: UUID, *, deleted: bool = False) -> Thing:
    """Find a piece, a section or a tag to change it: missing, deleted and forbidden look the same."""
    found: Thing = require(db, who, CHANGE[table], identity, deleted=deleted)
    return found


def add(db: Session, who: UUID, table: type[Thing], draft: BaseModel, **more: Any) -> tuple[Thing, bool]:
    """Store a new thing; the same id again changes nothing. Tells whether it is new.

    Raises ``NotFound`` when the id is somebody else's, ``NameTaken`` when the name may exist only once, and when there
    are as many as one person may have.
    """
    values = draft.model_dump() | more
    identity = client_id(values["id"]) if values.get("id") else new_id()
    values |= {"id": identity, "user_id": who, "created_at": now()}
    if hasattr(table, "updated_at"):
        values["updated_at"] = values["created_at"]
    row = insert(table).values(values).on_conflict_do_nothing(index_elements=["id"]).returning(col(table.id))
    try:
        with db.begin_nested():
            created = db.execute(row).first() is not None
    except IntegrityError:
        raise NameTaken() from None
    if created:
        quotas.check_added(db, who, table)
    return get_owned(db, who, table, identity), created


def change(db: Session, thing: SQLModel, changes: BaseModel) -> None:
    """Write what was said; what was left out stays."""
    for name, value in changes.model_dump(exclude_unset=True).items():
        setattr(thing, name, value)
    if hasattr(thing, "updated_at"):
        thing.updated_at = now()
    try:
        with db.begin_nested():
            db.add(thing)
    except IntegrityError:
        raise NameTaken() from None


def check_own(db: Session, who: UUID, table: type[Thing], ids: set[UUID], field: str) -> None:
    """Raise ``Invalid`` unless all of these are theirs; deleted ones too, since a device may not know yet."""
    if not ids:
        return
    found = db.exec(select(table.id).where(visible(who, CHANGE[table]), col(table.id).in_(ids))).all()
    if len(found) < len(ids):
        raise Invalid(field, "This doesn't exist, or it isn't yours.")


def as_row(kind: type[Shown], thing: SQLModel) -> Shown:
    """Show of a thing what the row has room for."""
    return kind(**{f.name: getattr(thing, f.name) for f in fields(kind)})  # type: ignore[arg-type]
