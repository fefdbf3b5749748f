"""Under which tags a post is listed, and which tags there are to choose from."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, select, text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.ids import new_id
from practice_app.models import ForumPost, ForumPostTag, ForumTag, TagKind
from practice_app.services.forum.synonyms import stay
from practice_app.services.forum.words import TECHNIQUES, kind_of, tag_name
from practice_app.words import INSTRUMENTS

MOST_SUGGESTED = 10


@dataclass(frozen=True)
class TagRow:
    """A tag that somebody may mean; ``posts``: how many stand under it, up to a thousand."""

    name: str
    kind: str
    posts: int


def listed(db: Session, post: ForumPost) -> None:
    """List a post under its tags, and under no others; a group's is on no list of the board."""
    names = [] if post.group_id else list(dict.fromkeys([*post.auto_tags, *post.tags]))
    db.flush()
    with as_system(db):
        db.execute(delete(ForumPostTag).where(col(ForumPostTag.post_id) == post.id))
        if names:  # from here on nobody joins tags
            names = list(dict.fromkeys([*names, *stay(db, names)]))
            told = {"post_id": post.id, "author_id": post.author_id, "at": post.published_at}
            db.execute(insert(ForumPostTag).values([{**told, "tag": name} for name in names]))
            known = [{"id": new_id(), "name": name, "kind": kind_of(name)} for name in sorted(names)]
            db.execute(insert(ForumTag).values(known).on_conflict_do_nothing())


def unlisted(db: Session, post_id: UUID) -> None:
    """List it nowhere."""
    with as_system(db):
        db.execute(delete(ForumPostTag).where(col(ForumPostTag.post_id) == post_id))


def suggested(db: Session, query: str) -> list[TagRow]:
    """Tags that begin as somebody types, those with most posts first; known words also when no post has them yet.

    Of those that mean the same the one that stays, whichever is typed.
    """
    start = tag_name(query)
    like = start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    found = db.execute(text("SELECT name, kind, posts FROM app_forum_tags(:like, :most)"), {"like": like, "most": 50})
    rows = {row.name: TagRow(row.name, row.kind, row.posts) for row in found}
    for name in (*INSTRUMENTS, *TECHNIQUES):
        if start and name.startswith(start):
            rows.setdefault(name, TagRow(name, kind_of(name), 0))
    return sorted(rows.values(), key=lambda row: (-row.posts, row.kind == TagKind.GENERAL, row.name))[:MOST_SUGGESTED]


def my_groups(db: Session) -> set[UUID]:
    """The groups that whoever asks is in."""
    return set(db.scalars(select(func.unnest(func.app_my_groups()))))
