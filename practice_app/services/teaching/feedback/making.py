"""A teacher says something about a take or a session, or writes it down first and says all of it at once."""

from typing import Final
from uuid import UUID

from sqlalchemy import Text, cast, func
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import Session, col, select

from practice_app.errors import Invalid, NotFound
from practice_app.ids import client_id, new_id
from practice_app.locales import msg
from practice_app.models import Feedback, RecordingStatus
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission, find
from practice_app.services.shared.limits import quotas
from practice_app.services.teaching.feedback import rows, subjects, telling
from practice_app.services.teaching.feedback.drafts import CommentDraft, MomentDraft
from practice_app.services.teaching.feedback.rows import FeedbackRow
from practice_app.services.teaching.feedback.subjects import Subject

MOST: Final = 300
"""Comments of one teacher on one take, or one session."""
MOST_DRAWN: Final = 4 * 1024 * 1024
"""Bytes of their drawings."""
SAY_SOMETHING = msg("Write something, draw it, or give a rating.")
NO_VOICE = msg("There is no such recording of what you said.")


def check_voice(db: Session, who: UUID, voice_id: UUID | None) -> None:
    """Raise ``Invalid`` unless that is something of their own that has arrived."""
    if voice_id is None:
        return
    found = find(db, who, Permission.VOICE_CHANGE, voice_id)
    if found is None or found.status == RecordingStatus.UPLOADING:
        raise Invalid("voice_id", NO_VOICE)


def say_of_recording(
    db: Session, who: UUID, recording_id: UUID, draft: MomentDraft, origin: str = ""
) -> tuple[FeedbackRow, bool]:
    """Say something about a moment of a recording that a student shares; the same id again changes nothing.

    Tells whether it is new. Raises ``Invalid``, ``TooManyThings``, ``NotFound`` and ``NotAllowed``.
    """
    subject = subjects.recording(db, who, recording_id, Permission.RECORDING_REVIEW)
    subject.check(draft.at_s, draft.until_s)
    return _say(db, who, subject, draft, origin)


def say_of_session(
    db: Session, who: UUID, session_id: UUID, draft: CommentDraft, origin: str = ""
) -> tuple[FeedbackRow, bool]:
    """The same of a session as a whole."""
    return _say(db, who, subjects.session(db, who, session_id, Permission.SESSION_REVIEW), draft, origin)


def _say(db: Session, who: UUID, subject: Subject, draft: CommentDraft, origin: str) -> tuple[FeedbackRow, bool]:
    subjects.as_themselves(db, who)
    quotas.one_at_a_time(db, who)
    identity = client_id(draft.id) if draft.id else new_id()
    there = _there(db, who, subject, identity) if draft.id else None
    if there:
        return rows.one_row(db, there, origin), False
    row = _values(who, subject, draft, identity)
    _check_room(db, who, subject)
    check_voice(db, who, draft.voice_id)
    goes_on = telling.goes_on(db, who, subject)
    made = insert(Feedback).values(**row).on_conflict_do_nothing().returning(col(Feedback.id))
    if db.execute(made).first() is None:
        raise NotFound()  # somebody else's id
    one = db.get_one(Feedback, identity)
    telling.changed(db, one)
    if one.published_at and not goes_on:
        telling.said(db, one)
    return rows.one_row(db, one, origin), True


def _there(db: Session, who: UUID, subject: Subject, identity: UUID) -> Feedback | None:
    """What was said under this id before; raise ``NotFound`` when that was about something else."""
    found: Feedback | None = find(db, who, Permission.FEEDBACK_CHANGE, identity)
    if found and (found.session_id, found.recording_id) != (subject.session_id, subject.recording_id):
        raise NotFound()
    return found


def _values(who: UUID, subject: Subject, draft: CommentDraft, identity: UUID) -> dict[str, object]:
    if not (draft.text or draft.drawing or draft.rating or draft.voice_id):
        raise Invalid("text", SAY_SOMETHING)
    at = now()
    row: dict[str, object] = {
        "id": identity,
        "teacher_id": who,
        "student_id": subject.student_id,
        "session_id": subject.session_id,
        "recording_id": subject.recording_id,
        "text": draft.text,
        "drawing": draft.drawing.stored() if draft.drawing else None,
        "rating": draft.rating,
        "voice_id": draft.voice_id,
        "done": False,
        "published_at": None if draft.draft else at,
        "created_at": at,
        "updated_at": at,
    }
    if isinstance(draft, MomentDraft):
        row |= {"at_s": draft.at_s, "until_s": draft.until_s}
    return row


def _check_room(db: Session, who: UUID, subject: Subject) -> None:
    """Raise when there is as much of this teacher's about this as there may be."""
    drawn = func.coalesce(func.sum(func.octet_length(cast(col(Feedback.drawing), Text))), 0)
    mine = (subject.here(), col(Feedback.teacher_id) == who)
    count, size = db.exec(select(func.count(), drawn).select_from(Feedback).where(*mine)).one()
    if count >= MOST or size >= MOST_DRAWN:
        raise quotas.TooManyThings(values={"most": MOST})


def publish(db: Session, who: UUID, recording_id: UUID) -> None:
    """Say all that was written down about a recording; of that the student is told once, and of nothing not at all."""
    subject = subjects.recording(db, who, recording_id, Permission.RECORDING_REVIEW)
    subjects.as_themselves(db, who)
    quotas.one_at_a_time(db, who)
    mine = (subject.here(), col(Feedback.teacher_id) == who, col(Feedback.published_at).is_(None))
    drafts = db.exec(select(Feedback).where(*mine).order_by(col(Feedback.created_at), col(Feedback.id))).all()
    at = now()
    for one in drafts:
        one.published_at = one.updated_at = at
        db.add(one)
    db.flush()
    if drafts:
        telling.said(db, drafts[0])
        telling.changed(db, drafts[0])
