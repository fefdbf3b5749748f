"""Tags as a teacher designs them: ordered, retired, offered to all students or some; and as students are shown them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Annotated, Final
from uuid import UUID

from pydantic import Field, StrictBool
from sqlalchemy import delete, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Tag, TagOffer
from practice_app.services import pieces
from practice_app.services.pieces import TagChanges, TagDraft
from practice_app.services.profiles import UserRow, in_short
from practice_app.services.shared.access import Permission, live, require, visible
from practice_app.services.shared.ownership import NameTaken

ALL: Final = "all"
SOME: Final = "some"
Students = Annotated[list[UUID], Field(max_length=500)]


class OfferDraft(TagDraft):
    """A tag, and whether it is offered: to all students, or to those of ``offered_to``."""

    offered: StrictBool = False
    offered_to: Students | None = None


class OfferChanges(TagChanges):
    """What to change of a tag; ``offered_to`` of ``null``: all students."""

    offered: StrictBool = False
    offered_to: Students | None = None


@dataclass(frozen=True)
class OfferedTag:
    """A tag as its owner sees it, or as the student does to whom ``offered_by`` offers it.

    ``offered_to``: the students to whom it is offered, where that is not all; told to whoever offers it alone.
    """

    id: UUID
    name: str
    color: str
    place: int
    retired: bool
    offered: bool
    offered_to: list[UUID] | None
    offered_by: UserRow | None


def listed(db: Session, who: UUID, origin: str = "", *, retired: bool = False) -> list[OfferedTag]:
    """List what teachers offer, then one's own, each in its order; what is ``retired`` only when that is asked for."""
    theirs = pieces.tag_rows(db, col(Tag.id) == func.any(func.app_tags_offered()), col(Tag.user_id) != who)
    mine = pieces.tag_rows(db, visible(who, Permission.TAG_READ), live(Tag))
    if not retired:
        mine = [tag for tag in mine if tag.retired_at is None]
    return _offers(db, theirs, origin) + _own(db, mine)


def _offers(db: Session, tags: list[Tag], origin: str) -> list[OfferedTag]:
    if not tags:
        return []
    with as_system(db):
        people = in_short(db, {tag.user_id for tag in tags}, origin)
    by = sorted(tags, key=lambda tag: (people[tag.user_id].display_name, tag.user_id))
    return [_row(tag, offered=True, by=people[tag.user_id]) for tag in by]


def _own(db: Session, tags: Iterable[Tag]) -> list[OfferedTag]:
    rows = list(tags)
    some = [tag.id for tag in rows if tag.offer == SOME]
    to: dict[UUID, list[UUID]] = {identity: [] for identity in some}
    if some:
        for one in db.exec(select(TagOffer).where(col(TagOffer.tag_id).in_(some)).order_by(col(TagOffer.shown_to))):
            to[one.tag_id].append(one.shown_to)
    return [_row(tag, offered=tag.offer is not None, to=to.get(tag.id)) for tag in rows]


def _row(tag: Tag, *, offered: bool, to: list[UUID] | None = None, by: UserRow | None = None) -> OfferedTag:
    return OfferedTag(tag.id, tag.name, tag.color, tag.place, tag.retired_at is not None, offered, to, by)


def add(db: Session, who: UUID, draft: OfferDraft) -> tuple[OfferedTag, bool]:
    """Make a tag; the same id again changes nothing. Tells whether it is new; raises ``NameTaken`` and ``Invalid``."""
    told = TagDraft.model_validate(draft.model_dump(include={"id", "name", "color"}, exclude_unset=True))
    try:
        row, created = pieces.add_tag(db, who, told)
    except NameTaken as taken:
        if taken.stored:  # a device learns at once which one it is
            taken.stored = _own(db, [require(db, who, Permission.TAG_CHANGE, taken.stored.id)])[0]
        raise
    tag: Tag = require(db, who, Permission.TAG_CHANGE, row.id)
    if created:
        _offer(db, tag, offered=draft.offered, to=draft.offered_to)
    return _own(db, [tag])[0], created


def change(db: Session, who: UUID, tag_id: UUID, changes: OfferChanges) -> OfferedTag:
    """Change some of a tag; sessions that have it show it as it is now. Raises ``NotFound`` for a teacher's."""
    given = changes.model_fields_set
    told = changes.model_dump(include=set(TagChanges.model_fields), exclude_unset=True)
    pieces.change_tag(db, who, tag_id, TagChanges.model_validate(told))
    tag: Tag = require(db, who, Permission.TAG_CHANGE, tag_id)
    if given & {"offered", "offered_to"}:
        offered = changes.offered if "offered" in given else tag.offer is not None
        to = changes.offered_to if "offered_to" in given else _still(db, tag)
        _offer(db, tag, offered=offered, to=to)
    return _own(db, [tag])[0]


def _still(db: Session, tag: Tag) -> list[UUID] | None:
    """To whom it is offered, of those who are students still."""
    said, mine = _own(db, [tag])[0].offered_to, _students(db)
    return None if said is None else [one for one in said if one in mine]


def _students(db: Session) -> set[UUID]:
    return set(db.scalar(select(func.app_my_students())) or ())


def _offer(db: Session, tag: Tag, *, offered: bool, to: Collection[UUID] | None) -> None:
    """Offer it to all, to some, or to nobody; raise ``Invalid`` for somebody whom they don't teach."""
    before = tag.offer
    tag.offer = None if not offered else ALL if to is None else SOME
    db.add(tag)
    if SOME in (before, tag.offer):
        db.execute(delete(TagOffer).where(col(TagOffer.tag_id) == tag.id))
    if tag.offer != SOME or not to:
        db.flush()
        return
    if not set(to) <= _students(db):
        raise Invalid("offered_to", msg("Not all of them are students of yours."))
    rows = [{"tag_id": tag.id, "user_id": tag.user_id, "shown_to": student} for student in set(to)]
    db.execute(insert(TagOffer).values(rows))
    db.flush()
