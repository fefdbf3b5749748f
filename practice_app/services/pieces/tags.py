"""Tags: words of one's own to find sessions by."""

from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field
from sqlalchemy import delete as sql_delete
from sqlalchemy import text
from sqlmodel import Session, col, select

from practice_app.models import SessionTag, Tag
from practice_app.models.columns import now
from practice_app.services.shared import ownership
from practice_app.services.shared.access import Permission, live, require, visible
from practice_app.services.shared.fields import Name
from practice_app.text import fold

TagName = Annotated[Name, Field(max_length=40)]
Color = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]


class TagDraft(BaseModel):
    """A tag: a word and a colour."""

    id: UUID | None = None
    name: TagName
    color: Color = "#2f6b4f"


class TagChanges(BaseModel):
    """What to change of a tag."""

    name: TagName = ""
    color: Color = ""


@dataclass(frozen=True)
class TagRow:
    """A tag as it is shown."""

    id: UUID
    name: str
    color: str


def own(db: Session, who: UUID) -> list[TagRow]:
    """List one's tags by name."""
    found = db.exec(
        select(Tag).where(visible(who, Permission.TAG_READ), live(Tag)).order_by(text("lower(name)"), col(Tag.id))
    )
    return [ownership.as_row(TagRow, tag) for tag in found]


def add(db: Session, who: UUID, draft: TagDraft) -> tuple[TagRow, bool]:
    """Make a tag; the same id again changes nothing. Tells whether it is new; raises ``NameTaken`` with the other."""
    _check_name(db, who, draft.name, draft.id)
    tag, created = ownership.add(db, who, Tag, draft)
    return ownership.as_row(TagRow, tag), created


def change(db: Session, who: UUID, tag_id: UUID, changes: TagChanges) -> TagRow:
    """Change some of a tag."""
    found: Tag = require(db, who, Permission.TAG_CHANGE, tag_id)
    if "name" in changes.model_fields_set:
        _check_name(db, who, changes.name, tag_id)
    ownership.change(db, found, changes)
    return ownership.as_row(TagRow, found)


def _check_name(db: Session, who: UUID, name: str, tag_id: UUID | None) -> None:
    """One name is one tag, whatever its case, width or way of composing: the index in the database sees case alone."""
    for tag in own(db, who):
        if tag.id != tag_id and fold(tag.name) == fold(name):
            raise ownership.NameTaken(stored=tag)


def delete(db: Session, who: UUID, tag_id: UUID) -> None:
    """Take a tag away from the list and from every session."""
    require(db, who, Permission.TAG_CHANGE, tag_id).deleted_at = now()
    db.execute(sql_delete(SessionTag).where(col(SessionTag.tag_id) == tag_id))
