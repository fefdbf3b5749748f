"""A take that somebody shares waits for their teachers: each of them finds word of it, once.

To whom it is handed in as homework is told that, and not also that it is shared.
"""

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import (
    Assignment,
    AssignmentTake,
    NotificationKind,
    PracticeSession,
    Recording,
    RecordingStatus,
)
from practice_app.services.shared import watching
from practice_app.services.shared.telling import tell


def leave_word(db: Session, recording: Recording) -> None:
    """Tell the teachers who may hear it, when it is shared and can be heard."""
    if not recording.shared or recording.status != RecordingStatus.READY:
        return
    began = select(PracticeSession.started_at).where(col(PracticeSession.id) == recording.session_id)
    with as_system(db):
        teachers = watching.teachers_who_see(db, recording.user_id, db.exec(began).one())
        handed = select(Assignment.given_by).join(
            AssignmentTake, col(AssignmentTake.assignment_id) == col(Assignment.id)
        )
        told = set(db.exec(handed.where(col(AssignmentTake.recording_id) == recording.id)))
    path = f"/students/{recording.user_id}"
    for teacher in set(teachers) - told:
        tell(db, teacher, NotificationKind.TAKE_WAITING, str(recording.id), path=path, by=recording.user_id)
