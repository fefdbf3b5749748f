"""What becomes of a film that was put into something written: made playable, erased where nothing names it any more."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import delete, select, text
from sqlmodel import Session, col

from practice_app.database import after_commit, system_transaction
from practice_app.errors import Unavailable
from practice_app.models import ForumComment, ForumFilm, ForumPost, Job, RecordingStatus, ReportKind
from practice_app.models.columns import now
from practice_app.services import recordings
from practice_app.services.forum import markdown
from practice_app.services.shared import events, jobs, storage
from practice_app.services.shared.jobs import Claim, Place, claims, turns
from practice_app.services.shared.noticing import notice
from practice_app.services.shared.steps import step

log = logging.getLogger(__name__)
PREFIX: Final = "forum"
LONGEST_S: Final = 5 * 60.0
WORK: Final = 55.0
"""Coding a second of film anew is as much work as listening to so many."""
MP4, WEBP = "video/mp4", "image/webp"
UNUSED: Final = timedelta(days=7)
"""So long a film may wait for a draft that lies on a device."""


@dataclass(frozen=True)
class Filming:
    """Where a film lies that is ours to make playable, and where what is made of it is to be put."""

    source: str
    film: str
    poster: str
    glance: str


@dataclass(frozen=True)
class Made:
    """What was made: its sizes in pixels, seconds and bytes."""

    width: int
    height: int
    duration_s: float
    bytes: int


@step
def begin(claim: Claim) -> Filming | None:
    """Tell what is to be made; ``None``: the job is not ours, or the film was taken back."""
    query = select(ForumFilm).join(Job, col(Job.film_id) == ForumFilm.id).where(claims.ours(claim))
    with system_transaction() as db:
        film = db.scalars(query.with_for_update(of=ForumFilm)).first()
        if film is None:
            return None
        film.rendition_key = film.rendition_key or storage.random_key(MP4, PREFIX)
        film.poster_key = film.poster_key or storage.random_key(WEBP, PREFIX)
        film.glance_key = film.glance_key or storage.random_key(WEBP, PREFIX)
        return Filming(film.object_key, film.rendition_key, film.poster_key, film.glance_key)


@step
def measured(claim: Claim, place: Place, length_s: float, *, copied: bool) -> bool:
    """Write down how much work it is; ``False``: it may not be done now, being long, or is no longer ours."""
    return turns.measured(claim, place, length_s if copied else length_s * WORK)


@step
def finish(claim: Claim, made: Made) -> bool:
    """Have it played; what came leaves S3. ``False``: the job was not ours any more."""
    shows = {"status": RecordingStatus.READY, "updated_at": now(), **vars(made)}
    with system_transaction() as db:
        if not jobs.finish(db, claim, shows):
            return False
        film = db.get_one(ForumFilm, claim.subject_id)
        stands = _where(db, film)
        _look_again(db, stands)
    _tell(film, stands)
    return True


@step
def fail(claim: Claim, failure: str) -> bool:
    """End the job; nobody will see it."""
    shows = {"status": RecordingStatus.FAILED, "failure": failure, "updated_at": now()}
    with system_transaction() as db:
        if not jobs.fail(db, claim, failure, shows):
            return False
        film = db.get_one(ForumFilm, claim.subject_id)
        stands = _where(db, film)
    _tell(film, stands)
    return True


@dataclass(frozen=True)
class _Where:
    """What a film stands in."""

    posts: Sequence[ForumPost]
    comments: Sequence[ForumComment]


def _where(db: Session, film: ForumFilm) -> _Where:
    said = {"who": film.user_id, "film": str(film.id)}
    posts = db.scalars(select(ForumPost).where(text(_NAMED.format("forum_posts"))), said).all()
    return _Where(posts, db.scalars(select(ForumComment).where(text(_NAMED.format("forum_comments"))), said).all())


def _look_again(db: Session, stands: _Where) -> None:
    """Have what it stands in looked at once more: until now there was nothing of it to look at."""
    for post in stands.posts:
        if post.published_at:
            notice(db, ReportKind.POST, post.id, post.author_id, f"{post.title}\n{post.body_md}")
    for comment in stands.comments:
        notice(db, ReportKind.COMMENT, comment.id, comment.author_id, comment.body_md)


@step
def _tell(film: ForumFilm, stands: _Where) -> None:
    """Tell that it is made, or can't be; what came leaves S3."""
    recordings.let_go_of_what_came(film)
    threads = {post.id for post in stands.posts} | {comment.post_id for comment in stands.comments}
    events.post_film_changed(film.user_id, film.id, threads)


_NAMED: Final = "{0}.author_id = :who AND {0}.deleted_at IS NULL AND strpos({0}.body_md, :film) > 0"


def let_go(db: Session, written: str) -> None:
    """Erase what stood in something that is deleted, once that is committed, where it stands in nothing else."""
    if named := markdown.films_in(written):
        after_commit(db, partial(erase_unnamed, named))


@step
def erase_unnamed(ids: Iterable[UUID]) -> None:
    """Erase those of these films that nothing names."""
    with system_transaction() as db:
        wanted = select(ForumFilm).where(col(ForumFilm.id).in_(list(ids)), text(f"NOT {_NAMED_BY_SOMETHING}"))
        found = db.scalars(wanted).all()
    for film in found:
        _erased(film)


@step
def sweep(limit: int = 100) -> int:
    """Erase up to ``limit`` films that have stood for a week in nothing, or never came; tell how many."""
    wanted = select(ForumFilm).where(text(_LEFT)).order_by(col(ForumFilm.created_at)).limit(limit)
    with system_transaction() as db:
        found = db.scalars(wanted, {"before": now() - UNUSED}).all()
    return sum(map(_erased, found))


_NAMED_BY_SOMETHING: Final = """(EXISTS (SELECT 1 FROM forum_posts f WHERE f.author_id = forum_films.user_id
      AND f.deleted_at IS NULL AND strpos(f.body_md, forum_films.id::text) > 0)
   OR EXISTS (SELECT 1 FROM forum_comments c WHERE c.author_id = forum_films.user_id
      AND c.deleted_at IS NULL AND strpos(c.body_md, forum_films.id::text) > 0))"""
_LEFT: Final = f"""forum_films.created_at < :before
   AND (forum_films.status = 'uploading' OR NOT {_NAMED_BY_SOMETHING})"""


@step
def sweep_what_came(limit: int = 100) -> int:
    """Take out of S3 what came and was made playable, or can't be; tell how much that was."""
    ended = col(ForumFilm.status).in_((RecordingStatus.READY, RecordingStatus.FAILED))
    wanted = select(ForumFilm).where(ended, col(ForumFilm.came_gone_at).is_(None))
    with system_transaction() as db:
        found = db.scalars(wanted.order_by(col(ForumFilm.updated_at)).limit(limit)).all()
    return sum(map(recordings.let_go_of_what_came, found))


@step
def erase(film: ForumFilm) -> None:
    """Take all of it out of S3, then forget it; raise ``Unavailable``."""
    if film.upload_id:
        storage.abort(film.object_key, film.upload_id)
    storage.delete(film.object_key, film.rendition_key, film.poster_key, film.glance_key)
    with system_transaction() as db:
        db.execute(delete(ForumFilm).where(col(ForumFilm.id) == film.id))


def _erased(film: ForumFilm) -> bool:
    try:
        erase(film)
    except Unavailable:
        log.warning("film %s of a post stays until S3 answers", film.id)
        return False
    return True
