"""Tags that mean the same: one of them stays, and what stands under the others stands under it, too.

A post keeps the words that its author chose. Besides them it is listed under the one that stays, which is what is
looked up by any of them; taken apart, everything is as it was.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from sqlalchemy import text
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, Invalid
from practice_app.ids import new_id
from practice_app.locales import msg
from practice_app.models import ForumTag
from practice_app.models.columns import now
from practice_app.services.forum.words import KINDS, TECHNIQUES, kind_of, tag_name
from practice_app.words import INSTRUMENTS

MOST_SHOWN: Final = 1_000
NO_TAG = msg("A tag has letters.")
KNOWN = msg("This word has a name in every language. Join the other one into it.")
OF_PEOPLE = msg("This word says what making music is to somebody. It comes by itself, and nothing is joined into it.")
ALIKE = msg("These two are one tag already.")


class JoinedInto(Conflict):
    """Others were joined into it: which one stays would be hard to see."""

    code = "joined_into"

    def __init__(self) -> None:
        super().__init__(msg("Others were joined into this tag. Take them apart first, or let this one stay."))


def meant(db: Session, name: str) -> str:
    """Give the tag that stays for one that may have been joined into it."""
    there = db.scalar(select(col(ForumTag.joined_to)).where(col(ForumTag.name) == name))
    return there or name


def stay(db: Session, names: Iterable[str]) -> list[str]:
    """Give those that stay of the tags among these that were joined into others."""
    wanted = col(ForumTag.name).in_(list(names))
    return [name for name in db.scalars(select(col(ForumTag.joined_to)).where(wanted).distinct()) if name]


def alike(db: Session, names: Sequence[str]) -> list[list[str]]:
    """Give for each of these every tag that means the same, the one that stays first."""
    found = []
    for name in names:
        stays = meant(db, name)
        others = select(col(ForumTag.name)).where(col(ForumTag.joined_to) == stays).order_by(col(ForumTag.name))
        found.append([stays, *db.exec(others)])
    return found


def joined(db: Session) -> list[ForumTag]:
    """List those that were joined into others, the newest first (as the system)."""
    those = select(ForumTag).where(col(ForumTag.joined_to).is_not(None))
    return list(db.exec(those.order_by(col(ForumTag.joined_at).desc(), col(ForumTag.name)).limit(MOST_SHOWN)))


def join(db: Session, name: str, into: str) -> ForumTag:
    """Let a tag mean another one (as the system); raise ``Invalid``, or ``JoinedInto`` where others mean it.

    Whatever is listed meanwhile is waited for, and waits: it is listed under both.
    """
    goes, stays = _names(name, into)
    db.execute(_ALONE)
    stays = meant(db, stays)
    if goes == stays or meant(db, goes) == stays:
        raise Invalid("into", ALIKE)
    if db.exec(select(ForumTag.id).where(col(ForumTag.joined_to) == goes)).first() is not None:
        raise JoinedInto()
    if meant(db, goes) != goes:
        part(db, _there(db, goes))
    _there(db, stays)
    tag = _there(db, goes)
    tag.joined_to, tag.joined_at = stays, now()
    db.flush()
    db.execute(_LIST, {"goes": goes, "stays": stays})
    return tag


def part(db: Session, tag: ForumTag) -> None:
    """Let it mean itself again (as the system): what its author put under both stays there."""
    db.execute(_ALONE)
    stays, tag.joined_to, tag.joined_at = tag.joined_to, None, None
    db.flush()
    db.execute(_UNLIST, {"goes": tag.name, "stays": stays})


def _names(name: str, into: str) -> tuple[str, str]:
    goes, stays = tag_name(name), tag_name(into)
    for field, value in (("name", goes), ("into", stays)):
        if not value:
            raise Invalid(field, NO_TAG)
    if goes in INSTRUMENTS or goes in TECHNIQUES:
        raise Invalid("name", KNOWN)
    for field, value in (("name", goes), ("into", stays)):
        if value in KINDS:
            raise Invalid(field, OF_PEOPLE)
    return goes, stays


def _there(db: Session, name: str) -> ForumTag:
    row = {"id": new_id(), "name": name, "kind": kind_of(name)}
    db.execute(insert(ForumTag).values(row).on_conflict_do_nothing())
    return db.exec(select(ForumTag).where(col(ForumTag.name) == name)).one()


_ALONE: Final = text("LOCK TABLE forum_post_tags IN SHARE ROW EXCLUSIVE MODE")
_LIST: Final = text("""
    INSERT INTO forum_post_tags (post_id, tag, author_id, at)
    SELECT t.post_id, :stays, t.author_id, t.at FROM forum_post_tags t WHERE t.tag = :goes ON CONFLICT DO NOTHING
""")
_UNLIST: Final = text("""
    DELETE FROM forum_post_tags b USING forum_post_tags a, forum_posts p
     WHERE a.tag = :goes AND b.post_id = a.post_id AND b.tag = :stays AND p.id = a.post_id
       AND NOT :stays = ANY (p.tags || p.auto_tags)
       AND NOT EXISTS (
            SELECT 1 FROM forum_tags o WHERE o.joined_to = :stays AND o.name = ANY (p.tags || p.auto_tags))
""")
