"""What somebody has on the board, as rows: for tests that ask for everything of somebody's."""

from typing import Any
from uuid import UUID

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import (
    ForumComment,
    ForumEdit,
    ForumFilm,
    ForumFollow,
    ForumMoment,
    ForumPicture,
    ForumPost,
    ForumPostTag,
    ForumView,
    ForumVote,
)
from practice_app.models.columns import now
from practice_app.services import forum


def shown(author: UUID, session_id: UUID) -> UUID:
    """A picture that somebody sent, and some seconds of a session of theirs."""
    moment = ForumMoment(user_id=author, session_id=session_id, start_s=1, end_s=5)
    told = {"object_key": str(new_id()), "width": 1, "height": 1, "bytes": 1}
    with system_transaction() as db:
        db.add_all([moment, ForumPicture(user_id=author, **told)])
    return moment.id


def filmed(author: UUID, **more: Any) -> UUID:
    """A film that somebody sent for what they write; not made ready unless it is said."""
    named = {"mime_type": "video/mp4", "object_key": str(new_id()), "bytes": 3, "status": "queued"}
    film = ForumFilm(user_id=author, **named | more)
    with system_transaction() as db:
        db.add(film)
    return film.id


def ready(author: UUID, **more: Any) -> UUID:
    """The same, ready to be played; of keys that nothing lies at."""
    keys = {name: str(new_id()) for name in ("rendition_key", "poster_key", "glance_key")}
    return filmed(author, status="ready", width=64, height=48, duration_s=2.0, **keys | more)


def standing(author: UUID, film: UUID, **more: Any) -> UUID:
    """A post of somebody's in which a film stands, on the board unless said otherwise."""
    body = f"![Film](film:{film})"
    told = {"category": "question", "title": "Look", "body_md": body, "body_html": forum.html_of(body)}
    post = ForumPost(author_id=author, **{"published_at": now()} | told | more)
    with system_transaction() as db:
        db.add(post)
    return post.id


def written(author: UUID, mark: str = "How do I practise shifts?", session_id: UUID | None = None) -> dict[str, UUID]:
    """A post on the board, a comment below it, a draft, and one of all that people do there."""
    post, draft = (ForumPost(author_id=author, category="question", title=mark, body_md=mark) for _ in range(2))
    post.published_at = now()
    said = ForumComment(post_id=post.id, author_id=author, body_md=mark, body_html=mark)
    rows = [
        said,
        ForumPostTag(post_id=post.id, tag="violin", author_id=author),
        ForumEdit(author_id=author, post_id=post.id, body_md=mark),
        ForumView(post_id=post.id, reader_id=author),
        ForumVote(voter_id=author, post_id=post.id, value=1),
        ForumFollow(follower_id=author, tag=new_id().hex),
    ]
    with system_transaction() as db:
        db.add_all([post, draft])
        db.flush()
        db.add_all(rows)
    named = {"post_id": post.id, "draft_id": draft.id, "comment_id": said.id}
    more = {"forum_moments": shown(author, session_id), "forum_films": filmed(author)} if session_id else {}
    return named | more
