"""What somebody follows, listed: the newest of all of it, whichever stream it comes from."""

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlmodel import Session

from practice_app.database import system_transaction, transaction
from practice_app.ids import new_id
from practice_app.models import ForumFollow, ForumPost, ForumPostTag, PostCategory
from practice_app.services import forum
from practice_app.services.forum import Filter, Sought
from tests.services import people

NOW = datetime.now(UTC)
AUTHORS, EACH = 6, 40


@pytest.fixture
def board(clean_database) -> dict[str, Any]:
    """Six who wrote forty posts each, by turns, every tenth with a tag; Ann follows two, the tag, and a post."""
    ann, authors = people.person("Ann"), [people.person(f"Author {n}") for n in range(AUTHORS)]
    posts = []
    with system_transaction() as db:
        for n, (turn, author) in enumerate(product(range(EACH), authors)):
            at = NOW - timedelta(minutes=AUTHORS * turn + authors.index(author))
            told = {"id": new_id(), "author_id": author, "title": f"{n}", "body_md": "x", "body_html": "<p>x</p>"}
            category = PostCategory.TIP if n % 2 else PostCategory.FREE
            posts.append(ForumPost(**told, category=category, created_at=at, published_at=at))
        db.add_all(posts)
        db.flush()
        tagged = [
            ForumPostTag(post_id=post.id, tag="bow", author_id=post.author_id, at=post.published_at)
            for post in posts[::10]
        ]
        follows = [{"person_id": authors[0]}, {"person_id": authors[3]}, {"tag": "bow"}, {"post_id": posts[-1].id}]
        db.add_all([*tagged, *(ForumFollow(follower_id=ann, **one) for one in follows)])
    theirs = {authors[0], authors[3]}
    of_these = {post.id for post in (*posts[::10], posts[-1])}
    wanted = [post.title for post in posts if post.author_id in theirs or post.id in of_these]
    tips = [post.title for post in posts if post.title in wanted and post.category == PostCategory.TIP]
    return {"ann": ann, "wanted": wanted, "tips": tips, "authors": authors}


def read(db: Session, who: Any, sought: Sought) -> list[str]:
    found, after = [], None
    while True:
        page = forum.listed(db, who, sought, limit=7, after=after)
        found += [row.title for row in page.items]
        after = page.next_cursor
        if after is None:
            return found


def test_all_of_it_is_there_once_and_in_its_order_however_it_is_turned(board):
    with transaction(board["ann"]) as db:
        assert read(db, board["ann"], Sought(filter=Filter.FOLLOWING)) == board["wanted"]
        tips = Sought(filter=Filter.FOLLOWING, category=PostCategory.TIP)
        assert read(db, board["ann"], tips) == board["tips"]


def test_of_whom_one_blocked_nothing_is_there(board):
    ann, blocked = board["ann"], board["authors"][3]
    with transaction(ann) as db:
        forum.block(db, ann, blocked)
    with transaction(ann) as db:
        rows = forum.listed(db, ann, Sought(filter=Filter.FOLLOWING), limit=100).items
    assert blocked not in {row.author.id for row in rows}
    assert len(rows) > EACH
