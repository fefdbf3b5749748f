"""What is commented on: a recording that its teacher may hear, or a session that they may read."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from practice_app.database import DbRole, become, current_role
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Feedback, PracticeSession, Recording
from practice_app.services.shared.access import Permission, live, read, require, visible

OUTSIDE = msg("That moment lies outside of the recording.")
NEAR_S: Final = 1.0
"""So far from its ends a moment may lie: what players say of a film's length differs."""


@dataclass(frozen=True)
class Subject:
    """What is commented on, and whose it is; ``begins_s`` to ``ends_s`` is what others see of a recording."""

    student_id: UUID
    session_id: UUID
    recording_id: UUID | None = None
    begins_s: float = 0
    ends_s: float | None = None

    def check(self, at_s: float | None, until_s: float | None) -> None:
        """Raise ``Invalid`` for a moment that is not there."""
        for field, second in (("at_s", at_s), ("until_s", until_s)):
            if second is None:
                continue
            late = self.ends_s is not None and second > self.ends_s + NEAR_S
            if late or second < self.begins_s - NEAR_S:
                raise Invalid(field, OUTSIDE)
        if at_s is not None and until_s is not None and until_s < at_s:
            raise Invalid("until_s", msg("The end lies before the beginning."))

    def here(self) -> ColumnElement[bool]:
        """Which comments are about this. Those on a take whose row is gone are among the session's."""
        if self.recording_id:
            return col(Feedback.recording_id) == self.recording_id
        return and_(col(Feedback.session_id) == self.session_id, col(Feedback.recording_id).is_(None))


_TOLD: Any = (
    Recording.user_id,
    Recording.session_id,
    Recording.id,
    Recording.trim_start_s,
    Recording.trim_end_s,
    Recording.duration_s,
)


def recording(db: Session, who: UUID, recording_id: UUID, permission: Permission) -> Subject:
    """Find a recording by this permission; the transaction goes on as whoever reads it."""

    def look(owner: UUID, _role: DbRole) -> Subject | None:
        wanted = (Recording.id == recording_id, visible(owner, permission), live(Recording))
        row = db.exec(select(*_TOLD).where(*wanted)).first()
        if row is None:
            return None
        student, session_id, identity, trim_start_s, trim_end_s, duration_s = row
        return Subject(student, session_id, identity, trim_start_s or 0, trim_end_s or duration_s)

    return read(db, who, permission, recording_id, look)


def session(db: Session, who: UUID, session_id: UUID, permission: Permission) -> Subject:
    """The same of a session."""
    row: PracticeSession = require(db, who, permission, session_id)
    return Subject(row.user_id, row.id)


def comment(db: Session, who: UUID, permission: Permission, feedback_id: UUID) -> Feedback:
    """Find something that was said by this permission, locked, whose session is still there for ``who``."""
    found: Feedback = require(db, who, permission, feedback_id, lock=True)
    theirs = found.teacher_id == who
    session(db, who, found.session_id, Permission.SESSION_REVIEW if theirs else Permission.SESSION_COMMENTS)
    as_themselves(db, who)
    return found


def as_themselves(db: Session, who: UUID) -> None:
    """Go on as who asks, after something of another person's was read."""
    if current_role(db) is not DbRole.WEB:
        become(db, DbRole.WEB, who)
