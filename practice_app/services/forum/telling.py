"""Who hears of what is written: whose it is, whom it answers, who follows it, and who is called by name."""

from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.models import (
    ForumComment,
    ForumFollow,
    ForumPost,
    GroupMember,
    MemberStatus,
    NotificationKind,
    PostCategory,
)
from practice_app.services.forum import markdown
from practice_app.services.forum.rows import authors
from practice_app.services.shared.telling import tell

MOST_TOLD: Final = 100
"""Followers of a thread that are told at once."""
TITLE: Final = 80


def posted(db: Session, post: ForumPost) -> None:
    """Tell those that a new post calls by name: of the people that its author follows."""
    followed = select(col(ForumFollow.person_id)).where(
        col(ForumFollow.follower_id) == post.author_id, col(ForumFollow.person_id).is_not(None)
    )
    _mention(
        db, post, post.body_md, [one for one in db.scalars(followed.limit(MOST_TOLD)) if one], post.author_id, post.id
    )


def said(db: Session, post: ForumPost, comment: ForumComment) -> None:
    """Tell everybody whom something said below a post concerns, each once and of the nearest reason."""
    by, told = comment.author_id, {comment.author_id}
    people = _taking_part(db, post, comment)
    told |= _mention(db, post, comment.body_md, people, by, comment.id)
    answers = comment.parent_id is None and post.category == PostCategory.QUESTION
    concerned = [(post.author_id, NotificationKind.ANSWER if answers else NotificationKind.COMMENT)]
    if comment.parent_id:
        parent = db.scalar(select(col(ForumComment.author_id)).where(col(ForumComment.id) == comment.parent_id))
        concerned += [(parent, NotificationKind.COMMENT)] if parent else []
    concerned += [(one, NotificationKind.COMMENT) for one in _followers(db, post)]
    for to, kind in concerned:
        if to not in told:
            told.add(to)
            _tell(db, to, kind, post, comment.id, by)


def _tell(db: Session, to: UUID, kind: NotificationKind, post: ForumPost, about: UUID, by: UUID) -> None:
    where = f"/forum/{post.id}" + (f"#comment-{about}" if about != post.id else "")
    tell(db, to, kind, f"forum {about}", words=f"forum_{kind}", path=where, by=by, what=post.title[:TITLE])


def _followers(db: Session, post: ForumPost) -> list[UUID]:
    theirs = select(col(ForumFollow.follower_id)).where(col(ForumFollow.post_id) == post.id)
    if post.group_id:  # who left the group hears no more of it
        inside = (col(GroupMember.group_id) == post.group_id, col(GroupMember.status) == MemberStatus.ACTIVE)
        theirs = theirs.where(col(ForumFollow.follower_id).in_(select(col(GroupMember.member_id)).where(*inside)))
    with as_system(db):
        return list(db.scalars(theirs.limit(MOST_TOLD)))


def _taking_part(db: Session, post: ForumPost, comment: ForumComment) -> list[UUID]:
    theirs = select(col(ForumComment.author_id)).where(col(ForumComment.post_id) == post.id).distinct().limit(MOST_TOLD)
    return [one for one in {post.author_id, *db.scalars(theirs)} if one != comment.author_id]


def _mention(db: Session, post: ForumPost, body: str, people: list[UUID], by: UUID, about: UUID) -> set[UUID]:
    """Tell those of these people whom a text calls by name."""
    if "@" not in body or not people:
        return set()
    names = {row.display_name: row.id for row in authors(db, people, "").values()}
    called = markdown.mentions_in(body, names)
    for to in called:
        _tell(db, to, NotificationKind.MENTION, post, about, by)
    return set(called)
