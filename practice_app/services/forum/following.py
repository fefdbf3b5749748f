"""What somebody wants to hear more of, and whom they want nothing of."""

from dataclasses import dataclass
from typing import Any, Final, Literal
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
from practice_app.services.forum.rows import authors, gathered
from practice_app.services.forum.synonyms import NO_TAG, alike, meant
from practice_app.services.forum.words import called, tag_name
from practice_app.services.shared.access import Permission, require
from practice_app.services.shared.limits import quotas

Kind = Literal["post", "user", "tag"]
MOST_FOLLOWED, MOST_BLOCKED = 500, 1000
_COLUMNS: Final = {"post": "post_id", "user": "person_id", "tag": "tag"}
YOURSELF = msg("This is you.")


def follow(db: Session, who: UUID, kind: Kind, identity: str) -> None:
    """Follow a post, a person or a tag; again changes nothing."""
    value = _value(kind, identity)
    if kind == "tag":
        value = meant(db, str(value))
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
    db.execute(delete(ForumFollow).where(col(ForumFollow.follower_id) == who, _is(db, kind, identity)))


@dataclass(frozen=True)
class FollowedRow:
    """A person or a tag that one follows; ``name``: of a tag that every language has a word for, its message id."""

    kind: str
    id: str
    name: str


def followed(db: Session, who: UUID) -> list[FollowedRow]:
    """The people, by name, and then the tags that somebody follows."""
    mine = select(col(ForumFollow.person_id), col(ForumFollow.tag)).where(col(ForumFollow.follower_id) == who)
    rows = db.execute(mine.order_by(col(ForumFollow.tag))).all()
    people = authors(db, (row.person_id for row in rows if row.person_id), "").values()
    named = [FollowedRow("user", str(one.id), one.display_name) for one in people]
    tags = [FollowedRow("tag", row.tag, called(row.tag)) for row in rows if row.tag]
    return [*sorted(named, key=lambda one: (one.name, one.id)), *tags]


def follows(db: Session, who: UUID, kind: Kind, identity: str) -> bool:
    """Tell whether somebody follows it."""
    mine = select(col(ForumFollow.id)).where(col(ForumFollow.follower_id) == who, _is(db, kind, identity))
    return db.scalar(mine.limit(1)) is not None


def _is(db: Session, kind: Kind, identity: str) -> Any:
    """What one follows is this; of tags that mean the same, any of them."""
    value = _value(kind, identity)
    values = alike(db, [str(value)])[0] if kind == "tag" else [value]
    return col(getattr(ForumFollow, _COLUMNS[kind])).in_(values)


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
    if not gathered(db, person):
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
