"""What is asked of the board: lists, a long thread, votes of fifty at once, and searches of ten kinds."""

import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from sqlmodel import Session

from benchmarks.board.filling import POPULAR
from benchmarks.board.measuring import Asking, Took, once, told
from benchmarks.search import KINDS, NARROWED

HEAD = "\n| | by the clock, p50 ms | p95 | at work, p50 | p95 | of it in PostgreSQL |\n|---|---|---|---|---|---|"
WRITERS, EACH, PAUSE_S = 50, 6, 4.0


@dataclass(frozen=True)
class Readers:
    """Who asks: somebody of one instrument, somebody who plays what everybody plays, and one who follows much."""

    violin: UUID
    everything: UUID
    follows: UUID
    writers: list[UUID]


_EVERYTHING = "UPDATE users SET instruments = ARRAY['violin', 'cello', 'piano'] WHERE id = %s"
_FOLLOWS = """
    INSERT INTO forum_follows (id, follower_id, person_id, at)
    SELECT gen_random_uuid(), %(who)s, id, now() FROM made_people WHERE place BETWEEN 100 AND 300;
    INSERT INTO forum_follows (id, follower_id, tag, at)
    SELECT gen_random_uuid(), %(who)s, tag, now() FROM unnest(ARRAY['violin', 'tone', 'rare', 'scales']) AS tag;
    INSERT INTO forum_follows (id, follower_id, post_id, at)
    SELECT gen_random_uuid(), %(who)s, id, now() FROM (
        SELECT id FROM forum_posts WHERE author_id <> %(who)s ORDER BY id LIMIT 100) AS p;
    INSERT INTO block (blocker_id, blocked_id, since)
    SELECT %(who)s, id, now() FROM made_people WHERE place BETWEEN 1000 AND 1020
"""


def readers(superuser: str) -> Readers:
    """Choose them."""
    with psycopg.connect(superuser, autocommit=True) as db:
        found = db.execute(
            "SELECT id FROM made_people WHERE instruments = '{violin}' AND place > 5000 ORDER BY place LIMIT 60"
        )
        people = [row[0] for row in found.fetchall()]
        violin, everything, follows, *writers = people
        db.execute(_EVERYTHING, (everything,))
        if not db.execute("SELECT 1 FROM forum_follows LIMIT 1").fetchone():
            for statement in _FOLLOWS.split(";"):
                db.execute(statement, {"who": follows})  # type: ignore[call-overload]
        db.execute("ANALYZE forum_follows")
    return Readers(violin, everything, follows, writers[:WRITERS])


def lists(who: Readers, times: int) -> None:
    """Each list that a page shows, its first page and its tenth, and one from long ago."""
    from practice_app.models import PostCategory
    from practice_app.services.forum import Filter, Sort, Sought

    asked = {
        "one's own first": (who.violin, Sought(sort=Sort.FEED)),
        "one's own first, of who plays all": (who.everything, Sought(sort=Sort.FEED)),
        "one's own first, of who follows and blocks": (who.follows, Sought(sort=Sort.FEED)),
        "the newest": (who.violin, Sought()),
        "tips": (who.violin, Sought(category=PostCategory.TIP)),
        "unanswered": (who.violin, Sought(filter=Filter.UNANSWERED)),
        "the best": (who.violin, Sought(sort=Sort.TOP)),
        "a tag": (who.violin, Sought(tag="scales")),
        "a rare tag": (who.violin, Sought(tag="rare")),
        "questions of an instrument": (who.violin, Sought(category=PostCategory.QUESTION, instrument="cello")),
        "two tags": (who.violin, Sought(instrument="cello", tag="scales")),
        "the best of a rare tag": (who.violin, Sought(tag="rare", sort=Sort.TOP)),
        "followed": (who.follows, Sought(filter=Filter.FOLLOWING)),
        "one's own": (who.violin, Sought(filter=Filter.MINE)),
    }
    print(HEAD)
    for name, (reader, sought) in asked.items():
        after = _cursor(reader, sought, pages=9)
        told(name, [once(reader, _page(reader, sought, None)) for _ in range(times)])
        told(f"{name}, the tenth page", [once(reader, _page(reader, sought, after)) for _ in range(times)])


def _page(who: UUID, sought: object, after: str | None) -> Asking:
    from practice_app.services import forum

    return lambda db: forum.listed(db, who, sought, after=after)  # type: ignore[arg-type]


def _cursor(who: UUID, sought: object, pages: int) -> str | None:
    from practice_app.database import transaction
    from practice_app.services import forum

    after: str | None = None
    for _ in range(pages):
        with transaction(who) as db:
            after = forum.listed(db, who, sought, after=after).next_cursor or after  # type: ignore[arg-type]
    return after


def threads(who: Readers, times: int) -> None:
    """A post with five hundred comments, all of them at once and a hundred, in each order."""
    from practice_app.services import forum
    from practice_app.services.forum import Order

    def thread(order: Order, limit: int) -> Asking:
        def ask(db: Session) -> None:
            forum.post(db, who.violin, POPULAR)
            forum.comments_of(db, who.violin, POPULAR, order=order, limit=limit)

        return ask

    print(HEAD)
    for order in Order:
        for limit in (100, 500):
            found = [once(who.violin, thread(order, limit)) for _ in range(times)]
            told(f"a thread, {order} first, {limit} comments", found)


def votes(who: Readers, superuser: str) -> None:
    """Fifty people who vote every four seconds each, for one thing and for many; once a second is what anybody may."""
    from practice_app.services import forum

    with psycopg.connect(superuser) as db:
        found = db.execute("SELECT id FROM forum_posts WHERE id <> %s LIMIT 5000", (POPULAR,))
        many: list[UUID] = [row[0] for row in found]
    mine: dict[UUID, list[UUID]] = {voter: many[n::WRITERS] for n, voter in enumerate(who.writers)}

    def vote(voter: UUID, post: UUID) -> Took:
        value = random.choice((-1, 1))
        return once(voter, lambda db: forum.vote_for_post(db, voter, post, value))

    def votes_on(voter: UUID, posts: list[UUID]) -> list[Took]:
        time.sleep(PAUSE_S * random.random())
        took = []
        for post in posts:
            took.append(vote(voter, post))
            time.sleep(max(0.0, PAUSE_S - took[-1].clock / 1000))
        return took

    print(HEAD)
    for name, posts in (("one post", lambda _: [POPULAR] * EACH), ("many posts", lambda who: mine[who][:EACH])):
        told(
            f"votes for {name}, one after the other",
            [vote(one, post) for one in who.writers for post in posts(one)[:4]],
        )
        with ThreadPoolExecutor(WRITERS) as pool:
            each = list(pool.map(votes_on, who.writers, map(posts, who.writers)))
        told(f"votes for {name}, of fifty at once", [one for took in each for one in took])


def searches(who: Readers, times: int) -> None:
    """Ten kinds of questions, and what is found as the board shows it."""
    from practice_app.models import PostCategory
    from practice_app.services import search

    print(HEAD)
    every: list[Took] = []
    for name, wanted in _wanted(search.OnBoard, PostCategory):
        found = [
            once(who.violin, lambda db, one=one: search.on_the_board(db, who.violin, one))  # type: ignore[misc]
            for one in wanted
            for _ in range(times)
        ]
        told(name, found)
        every += found
    told("all", every)


def _wanted(on_board: Any, category: Any) -> Iterator[tuple[str, list[Any]]]:
    for name, queries in KINDS.items():
        yield name, [on_board(query) for query in queries]
    for name, questions in NARROWED.items():
        yield name, [on_board(query, **_narrowed(by, category)) for query, by in questions]


def _narrowed(by: dict[str, str], category: Any) -> dict[str, Any]:
    return {name: category(value) if name == "category" else value for name, value in by.items()}
