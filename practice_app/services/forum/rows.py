"""Posts and comments as everybody sees them who may read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select, text
from sqlmodel import Session, col

from practice_app.models import ForumComment, ForumFollow, ForumPost, ForumVote
from practice_app.services.profiles import UserRow


@dataclass(frozen=True)
class PostRow:
    """A post. ``auto_tags`` come of its author and its work; ``why`` it stands so high in one's feed."""

    id: UUID
    author: UserRow
    title: str
    body_md: str
    body_html: str
    category: str
    auto_tags: list[str]
    tags: list[str]
    work_id: UUID | None
    group_id: UUID | None
    status: str
    score: int
    my_vote: int
    views: int
    comments: int
    accepted_comment_id: UUID | None
    closed: bool
    hidden: bool
    held: bool
    following: bool
    mine: bool
    created_at: datetime
    published_at: datetime | None
    edited_at: datetime | None
    why: str | None = None


@dataclass(frozen=True)
class CommentRow:
    """Something said below a post; ``accepted``: who asked says that this is the answer."""

    id: UUID
    author: UserRow
    body_md: str
    body_html: str
    parent_id: UUID | None
    score: int
    my_vote: int
    accepted: bool
    hidden: bool
    held: bool
    mine: bool
    created_at: datetime
    edited_at: datetime | None


def posts_shown(
    db: Session, who: UUID, found: Sequence[ForumPost], origin: str, whys: dict[UUID, str] | None = None
) -> list[PostRow]:
    """Show these, in their order, with what whoever reads them thinks of each."""
    ids = [post.id for post in found]
    people = authors(db, (post.author_id for post in found), origin)
    votes, accepted, followed = my_votes(db, who, ForumVote.post_id, ids), _accepted(db, ids), _followed(db, who, ids)
    return [
        PostRow(
            **{name: getattr(post, name) for name in _SAME},
            author=people[post.author_id],
            status="published" if post.published_at else "draft",
            my_vote=votes.get(post.id, 0),
            accepted_comment_id=accepted.get(post.id),
            closed=post.closed_at is not None,
            hidden=post.hidden_at is not None,
            held=post.held_at is not None,
            following=post.id in followed,
            mine=post.author_id == who,
            why=(whys or {}).get(post.id),
        )
        for post in found
        if post.author_id in people
    ]


_SAME = (
    *("id", "title", "body_md", "body_html", "category", "auto_tags", "tags", "work_id", "group_id", "score", "views"),
    *("comments", "created_at", "published_at", "edited_at"),
)


def comments_shown(db: Session, who: UUID, found: Sequence[Any], origin: str) -> list[CommentRow]:
    """Show these comments, or rows of their ``COLUMNS``, in their order."""
    people = authors(db, (one.author_id for one in found), origin)
    votes = my_votes(db, who, ForumVote.comment_id, [one.id for one in found])
    return [
        CommentRow(
            id=one.id,
            author=people[one.author_id],
            body_md=one.body_md,
            body_html=one.body_html,
            parent_id=one.parent_id,
            score=one.score,
            my_vote=votes.get(one.id, 0),
            accepted=one.accepted_at is not None,
            hidden=one.hidden_at is not None,
            held=one.held_at is not None,
            mine=one.author_id == who,
            created_at=one.created_at,
            edited_at=one.edited_at,
        )
        for one in found
        if one.author_id in people
    ]


COLUMNS: Final = tuple(
    col(getattr(ForumComment, name))
    for name in (
        *("id", "author_id", "body_md", "body_html", "parent_id", "score"),
        *("accepted_at", "hidden_at", "held_at", "created_at", "edited_at"),
    )
)
"""What is read of comments where there are many: as rows, which cost a fraction of as many things of the ORM."""


def authors(db: Session, people: Iterable[UUID], origin: str) -> dict[UUID, UserRow]:
    """Who these are, as far as they wrote something that stands on the board."""
    found = db.execute(text("SELECT * FROM app_forum_people(CAST(:ids AS uuid[]))"), {"ids": list({*people})})
    return {
        row.id: UserRow(
            id=row.id,
            display_name=row.display_name,
            picture_url=f"{origin}/users/{row.id}/picture.jpg" if row.has_picture else None,
            instruments=row.instruments,
            role=row.roles[0],
            verified=row.verified,
        )
        for row in found
    }


def gathered(db: Session, person: UUID) -> bool:
    """Whether whoever asks may have all that somebody wrote together."""
    return bool(db.scalar(select(func.app_forum_gathered(person))))


def my_votes(db: Session, who: UUID, thing: object, ids: Sequence[UUID]) -> dict[UUID, int]:
    """How somebody voted on these."""
    column = col(thing)
    mine = select(column, col(ForumVote.value)).where(col(ForumVote.voter_id) == who, column.in_(ids))
    return {row[0]: row[1] for row in db.execute(mine)}


def _accepted(db: Session, ids: Sequence[UUID]) -> dict[UUID, UUID]:
    found = select(col(ForumComment.post_id), col(ForumComment.id)).where(
        col(ForumComment.post_id).in_(ids),
        col(ForumComment.accepted_at).is_not(None),
        col(ForumComment.deleted_at).is_(None),
    )
    return {row[0]: row[1] for row in db.execute(found)}


def _followed(db: Session, who: UUID, ids: Sequence[UUID]) -> set[UUID | None]:
    mine = select(col(ForumFollow.post_id)).where(
        col(ForumFollow.follower_id) == who, col(ForumFollow.post_id).in_(ids)
    )
    return set(db.scalars(mine))
