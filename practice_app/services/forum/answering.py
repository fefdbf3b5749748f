"""What is said below a post: written, changed, taken back, listed; and which of it is the answer."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import Conflict, Invalid, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import ForumComment, ForumEdit, ForumPost, PostCategory, ReportKind
from practice_app.models.columns import now
from practice_app.services.forum import bounds, cards, filming, films, holding, markdown, telling
from practice_app.services.forum.drafts import CommentChanges, CommentDraft
from practice_app.services.forum.rows import COLUMNS, CommentRow, comments_shown
from practice_app.services.forum.writing import NO_BODY
from practice_app.services.shared.access import Permission, find, require
from practice_app.services.shared.indexing import index_comment
from practice_app.services.shared.noticing import notice
from practice_app.services.shared.of_all import not_apart
from practice_app.services.shared.paging import Key, Page, page, place
from practice_app.services.shared.speaking_up import require_voice

NO_PARENT = msg("What you answer is no longer here.")
MOST: int = 500
"""Comments of a thread that are shown at once, on a page."""


class Order(StrEnum):
    """How a thread is read; the accepted answer comes first in each."""

    BEST = "best"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass
class Closed(Conflict):
    """Nobody writes here any more."""

    code = "closed"
    detail: str = msg("This was closed. Nobody writes below it any more.")


@dataclass
class NoQuestion(Conflict):
    """Only a question has an answer."""

    code = "no_question"
    detail: str = msg("Only a question has an answer.")


def add_comment(
    db: Session, who: UUID, post_id: UUID, draft: CommentDraft, origin: str = ""
) -> tuple[CommentRow, bool]:
    """Say something below a post; the same id again changes nothing. Tells whether it is new.

    Raises ``NotFound``, ``NotAllowed`` where one of the two blocked the other, ``Closed``, ``Invalid``, ``TooMany``.
    """
    post: ForumPost = require(db, who, Permission.POST_ANSWER, post_id)
    identity = client_id(draft.id) if draft.id else new_id()
    there = find(db, who, Permission.REMARK_CHANGE, identity) if draft.id else None
    if there:
        return _same(db, who, there, post_id, origin), False
    require_voice(db, who)
    if post.closed_at:
        raise Closed()
    _check(db, who, post, draft)
    films.check(db, who, draft.body_md)
    row = {
        "id": identity,
        "post_id": post_id,
        "author_id": who,
        "parent_id": draft.parent_id,
        "created_at": now(),
        "body_md": draft.body_md,
        "body_html": markdown.made(draft.body_md),
    }
    made = insert(ForumComment).values(row).on_conflict_do_nothing().returning(col(ForumComment.id))
    if db.execute(made).first() is None:
        raise NotFound()  # somebody else's id
    count(db, post_id)
    said = db.get_one(ForumComment, identity)
    index_comment(db, identity)
    if holding.holds(db, who, draft.body_md):
        holding.hold(db, ForumComment, identity)
    else:
        telling.said(db, post, said)
    cards.wanted(db, said.body_html)
    notice(db, ReportKind.COMMENT, identity, who, draft.body_md)
    return comments_shown(db, who, [said], origin)[0], True


def _same(db: Session, who: UUID, there: ForumComment, post_id: UUID, origin: str) -> CommentRow:
    if there.post_id != post_id:
        raise NotFound()
    return comments_shown(db, who, [there], origin)[0]


def _check(db: Session, who: UUID, post: ForumPost, draft: CommentDraft) -> None:
    if not draft.body_md:
        raise Invalid("body_md", NO_BODY)
    bounds.check_comment(db, who)
    if draft.parent_id is None:
        return
    parent = find(db, who, Permission.REMARK_READ, draft.parent_id, deleted=False)
    if parent is None or parent.post_id != post.id:
        raise Invalid("parent_id", NO_PARENT)
    free = select(col(ForumComment.id)).where(col(ForumComment.id) == parent.id, not_apart(ForumComment))
    if db.scalar(free) is None:
        raise Invalid("parent_id", NO_PARENT)


def change_comment(db: Session, who: UUID, comment_id: UUID, changes: CommentChanges, origin: str = "") -> CommentRow:
    """Write what one said otherwise; what it was before is kept."""
    said: ForumComment = require(db, who, Permission.REMARK_CHANGE, comment_id, lock=True)
    require_voice(db, who)
    if not changes.body_md:
        raise Invalid("body_md", NO_BODY)
    before = said.body_md
    if changes.body_md != before:
        films.check(db, who, changes.body_md, before)
        db.add(ForumEdit(author_id=who, comment_id=said.id, body_md=before))
        said.body_md, said.body_html, said.edited_at = changes.body_md, markdown.made(changes.body_md), now()
        db.flush()
        index_comment(db, said.id)
        if holding.holds(db, who, said.body_md, before):
            holding.hold(db, ForumComment, said.id)
        cards.wanted(db, said.body_html)
        notice(db, ReportKind.COMMENT, said.id, who, changes.body_md)
    return comments_shown(db, who, [said], origin)[0]


def delete_comment(db: Session, who: UUID, comment_id: UUID) -> None:
    """Take back what one said; what others answered to it stays."""
    said: ForumComment = require(db, who, Permission.REMARK_CHANGE, comment_id, lock=True)
    said.deleted_at = now()
    db.flush()
    filming.let_go(db, said.body_md)
    with as_system(db):
        db.execute(update(ForumComment).where(col(ForumComment.id) == comment_id).values(accepted_at=None))


def count(db: Session, post_id: UUID) -> None:
    """Count a post's comments anew, and whether somebody else than its author wrote one."""
    there = (
        col(ForumComment.post_id) == post_id,
        col(ForumComment.deleted_at).is_(None),
        col(ForumComment.hidden_at).is_(None),
    )
    number = select(func.count()).where(*there).scalar_subquery()
    others = exists().where(*there, col(ForumComment.author_id) != col(ForumPost.author_id)).correlate(ForumPost)
    with as_system(db):
        db.execute(select(col(ForumPost.id)).where(col(ForumPost.id) == post_id).with_for_update(key_share=True))
        counted = update(ForumPost).where(col(ForumPost.id) == post_id).values(comments=number, answered=others)
        db.execute(counted.execution_options(synchronize_session=False))


def comments_of(
    db: Session,
    who: UUID,
    post_id: UUID,
    origin: str = "",
    *,
    order: Order = Order.OLDEST,
    limit: int = 100,
    after: str | None = None,
) -> Page[CommentRow]:
    """List what was said below a post, the accepted answer first; not what is said by whom one has blocked."""
    require(db, who, Permission.POST_READ, post_id)
    query: Any = select(*COLUMNS).where(
        col(ForumComment.post_id) == post_id,
        col(ForumComment.deleted_at).is_(None),
        not_apart(ForumComment),
    )
    if key := place(after):
        query = query.where(_after(key, order))
    found = db.execute(query.order_by(*_ORDERS[order]).limit(limit + 1)).all()
    rows = comments_shown(db, who, found, origin)
    return page(rows, limit, [Key(row.created_at, row.id) for row in rows])


_ACCEPTED: Any = col(ForumComment.accepted_at).is_(None)
_ORDERS: dict[Order, tuple[Any, ...]] = {
    Order.OLDEST: (_ACCEPTED, col(ForumComment.created_at), col(ForumComment.id)),
    Order.NEWEST: (_ACCEPTED, col(ForumComment.created_at).desc(), col(ForumComment.id).desc()),
    Order.BEST: (_ACCEPTED, col(ForumComment.score).desc(), col(ForumComment.created_at), col(ForumComment.id)),
}


def _after(key: Key, order: Order) -> ColumnElement[bool]:
    """What comes after this one in that order; the accepted one comes first, and once."""
    last = select(ForumComment).where(col(ForumComment.id) == key.id).subquery()
    told = {name: select(last.c[name]).scalar_subquery() for name in ("score", "created_at", "id")}
    accepted = select(last.c.accepted_at.is_not(None)).scalar_subquery()
    times = func.row(col(ForumComment.created_at), col(ForumComment.id))
    then = func.row(told["created_at"], told["id"])
    further = times < then if order is Order.NEWEST else times > then
    if order is Order.BEST:
        score = col(ForumComment.score)
        further = (score < told["score"]) | ((score == told["score"]) & further)
    return col(ForumComment.accepted_at).is_(None) & (accepted | further)


def accept(db: Session, who: UUID, post_id: UUID, comment_id: UUID) -> None:
    """Say that this is the answer; another that was, is it no more."""
    _answer(db, who, post_id, comment_id)
    there = (col(ForumComment.post_id) == post_id, col(ForumComment.accepted_at).is_not(None))
    with as_system(db):
        db.execute(select(col(ForumPost.id)).where(col(ForumPost.id) == post_id).with_for_update(key_share=True))
        db.execute(update(ForumComment).where(*there, col(ForumComment.id) != comment_id).values(accepted_at=None))
        this = update(ForumComment).where(col(ForumComment.id) == comment_id, col(ForumComment.accepted_at).is_(None))
        db.execute(this.values(accepted_at=now()))


def take_back(db: Session, who: UUID, post_id: UUID, comment_id: UUID) -> None:
    """Say that it is not the answer after all."""
    _answer(db, who, post_id, comment_id)
    with as_system(db):
        db.execute(update(ForumComment).where(col(ForumComment.id) == comment_id).values(accepted_at=None))


def _answer(db: Session, who: UUID, post_id: UUID, comment_id: UUID) -> None:
    post: ForumPost = require(db, who, Permission.POST_CHANGE, post_id)
    if post.category != PostCategory.QUESTION:
        raise NoQuestion()
    if require(db, who, Permission.REMARK_READ, comment_id).post_id != post_id:
        raise NotFound()
