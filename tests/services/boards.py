"""What somebody has on the board, as rows: for tests that ask for everything of somebody's."""

from uuid import UUID

from practice_app.database import system_transaction
from practice_app.ids import new_id
from practice_app.models import (
    ForumComment,
    ForumEdit,
    ForumFollow,
    ForumMoment,
    ForumPicture,
    ForumPost,
    ForumPostTag,
    ForumView,
    ForumVote,
)
from practice_app.models.columns import now


def shown(author: UUID, session_id: UUID) -> UUID:
    """A picture that somebody sent, and some seconds of a session of theirs."""
    moment = ForumMoment(user_id=author, session_id=session_id, start_s=1, end_s=5)
    told = {"object_key": str(new_id()), "width": 1, "height": 1, "bytes": 1}
    with system_transaction() as db:
        db.add_all([moment, ForumPicture(user_id=author, **told)])
    return moment.id


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
    return named | ({"forum_moments": shown(author, session_id)} if session_id else {})
