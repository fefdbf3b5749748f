"""One session as others read it: with the takes that are shown; a guardian with what teachers said of it."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import DbRole, become
from practice_app.models import User
from practice_app.services import journal, recordings
from practice_app.services.journal import SessionPage
from practice_app.services.recordings import ShownTake
from practice_app.services.shared.access import Permission
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import Voice
from practice_app.services.teaching.students import waiting

MOST_TAKES = 50


@dataclass(frozen=True)
class SessionRead:
    """A session with whose it is; ``waiting``: which of the takes were not answered yet."""

    student_id: UUID
    student: str
    page: SessionPage
    takes: list[ShownTake]
    waiting: set[UUID]


def session(db: Session, who: UUID, session_id: UUID, origin: str = "") -> SessionRead:
    """Show a session of a student of one's own; raise ``NotFound`` or ``NotAllowed`` for any other."""
    student, page = journal.read(db, who, session_id)
    name = db.exec(select(User.display_name).where(col(User.id) == student)).one()
    takes = recordings.shown_takes(db, student, origin, limit=MOST_TAKES, session_id=session_id)
    become(db, DbRole.WEB, who)
    return SessionRead(student, name, page, takes, waiting.takes_of(db, student))


@dataclass(frozen=True)
class ChildsSession:
    """A session with whose it is, the takes of it that the child shows, and what their teachers said of it."""

    child: str
    page: SessionPage
    takes: list[ShownTake]
    voices: list[Voice]


def childs(db: Session, who: UUID, session_id: UUID) -> ChildsSession:
    """Show a session of a child that one looks after; raise ``NotFound`` for any other."""
    child, page = journal.read(db, who, session_id, Permission.SESSION_COMMENTS)
    name = db.exec(select(User.display_name).where(col(User.id) == child)).one()
    takes = recordings.shown_takes(db, child, limit=MOST_TAKES, session_id=session_id)
    return ChildsSession(name, page, takes, feedback.overheard(db, who, session_id))
