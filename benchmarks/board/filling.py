"""Fills a database with a board: posts and comments in three languages, votes, tags, people.

Some tens of thousands of posts are made up, each indexed as people's are; the rest are copies of them under other ids,
at other moments and by other people, put in by PostgreSQL in the order of time. Words are as frequent as among those
made up, but none is rarer than there are copies.
"""

import itertools
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.search import COPIES, Writer, rows

PEOPLE, MADE_UP, COMMENTS_EACH, DAYS = 20_000, 20_000, 3, 2000
BIG = ("forum_posts", "forum_comments", "forum_votes", "forum_post_tags", "search_texts")
POPULAR = UUID(int=1)
"""A post with five hundred comments, of twenty votes each, and two thousand votes of its own."""

_PEOPLE = """
    INSERT INTO users (id, display_name, instruments, roles, allows, timezone, locale, created_at, updated_at)
    SELECT gen_random_uuid(), 'Person ' || n,
           ARRAY[(ARRAY['violin', 'violin', 'cello', 'piano'])[1 + n % 4]], ARRAY['student'], ARRAY[]::text[],
           'UTC', 'en', now() - interval '3 years', now() FROM generate_series(1, {people}) AS n
"""
_PROFILES = """
    INSERT INTO profiles (user_id, kind, bio, seen_profile, seen_statistics, seen_sessions, updated_at)
    SELECT id, (ARRAY['student', 'hobby', 'professional', 'teacher'])[1 + (random() * 3)::int], '', 'me', 'me', 'me',
           now() FROM users
"""
_AUTHORS = """
    CREATE UNLOGGED TABLE made_people AS
    SELECT row_number() OVER (ORDER BY u.id) - 1 AS place, u.id, u.instruments, p.kind
      FROM users u JOIN profiles p ON p.user_id = u.id;
    CREATE INDEX ON made_people (place)
"""
_TAKE = "CREATE UNLOGGED TABLE made_{0} AS SELECT * FROM {0}"
_ID = "md5({} || ':' || n)::uuid"
_LATER = "{} + n * (interval '{} days' / {})"
_POSTS = """
    INSERT INTO forum_posts (id, author_id, category, title, body_md, body_html, auto_tags, tags, score, views,
                             comments, answered, created_at, published_at)
    SELECT {id}, a.id, p.category, p.title, p.body_md, p.body_html, p.auto_tags || a.kind, p.tags,
           (-10 * ln(1 - random()))::int, (random() * 500)::int, 3, random() < 0.9, {at}, {at}
      FROM generate_series(0, {copies} - 1) AS n, made_forum_posts p,
           made_people a WHERE a.place = abs(hashtext(p.id::text || n)) % (SELECT count(*) FROM made_people)
     ORDER BY {at}
"""
_COMMENTS = """
    INSERT INTO forum_comments (id, post_id, author_id, body_md, body_html, score, created_at)
    SELECT {id}, {post}, a.id, c.body_md, c.body_html, (-3 * ln(1 - random()))::int, {at}
      FROM generate_series(0, {copies} - 1) AS n, made_forum_comments c,
           made_people a WHERE a.place = abs(hashtext(c.id::text || n)) % (SELECT count(*) FROM made_people)
     ORDER BY {at}
"""
_TEXTS = """
    INSERT INTO search_texts (id, post_id, comment_id, at, words)
    SELECT {id}, {post}, {comment}, {at}, t.words FROM generate_series(0, {copies} - 1) AS n, made_search_texts t
     ORDER BY {at}
"""
_TAGGED = """
    INSERT INTO forum_post_tags (post_id, tag, author_id, at)
    SELECT DISTINCT ON (p.published_at, p.id, t.tag) p.id, t.tag, p.author_id, p.published_at
      FROM forum_posts p, unnest(p.auto_tags || p.tags) AS t (tag) ORDER BY p.published_at, p.id, t.tag
"""
_VOTES = """
    INSERT INTO forum_votes (id, voter_id, {about}, value, at)
    SELECT gen_random_uuid(), a.id, x.id, CASE WHEN random() < 0.9 THEN 1 ELSE -1 END, x.created_at
      FROM {table} x, made_people a
     WHERE random() < {share} AND a.place = abs(hashtext(x.id::text)) % (SELECT count(*) FROM made_people)
"""
_POPULAR = """
    INSERT INTO forum_posts (id, author_id, category, title, body_md, body_html, created_at, published_at, comments)
    SELECT '{id}', id, 'question', 'Everybody knows', 'x', '<p>x</p>', now(), now(), 500
      FROM made_people WHERE place = 0;
    INSERT INTO forum_comments (id, post_id, author_id, parent_id, body_md, body_html, score, created_at)
    SELECT md5('said' || a.place)::uuid, '{id}', a.id,
           CASE WHEN a.place % 3 = 0 THEN md5('said' || a.place - 1)::uuid END, repeat('shift slowly ', 30),
           repeat('<p>shift slowly</p>', 30), a.place % 20, now() + a.place * interval '1 s'
      FROM made_people a WHERE a.place BETWEEN 1 AND 500;
    INSERT INTO forum_votes (id, voter_id, comment_id, value, at)
    SELECT gen_random_uuid(), v.id, c.id, 1, now() FROM forum_comments c, made_people v
     WHERE c.post_id = '{id}' AND v.place BETWEEN 1001 AND 1020;
    INSERT INTO forum_votes (id, voter_id, post_id, value, at)
    SELECT gen_random_uuid(), v.id, '{id}', 1, now() FROM made_people v WHERE v.place BETWEEN 2001 AND 4000
"""


def fill(superuser: str, posts: int) -> None:
    """Fill it with so many posts, and three comments below each."""
    made_up = min(posts, MADE_UP)
    with psycopg.connect(superuser, autocommit=True) as db:
        db.execute("SET session_replication_role = replica")  # rows are made whole: no key has to be looked for
        db.execute("SET maintenance_work_mem = '1GB'")
        db.execute("SET work_mem = '512MB'")
        _people(db)
        indexes = _without_indexes(db)
        words = _made_up(db, made_up)
        _copied(db, posts // made_up, made_up)
        for definition in indexes:
            db.execute(definition)
        _said(db, words, posts // made_up)
        db.execute("VACUUM ANALYZE")


def _people(db: psycopg.Connection) -> None:
    db.execute(_PEOPLE.format(people=PEOPLE))  # type: ignore[call-overload]
    db.execute(_PROFILES)
    for statement in _AUTHORS.split(";"):
        db.execute(statement)  # type: ignore[call-overload]


def _without_indexes(db: psycopg.Connection) -> list[Any]:
    found = db.execute(
        "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = ANY (%s) AND indexname ~ '^(ix|uq)_'"
        " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
        (list(BIG),),
    ).fetchall()
    for name, _ in found:
        db.execute(f"DROP INDEX {name}")
    return [definition for _, definition in found]


def _made_up(db: psycopg.Connection, posts: int) -> list[tuple[str, int]]:
    """Write them, and tell in how many texts each word is."""
    people: list[UUID] = [row[0] for row in db.execute("SELECT id FROM made_people")]
    made = rows(Writer(), posts, posts * COMMENTS_EACH, people)
    words: list[tuple[str, int]] = []
    while batch := list(itertools.islice(made, 40_000)):
        for kind in ("posts", "comments", "texts"):
            with db.cursor().copy(f"COPY {COPIES[kind]} FROM STDIN") as copy:
                for _, row in (one for one in batch if one[0] == kind):
                    copy.write_row(row)
        words += [(row[0], row[1]) for kind, row in batch if kind == "terms"]
    return words


def _copied(db: psycopg.Connection, copies: int, made_up: int) -> None:
    for table in ("forum_posts", "forum_comments", "search_texts"):
        db.execute(_TAKE.format(table))  # type: ignore[call-overload]
    db.execute("TRUNCATE forum_posts CASCADE")
    spaced = {"copies": copies, "id": _ID.format("x.id")}

    def ready(statement: str, name: str, at: str) -> Any:
        later = _LATER.format(f"{name}.{at}", DAYS, copies * made_up)
        ids = {"id": _ID.format(f"{name}.id"), "post": _ID.format(f"{name}.post_id")}
        ids["comment"] = _ID.format(f"{name}.comment_id")
        return statement.format(**(spaced | ids | {"at": later}))

    db.execute(ready(_POSTS, "p", "published_at"))
    db.execute(ready(_COMMENTS, "c", "created_at"))
    db.execute(ready(_TEXTS, "t", "at"))
    db.execute(_TAGGED)
    for about, table, share in (("post_id", "forum_posts", 1.0), ("comment_id", "forum_comments", 0.3)):
        db.execute(_VOTES.format(about=about, table=table, share=share))  # type: ignore[call-overload]
    for statement in _POPULAR.format(id=POPULAR).split(";"):
        db.execute(statement)  # type: ignore[call-overload]


def _said(db: psycopg.Connection, words: list[tuple[str, int]], copies: int) -> None:
    """Write how often each word is known, and how those that are known well may be misspelt."""
    from practice_app.database import system_transaction
    from practice_app.services.shared.indexing.counting import OFTEN
    from practice_app.services.shared.indexing.spelling import has_spelling
    from practice_app.services.shared.indexing.writing import learn

    with db.cursor().copy(f"COPY {COPIES['terms']} FROM STDIN") as copy:
        for term, number in words:
            copy.write_row((term, number * copies, False))
    known = [term for term, number in words if number >= OFTEN and ":" not in term and has_spelling(term)]
    for place in range(0, len(known), 5000):
        with system_transaction() as written:
            learn(written, known[place : place + 5000])
