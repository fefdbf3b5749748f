"""The board for everybody, with no account: where the site chose that, and as far as everybody may read it.

What that is, PostgreSQL says in functions of their own (`alembic/forum_public.py`); nothing here is asked as somebody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import text
from sqlmodel import Session

from practice_app.errors import NotFound
from practice_app.services.forum import films
from practice_app.services.forum.films import FilmPlace
from practice_app.services.forum.moments import MomentRow
from practice_app.services.shared.paging import Key, Page, page, place
from practice_app.settings import get_settings

MOST_COMMENTS: Final = 200


@dataclass(frozen=True)
class PublicPost:
    """A post as everybody reads it, by the name of who wrote it; ``settled``: an answer was accepted."""

    id: UUID
    title: str
    body_html: str
    category: str
    tags: list[str]
    score: int
    comments: int
    settled: bool
    closed: bool
    published_at: datetime
    edited_at: datetime | None
    author: str


@dataclass(frozen=True)
class PublicComment:
    """Something said below it."""

    id: UUID
    parent_id: UUID | None
    body_html: str
    score: int
    accepted: bool
    created_at: datetime
    author: str


def is_public() -> bool:
    """Whether the site chose that everybody reads its board."""
    return get_settings().public_board


def _check() -> None:
    if not is_public():
        raise NotFound()


def posts(db: Session, *, limit: int = 20, after: str | None = None) -> Page[PublicPost]:
    """List the newest of what everybody reads; raise ``NotFound`` where nobody does without an account."""
    _check()
    key = place(after)
    asked: dict[str, Any] = {"most": limit + 1, "at": key.moment if key else None, "id": key.id if key else None}
    found = [PublicPost(**row._mapping) for row in db.execute(_POSTS, asked)]
    return page(found, limit, [Key(row.published_at, row.id) for row in found])


_POSTS = text("SELECT * FROM app_public_posts(:most, CAST(:at AS timestamptz), CAST(:id AS uuid))")


def thread(db: Session, post_id: UUID) -> tuple[PublicPost, list[PublicComment]]:
    """Show a post with what was said below it, the accepted answer first; raise ``NotFound``."""
    _check()
    found = db.execute(text("SELECT * FROM app_public_post(:id)"), {"id": post_id}).first()
    if found is None:
        raise NotFound()
    asked = {"id": post_id, "most": MOST_COMMENTS}
    said = db.execute(text("SELECT * FROM app_public_comments(:id, :most)"), asked)
    return PublicPost(**found._mapping), [PublicComment(**row._mapping) for row in said]


def moments_shown(db: Session, ids: Sequence[UUID]) -> dict[UUID, MomentRow]:
    """Those of these moments that everybody sees."""
    _check()
    found = db.execute(text("SELECT * FROM app_public_moments(CAST(:ids AS uuid[]))"), {"ids": list(ids)})
    return {row.id: MomentRow(**row._mapping) for row in found}


def sound_key(db: Session, moment_id: UUID) -> str:
    """Where the sound of a moment lies that everybody hears; raise ``NotFound``."""
    return _found(db.scalar(text("SELECT app_public_moment_sound(:id)"), {"id": moment_id}))


def picture_key(db: Session, picture_id: UUID) -> str:
    """Where a picture lies that everybody sees; raise ``NotFound``."""
    return _found(db.scalar(text("SELECT app_public_picture(:id)"), {"id": picture_id}))


def films_shown(db: Session, ids: Sequence[UUID]) -> dict[UUID, FilmPlace]:
    """Those of these films that everybody sees, and that can be played."""
    _check()
    found = films.as_places(
        db.execute(text("SELECT * FROM app_public_films(CAST(:ids AS uuid[]))"), {"ids": list(ids)})
    )
    return {one.row.id: one for one in found if one.film_key}


def film_place(db: Session, film_id: UUID) -> FilmPlace:
    """Where a film lies that everybody sees; raise ``NotFound``."""
    found = films_shown(db, [film_id])
    if not found:
        raise NotFound()
    return found[film_id]


def _found(key: Any) -> str:
    if key is None or not is_public():
        raise NotFound()
    return str(key)
