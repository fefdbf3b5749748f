"""What was said has been seen by whoever it is for: said by the page that showed it, not by whoever asked."""

from uuid import UUID

from sqlalchemy import update
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Feedback, FeedbackReply
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, visible


def seen(db: Session, who: UUID, ids: list[UUID]) -> None:
    """Note that ``who`` has seen these comments, as their student, and what the other of the two answered to them."""
    mine = (visible(who, Permission.FEEDBACK_READ), col(Feedback.id).in_(ids))
    found = list(db.exec(select(Feedback.id).where(*mine)))
    unseen = (col(Feedback.id).in_(found), col(Feedback.student_id) == who, col(Feedback.seen_at).is_(None))
    answered = (col(FeedbackReply.feedback_id).in_(found), col(FeedbackReply.author_id) != who)
    with as_system(db):  # neither writes anything else of the other's
        db.execute(update(Feedback).where(*unseen).values(seen_at=now()))
        db.execute(update(FeedbackReply).where(*answered, col(FeedbackReply.seen_at).is_(None)).values(seen_at=now()))
