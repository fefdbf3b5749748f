"""How often, how many, how alike: what keeps the board from being filled, and nobody from asking."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final
from uuid import UUID

from sqlalchemy import func
from sqlmodel import Session, col, select

from practice_app.errors import Conflict, TooMany
from practice_app.locales import msg
from practice_app.models import ForumComment, ForumPost, User
from practice_app.models.columns import now
from practice_app.services.shared.access import owned_by
from practice_app.services.shared.limits import quotas

NEWCOMER: Final = timedelta(days=7)
"""So long somebody is one, by days and by nothing that could be earned or bought."""
POSTS_A_DAY, POSTS_A_NEWCOMERS_DAY, COMMENTS_A_DAY, MOST_DRAFTS = 50, 5, 300, 200


@dataclass
class EnoughToday(TooMany):
    """As many as somebody may write in a day."""

    code = "enough_today"
    detail: str = msg("You wrote {most} posts today, the most for one day. What you write now can wait as a draft.")
    retry_after_s: int = 3600


@dataclass
class SaidToday(TooMany):
    """As many comments as somebody may write in a day."""

    code = "enough_today"
    detail: str = msg("You wrote {most} comments today, the most for one day.")
    retry_after_s: int = 3600


@dataclass
class Same(Conflict):
    """Word for word what they posted already."""

    code = "same"
    detail: str = msg("You posted just that already. If it needs to be said again, say it below the first one.")


def check_post(db: Session, post: ForumPost) -> None:
    """Raise unless its author may publish this now; one at a time for each person."""
    quotas.one_at_a_time(db, post.author_id)
    most = POSTS_A_NEWCOMERS_DAY if is_newcomer(db, post.author_id) else POSTS_A_DAY
    mine = (col(ForumPost.author_id) == post.author_id, col(ForumPost.id) != post.id)
    since = select(func.count()).where(*mine, col(ForumPost.published_at) > now() - quotas.DAY)
    if db.exec(since).one() >= most:
        raise EnoughToday(values={"most": most})
    alike = select(func.count()).where(
        *mine,
        col(ForumPost.published_at).is_not(None),
        col(ForumPost.deleted_at).is_(None),
        col(ForumPost.title) == post.title,
        col(ForumPost.body_md) == post.body_md,
    )
    if db.exec(alike).one():
        raise Same()


def check_drafts(db: Session, who: UUID) -> None:
    """Raise when there are as many drafts as anybody keeps."""
    quotas.one_at_a_time(db, who)
    mine = (col(ForumPost.author_id) == who, col(ForumPost.published_at).is_(None), col(ForumPost.deleted_at).is_(None))
    if db.exec(select(func.count()).where(*mine)).one() >= MOST_DRAFTS:
        raise quotas.TooManyThings(values={"most": MOST_DRAFTS})


def check_comment(db: Session, who: UUID) -> None:
    """Raise unless somebody may say something more today."""
    quotas.one_at_a_time(db, who)
    today = select(func.count()).where(
        col(ForumComment.author_id) == who, col(ForumComment.created_at) > now() - quotas.DAY
    )
    if db.exec(today).one() >= COMMENTS_A_DAY:
        raise SaidToday(values={"most": COMMENTS_A_DAY})


def is_newcomer(db: Session, who: UUID) -> bool:
    """Whether somebody came less than a week ago."""
    since = db.scalar(select(col(User.created_at)).where(owned_by(who, User)))
    return since is None or since > now() - NEWCOMER
