"""The other of the two is told: pages that are open look again, and one word is left for a run of comments."""

from datetime import timedelta
from functools import partial
from typing import Final
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import after_commit
from practice_app.models import Feedback, FeedbackReply, NotificationKind
from practice_app.models.columns import now
from practice_app.services.shared import events
from practice_app.services.shared.telling import tell
from practice_app.services.teaching.feedback.subjects import Subject

RUN: Final = timedelta(minutes=30)
"""Who says more within this time goes on with what they said."""


def changed(db: Session, said: Feedback) -> None:
    """Tell both, once this is committed; of a draft its author alone."""
    people = (said.teacher_id, said.student_id) if said.published_at else (said.teacher_id,)
    after_commit(db, partial(events.feedback_changed, people, said.session_id, said.recording_id))


def goes_on(db: Session, who: UUID, subject: Subject) -> bool:
    """Whether this teacher said something about this a moment ago, of which the student was told."""
    lately = (col(Feedback.teacher_id) == who, col(Feedback.published_at) > now() - RUN)
    return db.exec(select(Feedback.id).where(subject.here(), *lately).limit(1)).first() is not None


def said(db: Session, one: Feedback) -> None:
    """Leave word to the student that something was said, by the first of what was."""
    key = f"{one.session_id} {one.id}"
    tell(db, one.student_id, NotificationKind.FEEDBACK, key, path=_for_student(one), by=one.teacher_id)


def _for_student(one: Feedback) -> str:
    """Where the student reads it: their session, at that comment."""
    return f"/sessions/{one.session_id}?said={one.id}"


def _for_teacher(one: Feedback) -> str:
    """Where the teacher reads what was answered: the take, at their comment; or what they see of the student."""
    if one.recording_id is None:
        return f"/students/{one.student_id}"
    return f"/review/{one.recording_id}?said={one.id}"


def answered(db: Session, one: Feedback, reply: FeedbackReply) -> None:
    """Leave word to the other of the two, unless they were told of the reply before a moment ago."""
    before = (col(FeedbackReply.feedback_id) == one.id, col(FeedbackReply.author_id) == reply.author_id)
    lately = (col(FeedbackReply.created_at) > now() - RUN, col(FeedbackReply.id) != reply.id)
    if db.exec(select(FeedbackReply.id).where(*before, *lately).limit(1)).first():
        return
    to, path = one.teacher_id, _for_teacher(one)
    if reply.author_id == one.teacher_id:
        to, path = one.student_id, _for_student(one)
    key = f"{one.session_id} reply {reply.id}"
    tell(db, to, NotificationKind.FEEDBACK, key, words="feedback_reply", path=path, by=reply.author_id)
