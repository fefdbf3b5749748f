"""Writing by what posts and comments are found, in the transaction that wrote them.

Whoever writes, changes or publishes one says so here; what is hidden, deleted or taken back needs no word, since what
may be read is asked of the board itself, and what is erased takes its words along.
"""

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from sqlalchemy import text as sql
from sqlmodel import Session, col, delete

from practice_app.database import as_system
from practice_app.models import ForumComment, ForumPost, SearchText
from practice_app.services.shared.indexing.plain import plain
from practice_app.services.shared.indexing.spelling import variants
from practice_app.services.shared.indexing.vectors import Weighed, labels, spelled, vector

AT_ONCE: Final = 200
"""New words of one text that are known at once."""
SMALL: Final = 400_000
"""Spellings that there may be before a word is only known once it was seen several times."""


def index_post(db: Session, post_id: UUID) -> None:
    """Write by what a post is found; nothing of a draft."""
    with as_system(db):
        post = db.get(ForumPost, post_id, populate_existing=True)
        if post is None or post.published_at is None:
            db.exec(delete(SearchText).where(col(SearchText.post_id) == post_id))
            return
        labelled = labels(post.category, [*post.auto_tags, *post.tags])
        texts = [(post.title, "A"), (" ".join([*post.tags, *post.auto_tags]), "B"), (plain(post.body_html), "D")]
        _label_comments(db, post_id, labelled)
        _put(db, {"id": post_id, "post": post_id, "comment": None, "at": post.published_at}, texts, labelled)


def index_comment(db: Session, comment_id: UUID) -> None:
    """Write by what a comment is found."""
    with as_system(db):
        comment = db.get(ForumComment, comment_id, populate_existing=True)
        if comment is None:
            return
        post = db.get_one(ForumPost, comment.post_id)
        labelled = labels(post.category, [*post.auto_tags, *post.tags])
        keys = {"id": comment.id, "post": post.id, "comment": comment.id, "at": comment.created_at}
        _put(db, keys, [(plain(comment.body_html), "D")], labelled)


def learn(db: Session, words: Sequence[str]) -> None:
    """Let words be found when they are misspelt (as the system)."""
    fresh = db.execute(sql(_FRESH), {"words": sorted(words)}).scalars().all()
    pairs = [(rest, word) for word in fresh for rest in sorted(variants(word))]
    if pairs:
        rests, meant = zip(*pairs, strict=True)
        db.execute(sql(_SPELLED), {"rests": list(rests), "words": list(meant)})


def is_small(db: Session) -> bool:
    """Tell whether there is room to know every word at once (as the system)."""
    return bool(db.scalar(sql(_SMALL), {"most": SMALL}))


def _put(db: Session, keys: dict[str, object], texts: Sequence[Weighed], labelled: Sequence[str]) -> None:
    db.execute(sql(_PUT), keys | {"words": vector(texts, labelled)})
    if is_small(db):
        learn(db, spelled(texts)[:AT_ONCE])


def _label_comments(db: Session, post_id: UUID, labelled: list[str]) -> None:
    """Narrow by what the post is now, where it was something else."""
    before = db.scalar(sql(_LABELS), {"post": post_id})
    if before is not None and set(before) != set(labelled):
        db.execute(sql(_RELABEL), {"post": post_id, "old": before, "new": labelled})


_PUT: Final = """
    INSERT INTO search_texts (id, post_id, comment_id, at, words)
    VALUES (:id, :post, :comment, :at, CAST(:words AS tsvector))
    ON CONFLICT (id) DO UPDATE SET words = excluded.words, at = excluded.at
     WHERE (search_texts.words, search_texts.at) IS DISTINCT FROM (excluded.words, excluded.at)
"""
_LABELS: Final = """
    SELECT ARRAY(SELECT w FROM unnest(tsvector_to_array(t.words)) AS w WHERE w LIKE '_:%') FROM search_texts t
     WHERE t.id = :post
"""
_RELABEL: Final = """
    UPDATE search_texts SET words = ts_delete(words, CAST(:old AS text[])) || array_to_tsvector(CAST(:new AS text[]))
     WHERE post_id = :post AND comment_id IS NOT NULL
"""
_FRESH: Final = """
    INSERT INTO search_terms (term, texts, spelled)
    SELECT w, 0, true FROM unnest(CAST(:words AS text[])) AS w
     WHERE NOT EXISTS (SELECT 1 FROM search_terms t WHERE t.term = w AND t.spelled)
     ORDER BY w
    ON CONFLICT (term) DO UPDATE SET spelled = true RETURNING term
"""
_SPELLED: Final = """
    INSERT INTO search_spellings (variant, word)
    SELECT * FROM unnest(CAST(:rests AS text[]), CAST(:words AS text[])) ON CONFLICT DO NOTHING
"""
_SMALL: Final = "SELECT reltuples < :most FROM pg_class WHERE oid = 'search_spellings'::regclass"
