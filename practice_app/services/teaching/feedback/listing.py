"""What was said about a take or a session, for whoever may read it there."""

from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel import Session, select

from practice_app.database import DbRole, current_role
from practice_app.models import Feedback, FeedbackReply
from practice_app.services.shared.access import Permission, visible
from practice_app.services.teaching.feedback import rows, subjects
from practice_app.services.teaching.feedback.rows import FeedbackRow


def of_recording(db: Session, who: UUID, recording_id: UUID, origin: str = "") -> list[FeedbackRow]:
    """List what was said about a recording: the student's own, to guardians too; a teacher reads what they said."""
    return _listed(db, who, subjects.recording(db, who, recording_id, Permission.RECORDING_READ).here(), origin)


def of_session(db: Session, who: UUID, session_id: UUID, origin: str = "") -> list[FeedbackRow]:
    """List what was said about a session as a whole, and about takes of it of which nothing is left."""
    return _listed(db, who, subjects.session(db, who, session_id, Permission.SESSION_COMMENTS).here(), origin)


def _listed(db: Session, who: UUID, here: ColumnElement[bool], origin: str) -> list[FeedbackRow]:
    """Who reads another person's asks twice: as whoever looks after them, and as who may have said it."""
    said: dict[UUID, Feedback] = {}
    answers: dict[UUID, FeedbackReply] = {}
    if current_role(db) is not DbRole.WEB:
        _find(db, select(Feedback).where(here), said, answers)
        subjects.as_themselves(db, who)
    mine = visible(who, Permission.FEEDBACK_READ)
    _find(db, select(Feedback).where(here, mine), said, answers)
    ordered = sorted(answers.values(), key=lambda one: (one.created_at, one.id))
    return rows.shown(db, said.values(), ordered, origin)


def _find(db: Session, query: object, said: dict[UUID, Feedback], answers: dict[UUID, FeedbackReply]) -> None:
    found = db.exec(query).all()  # type: ignore[call-overload]
    said |= {one.id: one for one in found}
    answers |= {one.id: one for one in rows.replies_to(db, [one.id for one in found])}
