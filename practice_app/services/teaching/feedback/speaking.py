"""What is said aloud about a take: begun by whoever may say something there, told when it can be heard."""

from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, or_
from sqlmodel import col, select

from practice_app.database import after_commit, system_transaction, transaction
from practice_app.models import Feedback, FeedbackReply
from practice_app.services import recordings
from practice_app.services.recordings import VoiceDraft, VoiceRow
from practice_app.services.shared import events
from practice_app.services.shared.access import Permission
from practice_app.services.shared.steps import step
from practice_app.services.teaching.feedback import subjects


@step
def start(who: UUID, recording_id: UUID, draft: VoiceDraft) -> tuple[VoiceRow, bool]:
    """Begin to send what somebody says about a take, as its student or a teacher of now; tell whether it is new."""
    with transaction(who) as db:
        subjects.recording(db, who, recording_id, Permission.RECORDING_VOICE)
    voice, new = recordings.start_voice(who, draft)
    return recordings.as_voice(voice), new


@step
def voice_changed(voice_id: UUID) -> None:
    """Tell the two where it was said that it can be heard now, or that it can't."""
    with system_transaction() as db:
        for said in db.exec(select(Feedback).where(_says(voice_id))):
            people = (said.teacher_id, said.student_id) if said.published_at else (said.teacher_id,)
            after_commit(db, partial(events.feedback_changed, people, said.session_id, said.recording_id))


def _says(voice_id: UUID) -> ColumnElement[bool]:
    answers = select(FeedbackReply.feedback_id).where(col(FeedbackReply.voice_id) == voice_id)
    return or_(col(Feedback.voice_id) == voice_id, col(Feedback.id).in_(answers))
