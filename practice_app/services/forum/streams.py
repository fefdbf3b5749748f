"""The newest of what somebody follows: posts, people, tags, each from its index and no further than a page needs.

First the newest one of each: of as many as a page has, the oldest says from when on there is enough. Then of each what
is no older than that, which is little more than a page of all. Without it a page of each of 200 people would be read,
and PostgreSQL, which knows nothing of how many of these pass its policies, would rather sort all that they wrote.
"""

from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, and_, case, func, literal, select, union_all
from sqlmodel import col

from practice_app.models import ForumFollow, ForumPost, ForumPostTag
from practice_app.services.shared.of_all import listed as on_the_board
from practice_app.services.shared.of_all import not_apart
from practice_app.services.shared.paging import Key, before

_AT: Any = col(ForumPost.published_at)
_ID: Any = col(ForumPost.id)
_EVER: Any = literal("-infinity").cast(DateTime(timezone=True))


def newest_followed(who: UUID, narrowed: list[Any], limit: int, key: Key | None) -> Any:
    """Select ids of posts, and when they came, the newest first, from after the key; each once."""
    mine = select(ForumFollow).where(col(ForumFollow.follower_id) == who).cte("mine")
    streams = (_posts, _people, _tags)
    firsts = union_all(*(stream(mine, narrowed, key, None, 1) for stream in streams)).subquery("firsts")
    some = _once(firsts).limit(limit).subquery("some")
    enough = case((func.count() < limit, _EVER), else_=func.min(some.c.at))
    since = select(enough).select_from(some).scalar_subquery()
    found = union_all(*(stream(mine, narrowed, key, since, limit) for stream in streams)).subquery("found")
    return _once(found)


def _once(found: Any) -> Any:
    return select(found.c.id, found.c.at).distinct().order_by(found.c.at.desc(), found.c.id.desc())


def _posts(mine: Any, narrowed: list[Any], key: Key | None, since: Any, _most: int) -> Any:
    """One by one, so that no plan goes through the board for them."""
    board = and_(on_the_board(ForumPost), *narrowed, not_apart(ForumPost))
    one = _from(select(_ID.label("id"), _AT.label("at")).where(mine.c.post_id == _ID, board), _AT, _ID, key, since)
    return _of_each(mine, mine.c.post_id, one.limit(1))


def _people(mine: Any, narrowed: list[Any], key: Key | None, since: Any, most: int) -> Any:
    board = and_(on_the_board(ForumPost), *narrowed, not_apart(ForumPost))
    some = select(_ID.label("id"), _AT.label("at")).where(board, col(ForumPost.author_id) == mine.c.person_id)
    return _of_each(mine, mine.c.person_id, _from(some, _AT, _ID, key, since).limit(most))


def _tags(mine: Any, narrowed: list[Any], key: Key | None, since: Any, most: int) -> Any:
    """From the index of each tag; each post is looked at itself (with an offset, it can't become a join of all)."""
    at, post_id = col(ForumPostTag.at), col(ForumPostTag.post_id)
    there = select(_ID).where(post_id == _ID, on_the_board(ForumPost), *narrowed).offset(0).exists()
    some: Any = select(post_id.label("id"), at.label("at"))
    some = some.where(col(ForumPostTag.tag) == mine.c.tag, not_apart(ForumPostTag), there)
    return _of_each(mine, mine.c.tag, _from(some, at, post_id, key, since).limit(most))


def _from(query: Any, at: Any, identity: Any, key: Key | None, since: Any) -> Any:
    """What comes after the key and is no older than ``since``, the newest first."""
    return before(query if since is None else query.where(at >= since), key, at, identity)


def _of_each(mine: Any, followed: Any, some: Any) -> Any:
    each = some.correlate(mine).lateral()
    return select(each.c.id, each.c.at).select_from(mine.join(each, followed.is_not(None)))
