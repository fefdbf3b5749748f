"""What a student was to mind of a piece: what was said of sessions with it, and is not ticked off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import exists
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Feedback, PracticeSession, SessionItem
from practice_app.services import profiles
from practice_app.services.shared.access import Permission, live, require, visible

MOST = 10


@dataclass(frozen=True)
class ToMind:
    """One comment that is not ticked off; ``said`` is empty where it is a drawing, a rating or a voice."""

    id: UUID
    session_id: UUID
    name: str
    said: str
    at: datetime


def to_mind(db: Session, who: UUID, piece_id: UUID) -> list[ToMind]:
    """List what is open of a piece of theirs; raise ``NotFound`` for any other."""
    require(db, who, Permission.PIECE_READ, piece_id)
    mine = (visible(who, Permission.FEEDBACK_READ), Feedback.student_id == who, col(Feedback.done).is_(False))
    with_it = (col(SessionItem.session_id) == col(Feedback.session_id), col(SessionItem.piece_id) == piece_id)
    its_session = (col(PracticeSession.id) == col(Feedback.session_id), live(PracticeSession))
    query = select(Feedback).where(*mine, exists().where(*with_it), exists().where(*its_session))
    found = db.exec(query.order_by(col(Feedback.published_at).desc(), col(Feedback.id)).limit(MOST)).all()
    with as_system(db):
        users = profiles.in_short(db, {one.teacher_id for one in found}, "")
    return [
        ToMind(one.id, one.session_id, users[one.teacher_id].display_name, one.text, one.published_at or one.created_at)
        for one in found
    ]
