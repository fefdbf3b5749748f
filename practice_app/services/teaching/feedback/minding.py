"""What a student was to mind of a piece: what was said of sessions with it, and is not ticked off."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func
from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Feedback, PracticeSession, SessionItem
from practice_app.services import profiles
from practice_app.services.shared.access import Permission, live, require, visible

MOST, MOST_AT_ALL = 10, 100


@dataclass(frozen=True)
class ToMind:
    """One comment that is not ticked off; ``said`` is empty where it is a drawing, a rating or a voice."""

    id: UUID
    session_id: UUID
    name: str
    said: str
    at: datetime


@dataclass(frozen=True)
class OpenRow:
    """The same with which pieces that session was; ``author``: who said it, by name."""

    id: UUID
    session_id: UUID
    author: str
    text: str
    created_at: datetime
    piece_ids: list[UUID]


def open_of_all(db: Session, who: UUID) -> list[OpenRow]:
    """List what is open of all of somebody's pieces, the newest first, as far as they are kept in mind at once."""
    pieces = func.array_agg(col(SessionItem.piece_id).distinct())
    with_it = (col(SessionItem.session_id) == col(Feedback.session_id), col(SessionItem.piece_id).is_not(None))
    named = select(pieces).where(*with_it).correlate(Feedback).scalar_subquery()
    query = select(Feedback, named).where(*_open(who), named.is_not(None))
    newest = query.order_by(col(Feedback.published_at).desc(), col(Feedback.id)).limit(MOST_AT_ALL)
    found = db.execute(newest).all()
    with as_system(db):
        users = profiles.in_short(db, {one.teacher_id for one, _ in found}, "")
    return [
        OpenRow(one.id, one.session_id, users[one.teacher_id].display_name, one.text, _at(one), list(ids))
        for one, ids in found
    ]


def _open(who: UUID) -> tuple[ColumnElement[bool], ...]:
    its_session = (col(PracticeSession.id) == col(Feedback.session_id), live(PracticeSession))
    mine = (visible(who, Permission.FEEDBACK_READ), col(Feedback.student_id) == who, col(Feedback.done).is_(False))
    return (*mine, exists().where(*its_session))


def _at(one: Feedback) -> datetime:
    return one.published_at or one.created_at


def to_mind(db: Session, who: UUID, piece_id: UUID) -> list[ToMind]:
    """List what is open of a piece of theirs; raise ``NotFound`` for any other."""
    require(db, who, Permission.PIECE_READ, piece_id)
    with_it = (col(SessionItem.session_id) == col(Feedback.session_id), col(SessionItem.piece_id) == piece_id)
    query = select(Feedback).where(*_open(who), exists().where(*with_it))
    found = db.exec(query.order_by(col(Feedback.published_at).desc(), col(Feedback.id)).limit(MOST)).all()
    with as_system(db):
        users = profiles.in_short(db, {one.teacher_id for one in found}, "")
    return [ToMind(one.id, one.session_id, users[one.teacher_id].display_name, one.text, _at(one)) for one in found]
