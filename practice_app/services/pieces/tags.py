"""Tags: words of one's own to find sessions by; and those of others, as far as they are shown."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, Field, StrictBool
from sqlalchemy import ColumnElement, func, or_, text
from sqlalchemy import delete as sql_delete
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
    """What to change of a tag. ``place``: where it stands among one's own; one that is ``retired`` is in no form."""

    name: TagName = ""
    color: Color = ""
    place: Annotated[int, Field(ge=0, le=10_000)] = 0
    retired: StrictBool = False


@dataclass(frozen=True)
class TagRow:
    """A tag as it is shown."""

    id: UUID
    name: str
    color: str


def own(db: Session, who: UUID) -> list[TagRow]:
    """List one's tags in their order, else by name; also what is retired."""
    return [ownership.as_row(TagRow, tag) for tag in rows(db, visible(who, Permission.TAG_READ), live(Tag))]


def rows(db: Session, *which: ColumnElement[bool]) -> list[Tag]:
    """Find tags in their order."""
    return list(db.exec(select(Tag).where(*which).order_by(col(Tag.place), text("lower(name)"), col(Tag.id))))


def named(db: Session, owner: UUID, ids: Collection[UUID]) -> list[TagRow]:
    """Tell the tags that sessions of ``owner``'s name, a teacher's too, though it be offered no more."""
    if not ids:
        return []
    here = or_(visible(owner, Permission.TAG_READ) & live(Tag), col(Tag.user_id) != owner)
    return [ownership.as_row(TagRow, tag) for tag in rows(db, col(Tag.id).in_(ids), here)]


def check_named(db: Session, who: UUID, ids: set[UUID]) -> None:
    """Raise ``Invalid`` unless all of these are theirs, or of somebody who teaches them or did."""
    theirs = set(db.scalar(select(func.app_tags_of_teachers(list(ids)))) or ()) if ids else set()
    ownership.check_own(db, who, Tag, ids - theirs, "tag_ids")


def may_be_named(who: UUID) -> ColumnElement[bool]:
    """Which tags are put on a session of theirs: their own that are there, and a teacher's that they are shown."""
    shown = col(Tag.id) == func.any(func.app_tags_shown())
    return or_(visible(who, Permission.TAG_CHANGE) & live(Tag), shown)


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
    if "retired" in changes.model_fields_set:
        found.retired_at = (found.retired_at or now()) if changes.retired else None
    told = changes.model_dump(exclude_unset=True, include={"name", "color", "place"})
    ownership.change(db, found, TagChanges.model_validate(told))
    return ownership.as_row(TagRow, found)


def _check_name(db: Session, who: UUID, name: str, tag_id: UUID | None) -> None:
    """One name is one tag, whatever its case, width or way of composing: the index in the database sees case alone."""
    for tag in own(db, who):
        if tag.id != tag_id and fold(tag.name) == fold(name):
            raise ownership.NameTaken(stored=tag)


def delete(db: Session, who: UUID, tag_id: UUID) -> None:
    """Take a tag away from the list and from every session of one's own; a student's keep a word that was offered."""
    require(db, who, Permission.TAG_CHANGE, tag_id).deleted_at = now()
    db.execute(sql_delete(SessionTag).where(col(SessionTag.tag_id) == tag_id))
