"""What stands first in somebody's feed: what is of their instruments, then of their kind, then the rest; all by time.

A post of one's own instruments stands as if it were three days younger, one of people of one's own kind as if it were
one: a rule that one can read, and that each post tells (``because``). Three streams, disjoint, each read from its
index and no further than the one before it leaves room for, are merged a page at a time; nothing is sorted but a page.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select as sql_select
from sqlalchemy import text
from sqlmodel import Session, col, select

from practice_app.locales import msg, translate
from practice_app.models import Profile, User
from practice_app.services.forum.words import KINDS, called, of_author
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.paging import Key

INSTRUMENT, KIND = timedelta(days=3), timedelta(days=1)
MOST_TAGS: Final = 8
PLAYS: Final = msg("Because you play {what}")
IS: Final = msg("From people like you: {what}")


@dataclass(frozen=True)
class Stands:
    """A post in a feed: as if it were of when, and because of which tag."""

    id: UUID
    stands_at: datetime
    because: str


def feed(db: Session, who: UUID, limit: int, key: Key | None) -> list[Stands]:
    """The next of somebody's feed."""
    tags = played(db, who)
    kind = db.scalar(sql_select(col(Profile.kind)).where(owned_by(who, Profile)))
    asked: dict[str, Any] = {"limit": limit, "tags": tags, "kind": kind if kind in KINDS else None}
    asked |= {"own": INSTRUMENT, "alike": KIND, "at": key.moment if key else None, "id": key.id if key else None}
    found = db.execute(_FEED, asked).all()
    return [Stands(row.id, row.stands_at, row.because or "") for row in found]


def played(db: Session, who: UUID) -> list[str]:
    """What somebody plays, as tags."""
    instruments = db.scalar(select(col(User.instruments)).where(owned_by(who, User))) or []
    return of_author(instruments[:MOST_TAGS], None)


_LAST_ID = "ffffffff-ffff-ffff-ffff-ffffffffffff"
_BEFORE = (
    "({at}, {id}) < (coalesce(CAST(:at AS timestamptz), 'infinity') - {bonus},"
    f" coalesce(CAST(:id AS uuid), '{_LAST_ID}'))"
)
"""Always the same condition, with no "or": by one the index would be read from its newest end on each page."""
_OWN = "CAST(:own AS interval)"
_ALIKE = "CAST(:alike AS interval)"
_NONE = "interval '0'"
_NOT_OF = "NOT EXISTS (SELECT 1 FROM forum_post_tags o WHERE o.post_id = {id} AND o.tag = ANY (CAST(:tags AS text[])))"
_STANDS = "p.published_at IS NOT NULL AND p.hidden_at IS NULL AND p.deleted_at IS NULL AND p.group_id IS NULL"
_WANTED = "NOT {author} = ANY (coalesce((SELECT app_apart()), '{{}}'))"
_LEAST = "SELECT CASE WHEN count(*) < :limit THEN '-infinity' ELSE min(stands_at) END AS at FROM"
"""Below this none of the streams that follow is needed: without an end, one would be read through for what is in
another already (of a reader who plays what everybody plays, the whole board)."""
_FEED = text(
    f"""
    WITH own AS MATERIALIZED (
        SELECT DISTINCT ON (stands_at, id) f.post_id AS id, f.at + {_OWN} AS stands_at, own.tag AS because
          FROM unnest(CAST(:tags AS text[])) AS own (tag), LATERAL (
            SELECT t.post_id, t.at FROM forum_post_tags t
             WHERE t.tag = own.tag AND {_BEFORE.format(at="t.at", id="t.post_id", bonus=_OWN)}
               AND {_WANTED.format(author="t.author_id")}
             ORDER BY t.at DESC, t.post_id DESC LIMIT :limit) AS f
         ORDER BY stands_at DESC, id DESC LIMIT :limit),
    alike AS MATERIALIZED (
        SELECT t.post_id AS id, t.at + {_ALIKE} AS stands_at, t.tag AS because FROM forum_post_tags t
         WHERE t.tag = CAST(:kind AS text) AND {_BEFORE.format(at="t.at", id="t.post_id", bonus=_ALIKE)}
           AND t.at >= ({_LEAST} own) - {_ALIKE}
           AND {_WANTED.format(author="t.author_id")} AND {_NOT_OF.format(id="t.post_id")}
         ORDER BY t.at DESC, t.post_id DESC LIMIT :limit)
    SELECT id, stands_at, because FROM (
        SELECT * FROM own UNION ALL SELECT * FROM alike UNION ALL
        (SELECT p.id, p.published_at, NULL FROM forum_posts p
          WHERE {_STANDS} AND {_BEFORE.format(at="p.published_at", id="p.id", bonus=_NONE)}
            AND p.published_at >= greatest(({_LEAST} own), ({_LEAST} alike))
            AND {_WANTED.format(author="p.author_id")} AND {_NOT_OF.format(id="p.id")}
            AND (CAST(:kind AS text) IS NULL OR NOT EXISTS (
                SELECT 1 FROM forum_post_tags k WHERE k.post_id = p.id AND k.tag = CAST(:kind AS text)))
          ORDER BY p.published_at DESC, p.id DESC LIMIT :limit)
    ) AS found ORDER BY stands_at DESC, id DESC LIMIT :limit
    """.replace("{{}}", "{}")
)


def said(locale: str, tag: str) -> str:
    """Say why a post stands there, in the reader's language."""
    return translate(locale, IS if tag in KINDS else PLAYS, what=translate(locale, called(tag)))
