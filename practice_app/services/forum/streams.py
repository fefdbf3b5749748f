"""The newest of what somebody follows: posts, people, tags, each from its index and no further than a page needs.

First the newest one of each: of as many as a page has, the oldest says from when on there is enough. Then of each what
is no older than that, which is little more than a page of all. Without it a page of each of 200 people would be read,
and PostgreSQL, which knows nothing of how many of these pass its policies, would rather sort all that they wrote.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from sqlalchemy import DateTime, and_, case, func, literal, select, union_all
from sqlalchemy.orm import aliased
from sqlmodel import col

from practice_app.models import ForumFollow, ForumPost, ForumPostTag, ForumTag
from practice_app.services.shared.of_all import listed as on_the_board
from practice_app.services.shared.of_all import not_apart
from practice_app.services.shared.paging import Key, before

_AT: Any = col(ForumPost.published_at)
_ID: Any = col(ForumPost.id)
_EVER: Any = literal("-infinity").cast(DateTime(timezone=True))
_STAYS: Any = select(col(ForumTag.joined_to)).where(col(ForumTag.name) == col(ForumFollow.tag)).scalar_subquery()
_MEANT: Any = func.coalesce(_STAYS, col(ForumFollow.tag)).label("tag")
"""The tag that is followed, or the one that stays for it."""
Narrowed = Callable[[Any], list[Any]]
"""What else is sought, as conditions for posts (or something that has their columns)."""


def newest_followed(who: UUID, narrowed: Narrowed, limit: int, key: Key | None) -> Any:
    """Select ids of posts, and when they came, the newest first, from after the key; each once."""
    follows = select(col(ForumFollow.post_id), col(ForumFollow.person_id), _MEANT)
    mine = follows.where(col(ForumFollow.follower_id) == who).cte("mine")
    streams = (_posts, _people, _tags)
    firsts = union_all(*(stream(mine, narrowed, key, None, 1) for stream in streams)).subquery("firsts")
    some = _once(firsts).limit(limit).subquery("some")
    enough = case((func.count() < limit, _EVER), else_=func.min(some.c.at)).label("at")
    since = select(select(enough).select_from(some).cte("enough").c.at).scalar_subquery()
    found = union_all(*(stream(mine, narrowed, key, since, limit) for stream in streams)).subquery("found")
    return _once(found)


def _once(found: Any) -> Any:
    return select(found.c.id, found.c.at).distinct().order_by(found.c.at.desc(), found.c.id.desc())


def _posts(mine: Any, narrowed: Narrowed, key: Key | None, since: Any, _most: int) -> Any:
    post = one(mine.c.post_id, mine)
    some = select(post.id.label("id"), post.published_at.label("at"))
    some = some.where(on_the_board(post), *narrowed(post), not_apart(post))
    return _of_each(mine, mine.c.post_id, _from(some, post.published_at, post.id, key, since).limit(1))


def _people(mine: Any, narrowed: Narrowed, key: Key | None, since: Any, most: int) -> Any:
    board = and_(on_the_board(ForumPost), *narrowed(ForumPost), not_apart(ForumPost))
    some = select(_ID.label("id"), _AT.label("at")).where(board, col(ForumPost.author_id) == mine.c.person_id)
    return _of_each(mine, mine.c.person_id, _from(some, _AT, _ID, key, since).limit(most))


def _tags(mine: Any, narrowed: Narrowed, key: Key | None, since: Any, most: int) -> Any:
    at, post_id = col(ForumPostTag.at), col(ForumPostTag.post_id)
    post = one(post_id, ForumPostTag)
    there = select(post.id).where(on_the_board(post), *narrowed(post)).exists()
    some: Any = select(post_id.label("id"), at.label("at"))
    some = some.where(col(ForumPostTag.tag) == mine.c.tag, not_apart(ForumPostTag), there)
    return _of_each(mine, mine.c.tag, _from(some, at, post_id, key, since).limit(most))


def one(identity: Any, of: Any) -> Any:
    """One post by its id, and by nothing else.

    With its conditions beside it PostgreSQL would, before it has counted, look for it in the index of a list: all of
    it, each time. The offset keeps them apart, and a look at one post from becoming a join with all.
    """
    by_id = select(ForumPost).where(identity == _ID).offset(0).correlate(of)
    return aliased(ForumPost, by_id.subquery())


def _from(query: Any, at: Any, identity: Any, key: Key | None, since: Any) -> Any:
    """What comes after the key and is no older than ``since``, the newest first."""
    return before(query if since is None else query.where(at >= since), key, at, identity)


def _of_each(mine: Any, followed: Any, some: Any) -> Any:
    each = some.correlate(mine).lateral()
    return select(each.c.id, each.c.at).select_from(mine.join(each, followed.is_not(None)))
