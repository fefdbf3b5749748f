"""Posts: written, changed, put on the board, closed, taken off it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, Invalid, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import ForumComment, ForumEdit, ForumPost, Profile, ReportKind, User
from practice_app.models.columns import now
from practice_app.services import groups, pieces
from practice_app.services.forum import bounds, cards, filming, films, holding, markdown, tagging, telling
from practice_app.services.forum.drafts import PostChanges, PostDraft
from practice_app.services.forum.reading import one_row
from practice_app.services.forum.rows import PostRow
from practice_app.services.forum.words import of_author
from practice_app.services.shared.access import Permission, find, owned_by, require
from practice_app.services.shared.indexing import index_post
from practice_app.services.shared.noticing import notice
from practice_app.services.shared.speaking_up import require_not_locked, require_voice

NO_TITLE = msg("Give it a title, so that others find it.")
NO_BODY = msg("Write something before it goes on the board.")
NO_WORK = msg("The catalogue has no such work.")
NO_GROUP = msg("You are in no such group.")


@dataclass
class Answered(Conflict):
    """Others have put work into it."""

    code = "answered"
    detail: str = msg("An answer was accepted here, and others may look for it. You can close the question instead.")


def add_post(db: Session, who: UUID, draft: PostDraft, origin: str = "") -> tuple[PostRow, bool]:
    """Write a post, or a draft; the same id again changes nothing. Tells whether it is new.

    Raises ``Invalid``, ``TooMany``, ``Same``, and ``NotFound`` for an id of somebody else's.
    """
    identity = client_id(draft.id) if draft.id else new_id()
    there = find(db, who, Permission.POST_CHANGE, identity) if draft.id else None
    if there:
        return one_row(db, who, there, origin), False
    post = ForumPost(id=identity, author_id=who, **_told(draft), body_html=markdown.made(draft.body_md))
    post.auto_tags = _auto_tags(db, who)
    _check(db, post)
    if draft.status == "published":
        _check_whole(db, post)
        films.check(db, who, post.body_md)
        post.published_at = now()
    else:
        bounds.check_drafts(db, who)
    _insert(db, post)
    if post.published_at:
        _appears(db, post)
    return one_row(db, who, db.get_one(ForumPost, identity), origin), True


def _told(draft: PostDraft) -> dict[str, Any]:
    return {name: getattr(draft, name) for name in ("title", "body_md", "category", "tags", "work_id", "group_id")}


def _insert(db: Session, post: ForumPost) -> None:
    """Only the columns that are the author's to say."""
    row = {name: getattr(post, name) for name in _WRITTEN}
    made = insert(ForumPost).values(row).on_conflict_do_nothing().returning(col(ForumPost.id))
    if db.execute(made).first() is None:
        raise NotFound()  # somebody else's id


_WRITTEN = (
    *("id", "author_id", "category", "title", "body_md", "body_html", "auto_tags", "tags", "work_id", "group_id"),
    *("created_at", "published_at"),
)


def change_post(db: Session, who: UUID, post_id: UUID, changes: PostChanges, origin: str = "") -> PostRow:
    """Change what one wrote; what it was before is kept. ``published`` puts a draft on the board."""
    post: ForumPost = require(db, who, Permission.POST_CHANGE, post_id, lock=True)
    if post.published_at or changes.status == "published":
        require_voice(db, who)
    told = changes.model_dump(exclude_unset=True, exclude={"status"})
    given = {name: value for name, value in told.items() if value is not None or name == "work_id"}
    before = (post.title, post.body_md)
    for name, value in given.items():
        setattr(post, name, value)
    post.body_html = markdown.made(post.body_md)
    _check(db, post)
    appears = changes.status == "published" and post.published_at is None
    if appears or post.published_at:
        _check_content(post)
        with db.no_autoflush:
            films.check(db, who, post.body_md, "" if appears else before[1])
    if appears:
        _check_whole(db, post)
        post.published_at, post.auto_tags = now(), _auto_tags(db, who)
    elif post.published_at and before != (post.title, post.body_md):
        post.edited_at = now()
        db.add(ForumEdit(author_id=who, post_id=post.id, title=before[0], body_md=before[1]))
    db.flush()
    if appears:
        _appears(db, post)
    elif post.published_at:
        tagging.listed(db, post)
        index_post(db, post.id)
        if holding.holds(db, who, post.body_md, before[1]):
            holding.hold(db, ForumPost, post.id)
        _noticed(db, post)
    return one_row(db, who, post, origin)


def _check(db: Session, post: ForumPost) -> None:
    with db.no_autoflush:  # PostgreSQL would refuse it first, in words of its own
        if post.work_id and not pieces.knows_work(db, post.work_id):
            raise Invalid("work_id", NO_WORK)
        if post.group_id and post.group_id not in tagging.my_groups(db):
            raise Invalid("group_id", NO_GROUP)


def _check_content(post: ForumPost) -> None:
    if not post.title:
        raise Invalid("title", NO_TITLE)
    if not post.body_md:
        raise Invalid("body_md", NO_BODY)


def _check_whole(db: Session, post: ForumPost) -> None:
    require_voice(db, post.author_id)
    _check_content(post)
    bounds.check_post(db, post)


def _appears(db: Session, post: ForumPost) -> None:
    tagging.listed(db, post)
    index_post(db, post.id)
    if post.group_id:
        groups.changed(db, post.group_id)
    if holding.holds(db, post.author_id, post.body_md):
        holding.hold(db, ForumPost, post.id)
    else:
        telling.posted(db, post)
    _noticed(db, post)


def _noticed(db: Session, post: ForumPost) -> None:
    cards.wanted(db, post.body_html)
    notice(db, ReportKind.POST, post.id, post.author_id, f"{post.title}\n{post.body_md}")


def _auto_tags(db: Session, who: UUID) -> list[str]:
    instruments = db.scalar(select(col(User.instruments)).where(owned_by(who, User))) or []
    kind = db.scalar(select(col(Profile.kind)).where(owned_by(who, Profile)))
    return of_author(instruments, kind)


def close_post(db: Session, who: UUID, post_id: UUID, origin: str = "") -> PostRow:
    """Let nobody write below it any more; what is there stays."""
    return _closed(db, who, post_id, origin, closed=True)


def reopen_post(db: Session, who: UUID, post_id: UUID, origin: str = "") -> PostRow:
    """Let people write below it again."""
    return _closed(db, who, post_id, origin, closed=False)


def _closed(db: Session, who: UUID, post_id: UUID, origin: str, *, closed: bool) -> PostRow:
    post: ForumPost = require(db, who, Permission.POST_CHANGE, post_id, lock=True)
    require_voice(db, who)
    if not closed:
        require_not_locked(db, post_id)
    post.closed_at = (post.closed_at or now()) if closed else None
    db.flush()
    return one_row(db, who, post, origin)


def delete_post(db: Session, who: UUID, post_id: UUID) -> None:
    """Take it off the board, unless an answer of somebody else's was accepted there."""
    post: ForumPost = require(db, who, Permission.POST_CHANGE, post_id, lock=True)
    theirs = select(col(ForumComment.id)).where(
        col(ForumComment.post_id) == post_id,
        col(ForumComment.accepted_at).is_not(None),
        col(ForumComment.author_id) != who,
    )
    if db.scalar(theirs):
        raise Answered()
    db.execute(update(ForumPost).where(col(ForumPost.id) == post_id).values(deleted_at=now()))
    filming.let_go(db, post.body_md)
    tagging.unlisted(db, post_id)
