"""The board as it is listed: each list is read from an index of its own, a page at a time, and never sorted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, text
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from practice_app.models import ForumPost, ForumPostTag, PostCategory
from practice_app.services.forum import feeding, streams
from practice_app.services.forum.rows import PostRow, posts_shown
from practice_app.services.forum.synonyms import meant
from practice_app.services.forum.words import tag_name
from practice_app.services.shared.indexing.vectors import label
from practice_app.services.shared.of_all import listed as on_the_board
from practice_app.services.shared.of_all import not_apart
from practice_app.services.shared.paging import Key, Page, after_id, before, cursor, place


class Filter(StrEnum):
    """Which posts alone."""

    UNANSWERED = "unanswered"
    FOLLOWING = "following"
    MINE = "mine"


class Sort(StrEnum):
    """In which order: what is one's own first, the newest, or what most people found good."""

    FEED = "feed"
    NEW = "new"
    TOP = "top"


@dataclass(frozen=True)
class Sought:
    """What somebody looks for on the board."""

    category: PostCategory | None = None
    instrument: str = ""
    tag: str = ""
    work_id: UUID | None = None
    group_id: UUID | None = None
    author_id: UUID | None = None
    filter: Filter | None = None
    sort: Sort = Sort.NEW

    @property
    def tags(self) -> list[str]:
        """The tags that it must have."""
        return [name for name in dict.fromkeys(map(tag_name, (self.instrument, self.tag))) if name]

    @property
    def narrowed(self) -> bool:
        """Whether anything of the board is left out."""
        return bool(self.category or self.tags or self.work_id or self.group_id or self.author_id or self.filter)


def listed(
    db: Session,
    who: UUID,
    sought: Sought,
    origin: str = "",
    *,
    locale: str = "",
    limit: int = 20,
    after: str | None = None,
) -> Page[PostRow]:
    """List what is sought from after the cursor; what is written by whom one has blocked is in no list.

    With a ``locale`` each tells in it why it stands so high; without one it names the tag because of which it does.
    """
    key = place(after)
    if sought.tag:
        sought = replace(sought, tag=meant(db, tag_name(sought.tag)))
    if sought.sort is Sort.FEED and not sought.narrowed:
        found = feeding.feed(db, who, limit + 1, key)
        ids, places = [one.id for one in found], [Key(one.stands_at, one.id) for one in found]
        told = {one.id: one.because for one in found[:limit] if one.because}
        whys = {one: feeding.said(locale, tag) if locale else tag for one, tag in told.items()}
    else:
        found_ids = _ids(db, who, sought, limit + 1, key)
        ids, places, whys = [one for one, _ in found_ids], [Key(at, one) for one, at in found_ids], {}
        if sought.sort is Sort.TOP:
            places = [after_id(one) for one in ids]
    rows = posts_shown(db, who, _posts(db, ids[:limit]), origin, whys)
    return Page(rows, cursor(places[limit - 1]) if len(ids) > limit else None)


def _posts(db: Session, ids: Sequence[UUID]) -> list[ForumPost]:
    found = {post.id: post for post in db.scalars(select(ForumPost).where(col(ForumPost.id).in_(ids)))}
    return [found[one] for one in ids if one in found]


def _ids(db: Session, who: UUID, sought: Sought, limit: int, key: Key | None) -> list[tuple[UUID, Any]]:
    if sought.filter is Filter.MINE:
        query = _mine(who, sought, key)
    elif sought.filter is Filter.FOLLOWING:
        query = streams.newest_followed(who, partial(_narrowed, sought), limit, key)
    elif sought.tags and sought.sort is not Sort.TOP:
        query = _tagged(db, sought, key)
    else:
        query = _board(sought, key)
    return [(row[0], row[1]) for row in db.execute(query.limit(limit))]


_AT: Any = col(ForumPost.published_at)
_ID: Any = col(ForumPost.id)


def _board(sought: Sought, key: Key | None) -> Any:
    query = select(_ID, _AT).where(on_the_board(ForumPost), *_narrowed(sought), not_apart(ForumPost))
    if sought.sort is Sort.TOP:
        score = col(ForumPost.score)
        if key:
            last = aliased(ForumPost)
            there = select(last.score, last.published_at, last.id).where(last.id == key.id)  # type: ignore[call-overload]
            query = query.where(func.row(score, _AT, _ID) < there.scalar_subquery())
        return query.where(*_has(sought)).order_by(score.desc(), _AT.desc(), _ID.desc())
    return before(query, key, _AT, _ID)


def _has(sought: Sought) -> list[Any]:
    tags = ForumPostTag
    return [
        select(col(tags.tag)).where(col(tags.post_id) == _ID, col(tags.tag) == name).exists() for name in sought.tags
    ]


def _narrowed(sought: Sought, post: Any = ForumPost) -> list[Any]:
    group = col(post.group_id)
    conditions = [group == sought.group_id if sought.group_id else group.is_(None)]
    if sought.category:
        conditions.append(col(post.category) == sought.category)
    if sought.work_id:
        conditions.append(col(post.work_id) == sought.work_id)
    if sought.author_id:
        conditions.append(col(post.author_id) == sought.author_id)
        conditions.append(select(func.app_forum_gathered(sought.author_id)).scalar_subquery())
    if sought.filter is Filter.UNANSWERED:
        conditions += [col(post.category) == PostCategory.QUESTION, ~col(post.answered)]
    return conditions


def _tagged(db: Session, sought: Sought, key: Key | None) -> Any:
    """From the index of the rarest tag, newest first; each post is looked at by its id for what else is sought."""
    at, post_id = col(ForumPostTag.at), col(ForumPostTag.post_id)
    first, *others = _rarest_first(db, sought.tags)
    post = streams.one(post_id, ForumPostTag)
    there = select(post.id).where(on_the_board(post), *_narrowed(sought, post)).exists()
    tagged = (_stands_under(post_id, name) for name in others)
    query = select(post_id, at).where(col(ForumPostTag.tag) == first, *tagged, there, not_apart(ForumPostTag))
    return before(query, key, at, post_id)


def _rarest_first(db: Session, tags: list[str]) -> list[str]:
    """By how many texts of the board have them, as the search has counted."""
    if len(tags) < 2:
        return tags
    labels = [label(name) for name in tags]
    found = db.execute(text("SELECT term, texts FROM app_search_counts(:labels, '')"), {"labels": labels})
    counted = {row.term: row.texts for row in found}
    return sorted(tags, key=lambda name: counted.get(label(name), 0))


def _stands_under(post_id: Any, name: str) -> Any:
    """Whether it has this tag too; the offset keeps it a look at one row, else all posts of a tag are read first."""
    other = aliased(ForumPostTag)
    found = select(col(other.tag)).where(col(other.post_id) == post_id, col(other.tag) == name)
    return found.offset(0).correlate(ForumPostTag).exists()


def _mine(who: UUID, sought: Sought, key: Key | None) -> Any:
    """One's own, drafts too, as they were begun."""
    at: Any = col(ForumPost.created_at)
    query = select(_ID, at).where(col(ForumPost.author_id) == who, col(ForumPost.deleted_at).is_(None))
    if sought.category:
        query = query.where(col(ForumPost.category) == sought.category)
    return before(query, key, at, _ID)
