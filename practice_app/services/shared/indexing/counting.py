"""Counting in how many texts a word is, behind those who write: a post never waits for another that says ``the``."""

from typing import Final
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session

from practice_app.database import system_transaction
from practice_app.services.shared.indexing.spelling import has_spelling
from practice_app.services.shared.indexing.writing import index_comment, index_post, is_small, learn
from practice_app.services.shared.steps import step

AT_ONCE: Final = 1000
OFTEN: Final = 3
"""In so many texts a word must be to be known, once there are very many."""


@step
def count(most: int = 50) -> int:
    """Count what came and went since; tell of how many texts, as far as ``most`` batches."""
    done = 0
    for _ in range(most):
        with system_transaction() as db:
            counted = _batch(db)
        done += counted
        if counted < AT_ONCE:
            break
    return done


@step
def rebuild() -> int:
    """Write anew by what everything on the board is found, and count it; tell of how many texts.

    It may be broken off and begun again, and people go on writing and searching meanwhile.
    """
    done = 0
    for kind, write in (("forum_posts", index_post), ("forum_comments", index_comment)):
        last = UUID(int=0)
        while True:
            with system_transaction() as db:
                ids = db.execute(sql(_SOME[kind]), {"last": last, "most": AT_ONCE}).scalars().all()
                for one in ids:
                    write(db, one)
            done += len(ids)
            count()
            if len(ids) < AT_ONCE:
                break
            last = ids[-1]
    return done


def _batch(db: Session) -> int:
    """Count some; one at a time does that."""
    if not db.scalar(sql("SELECT pg_try_advisory_xact_lock(hashtextextended('search.count', 0))")):
        return 0
    number = db.scalar(
        sql("SELECT count(*) FROM (SELECT 1 FROM search_counts LIMIT :most) AS waiting"), {"most": AT_ONCE}
    )
    touched = db.execute(sql(_COUNT), {"most": AT_ONCE}).all()
    gone = [t.term for t in touched if t.texts < 1]
    db.execute(sql("DELETE FROM search_terms WHERE term = ANY (:gone)"), {"gone": gone})
    enough = 1 if is_small(db) else OFTEN
    often = [t.term for t in touched if not t.spelled and t.texts >= enough and ":" not in t.term]
    learn(db, list(filter(has_spelling, often)))
    return int(number or 0)


_COUNT: Final = """
    WITH taken AS (
        DELETE FROM search_counts WHERE id IN (SELECT id FROM search_counts ORDER BY id LIMIT :most)
        RETURNING terms, by),
    summed AS (SELECT term, sum(by) AS number FROM taken, unnest(terms) AS term GROUP BY term HAVING sum(by) <> 0)
    INSERT INTO search_terms (term, texts, spelled) SELECT term, number, false FROM summed ORDER BY term
    ON CONFLICT (term) DO UPDATE SET texts = search_terms.texts + excluded.texts
    RETURNING term, texts, spelled
"""
_SOME: Final = {
    "forum_posts": "SELECT id FROM forum_posts WHERE id > :last AND published_at IS NOT NULL ORDER BY id LIMIT :most",
    "forum_comments": "SELECT id FROM forum_comments WHERE id > :last ORDER BY id LIMIT :most",
}
