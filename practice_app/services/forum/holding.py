"""What somebody new writes with many links waits until a person has looked: nobody else sees it, its author is told.

It is off the board like what a moderator hid, and a case of their queue; whoever leaves it there puts it on the board.
"""

from typing import Any, Final
from uuid import UUID

from sqlmodel import Session

from practice_app.database import as_system
from practice_app.models import ForumComment, ForumPost, ReportKind
from practice_app.models.columns import now
from practice_app.services.forum import bounds, tagging, telling
from practice_app.services.forum.markdown import links_in
from practice_app.services.shared.indexing import index_post
from practice_app.services.shared.noticing import opened
from practice_app.services.shared.offices import is_watched

FIRST_LINKS: Final = 2
FLAG: Final = "held"


def holds(db: Session, who: UUID, body: str, before: str = "") -> bool:
    """Whether somebody has to look at this first: more links than newcomers have, and more than there were before.

    Where nobody looks (a house with no moderator), nothing waits.
    """
    links = links_in(body)
    return links > max(FIRST_LINKS, links_in(before)) and bounds.is_newcomer(db, who) and is_watched(db)


def hold(db: Session, thing: type[ForumPost] | type[ForumComment], identity: UUID) -> None:
    """Take it off the board until then."""
    with as_system(db):
        found: Any = db.get_one(thing, identity, populate_existing=True)
        found.hidden_at = found.held_at = now()
        if isinstance(found, ForumPost):
            kind, words = ReportKind.POST, f"{found.title}\n{found.body_md}"
        else:
            kind, words = ReportKind.COMMENT, found.body_md
        opened(db, kind, identity, found.author_id, words, FLAG).hidden = True
        db.flush()


def let_out(db: Session, thing: type[ForumPost] | type[ForumComment], identity: UUID) -> None:
    """Put what was held on the board as if it were written now, and tell whom it concerns (as the system)."""
    found: Any = db.get(thing, identity, populate_existing=True)
    if found is None or found.held_at is None:
        return
    found.held_at = None
    if isinstance(found, ForumPost):
        found.published_at = now()
        tagging.listed(db, found)
        index_post(db, found.id)
        telling.posted(db, found)
    else:
        db.flush()
        telling.said(db, db.get_one(ForumPost, found.post_id), found)
