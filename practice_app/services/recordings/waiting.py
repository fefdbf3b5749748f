"""A take that somebody shares waits for their teachers: each of them finds word of it, once."""

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import NotificationKind, PracticeSession, Recording, RecordingStatus
from practice_app.services.shared import watching
from practice_app.services.shared.telling import tell


def leave_word(db: Session, recording: Recording) -> None:
    """Tell the teachers who may hear it, when it is shared and can be heard."""
    if not recording.shared or recording.status != RecordingStatus.READY:
        return
    began = select(PracticeSession.started_at).where(col(PracticeSession.id) == recording.session_id)
    with as_system(db):
        teachers = watching.teachers_who_see(db, recording.user_id, db.exec(began).one())
    path = f"/students/{recording.user_id}"
    for teacher in teachers:
        tell(db, teacher, NotificationKind.TAKE_WAITING, str(recording.id), path=path, by=recording.user_id)
