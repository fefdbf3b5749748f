"""One post, as it is opened."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import NotFound
from practice_app.models import ForumPost, ForumView
from practice_app.services.forum.rows import PostRow, posts_shown
from practice_app.services.shared.access import Permission, require


def post(db: Session, who: UUID, post_id: UUID, origin: str = "") -> PostRow:
    """Show a post to whoever may read it; each reader counts once, its author never."""
    found: ForumPost = require(db, who, Permission.POST_READ, post_id)
    if found.author_id != who and found.published_at:
        _count(db, who, found)
    return one_row(db, who, found, origin)


def _count(db: Session, who: UUID, found: ForumPost) -> None:
    seen = insert(ForumView).values(post_id=found.id, reader_id=who).on_conflict_do_nothing()
    with as_system(db):
        if db.execute(seen.returning(col(ForumView.post_id))).first():
            more = update(ForumPost).where(col(ForumPost.id) == found.id).values(views=col(ForumPost.views) + 1)
            db.execute(more.execution_options(synchronize_session=False))
            db.refresh(found)


def one_row(db: Session, who: UUID, found: ForumPost, origin: str = "") -> PostRow:
    """Show one of them."""
    rows = posts_shown(db, who, [found], origin)
    if not rows:
        raise NotFound()
    return rows[0]
