"""What somebody wants to hear more of, and whom they want nothing of."""

from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import Invalid, NotFound
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import Block, ForumFollow, User
from practice_app.models.columns import now
from practice_app.services.forum.words import tag_name
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.blocks import apart
from practice_app.services.shared.limits import quotas

Kind = Literal["post", "user", "tag"]
MOST_FOLLOWED, MOST_BLOCKED = 500, 1000
_COLUMNS: Final = {"post": "post_id", "user": "person_id", "tag": "tag"}
NO_TAG = msg("A tag has letters.")
YOURSELF = msg("This is you.")


def follow(db: Session, who: UUID, kind: Kind, identity: str) -> None:
    """Follow a post, a person or a tag; again changes nothing."""
    value = _value(kind, identity)
    if kind == "post":
        require(db, who, Permission.POST_READ, UUID(str(value)))
    elif kind == "user":
        _check_person(db, who, UUID(str(value)))
    quotas.one_at_a_time(db, who)
    mine = select(func.count()).select_from(ForumFollow).where(col(ForumFollow.follower_id) == who)
    if (db.scalar(mine) or 0) >= MOST_FOLLOWED:
        raise quotas.TooManyThings(values={"most": MOST_FOLLOWED})
    row = {"id": new_id(), "follower_id": who, _COLUMNS[kind]: value, "at": now()}
    db.execute(insert(ForumFollow).values(row).on_conflict_do_nothing())


def unfollow(db: Session, who: UUID, kind: Kind, identity: str) -> None:
    """Follow it no more."""
    column = col(getattr(ForumFollow, _COLUMNS[kind]))
    db.execute(delete(ForumFollow).where(col(ForumFollow.follower_id) == who, column == _value(kind, identity)))


def _value(kind: Kind, identity: str) -> UUID | str:
    if kind == "tag":
        name = tag_name(identity)
        if not name:
            raise Invalid("id", NO_TAG)
        return name
    try:
        return UUID(identity)
    except ValueError:
        raise NotFound() from None


def _check_person(db: Session, who: UUID, person: UUID) -> None:
    if person == who:
        raise Invalid("id", YOURSELF)
    _check_there(db, person)
    if apart(db, who, person):
        raise NotFound()


def _check_there(db: Session, person: UUID) -> None:
    with as_system(db):
        there = db.scalar(select(col(User.id)).where(col(User.id) == person, col(User.deleted_at).is_(None)))
    if there is None:
        raise NotFound()


def block(db: Session, who: UUID, person: UUID) -> None:
    """Let nothing pass between the two; the other is not told."""
    if person == who:
        raise Invalid("id", YOURSELF)
    quotas.one_at_a_time(db, who)
    mine = select(func.count()).select_from(Block).where(col(Block.blocker_id) == who)
    if (db.scalar(mine) or 0) >= MOST_BLOCKED:
        raise quotas.TooManyThings(values={"most": MOST_BLOCKED})
    _check_there(db, person)
    db.execute(insert(Block).values(blocker_id=who, blocked_id=person, since=now()).on_conflict_do_nothing())
    both = col(ForumFollow.follower_id) == who, col(ForumFollow.person_id) == person
    db.execute(delete(ForumFollow).where(*both))


@dataclass(frozen=True)
class BlockedRow:
    """Somebody whom one has blocked."""

    id: UUID
    display_name: str


def blocked(db: Session, who: UUID) -> list[BlockedRow]:
    """Whom somebody has blocked, by name."""
    ids = list(db.scalars(select(col(Block.blocked_id)).where(col(Block.blocker_id) == who)))
    with as_system(db):
        found = db.execute(
            select(col(User.id), col(User.display_name)).where(col(User.id).in_(ids)).order_by(col(User.display_name))
        )
        return [BlockedRow(row.id, row.display_name) for row in found]


def unblock(db: Session, who: UUID, person: UUID) -> None:
    """Let things pass again."""
    db.execute(delete(Block).where(col(Block.blocker_id) == who, col(Block.blocked_id) == person))
