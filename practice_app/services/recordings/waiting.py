"""A take that somebody shares waits for their teachers: each of them finds word of it, once.

To whom it is handed in as homework is told that, and not also that it is shared.
"""

from functools import partial

from sqlmodel import Session, col, select

from practice_app.database import after_commit, as_system
from practice_app.models import (
    Assignment,
    AssignmentTake,
    NotificationKind,
    PracticeSession,
    Recording,
    RecordingKind,
    RecordingStatus,
)
from practice_app.models.recordings import RecordingFailure
from practice_app.services.shared import events, watching
from practice_app.services.shared.telling import tell


def silent(recording: Recording) -> bool:
    """Whether it is a film in which there is nothing to hear; there may be something to see."""
    return recording.kind == RecordingKind.VIDEO and recording.failure == RecordingFailure.NOT_AUDIO


def show_again(db: Session, recording: Recording) -> None:
    """Have the pages look again that show what this student's teachers are shown, once this is committed."""
    after_commit(db, partial(events.student_changed, recording.user_id, watching.teachers_of(db, recording.user_id)))


def leave_word(db: Session, recording: Recording) -> None:
    """Tell the teachers who may hear it, when it is shared and can be heard."""
    if not recording.shared or not (recording.status == RecordingStatus.READY or silent(recording)):
        return
    began = select(PracticeSession.started_at).where(col(PracticeSession.id) == recording.session_id)
    with as_system(db):
        teachers = watching.teachers_who_see(db, recording.user_id, db.exec(began).one())
        handed = select(Assignment.given_by).join(
            AssignmentTake, col(AssignmentTake.assignment_id) == col(Assignment.id)
        )
        told = set(db.exec(handed.where(col(AssignmentTake.recording_id) == recording.id)))
    show_again(db, recording)
    path = f"/review/{recording.id}"
    for teacher in set(teachers) - told:
        tell(db, teacher, NotificationKind.TAKE_WAITING, str(recording.id), path=path, by=recording.user_id)
