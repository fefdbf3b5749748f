"""What was said is changed or taken back by who said it, answered by either, and ticked off by the student."""

from typing import Final
from uuid import UUID

from sqlalchemy import delete as deleting
from sqlalchemy import update
from sqlmodel import Session, col

from practice_app.database import as_system
from practice_app.errors import Invalid
from practice_app.locales import msg
from practice_app.models import Feedback, FeedbackReply
from practice_app.models.columns import now
from practice_app.services.shared.access import Permission
from practice_app.services.shared.limits import quotas
from practice_app.services.teaching.feedback import rows, subjects, telling
from practice_app.services.teaching.feedback.drafts import FeedbackChange, ReplyDraft
from practice_app.services.teaching.feedback.making import SAY_SOMETHING, check_voice
from practice_app.services.teaching.feedback.rows import FeedbackRow, ReplyRow
from practice_app.services.teaching.feedback.subjects import Subject

MOST_REPLIES: Final = 100
"""To one comment, of both."""
SAY_AN_ANSWER = msg("Write an answer, or say it.")


def change(db: Session, who: UUID, feedback_id: UUID, wish: FeedbackChange, origin: str = "") -> FeedbackRow:
    """Change what one said, or say what was a draft so far; raise ``NotAllowed`` for what another said."""
    one = subjects.comment(db, who, Permission.FEEDBACK_CHANGE, feedback_id)
    quotas.one_at_a_time(db, who)
    _move(db, who, one, wish)
    _fill(one, wish)
    if not (one.text or one.drawing or one.rating or one.voice_id):
        raise Invalid("text", SAY_SOMETHING)
    one.updated_at = now()
    if wish.draft is False and one.published_at is None:
        about = Subject(one.student_id, one.session_id, one.recording_id)
        goes_on = telling.goes_on(db, who, about)
        one.published_at = one.updated_at
        if not goes_on:
            telling.said(db, one)
    db.add(one)
    db.flush()
    telling.changed(db, one)
    return rows.one_row(db, one, origin)


def _fill(one: Feedback, wish: FeedbackChange) -> None:
    """Take over what was said; ``null`` empties what may be empty."""
    given = wish.model_fields_set
    if wish.text is not None:
        one.text = wish.text
    if "drawing" in given:
        one.drawing = wish.drawing.stored() if wish.drawing else None
    if "rating" in given:
        one.rating = wish.rating


def _move(db: Session, who: UUID, one: Feedback, wish: FeedbackChange) -> None:
    """Move it on its recording, which ``who`` has to hear still; what is about a session has no moment."""
    given = {"at_s", "until_s"} & wish.model_fields_set
    if not given:
        return
    if one.recording_id is None:
        raise Invalid(min(given), msg("This comment is about a session, which has no moments."))
    at_s = one.at_s if wish.at_s is None else wish.at_s
    until_s = wish.until_s if "until_s" in given else one.until_s
    subjects.recording(db, who, one.recording_id, Permission.RECORDING_REVIEW).check(at_s, until_s)
    subjects.as_themselves(db, who)
    one.at_s, one.until_s = at_s, until_s


def delete(db: Session, who: UUID, feedback_id: UUID) -> None:
    """Take back what one said, with what was answered; raise ``NotAllowed`` for what another said."""
    one = subjects.comment(db, who, Permission.FEEDBACK_CHANGE, feedback_id)
    telling.changed(db, one)
    with as_system(db):
        db.execute(deleting(Feedback).where(col(Feedback.id) == one.id))
    db.expunge(one)


def reply(db: Session, who: UUID, feedback_id: UUID, draft: ReplyDraft, origin: str = "") -> ReplyRow:
    """Answer what was said, as either of the two; they have to be teacher and student still."""
    one = subjects.comment(db, who, Permission.FEEDBACK_ANSWER, feedback_id)
    if len(rows.replies_to(db, [one.id])) >= MOST_REPLIES:
        raise quotas.TooManyThings(values={"most": MOST_REPLIES})
    if not (draft.text or draft.voice_id):
        raise Invalid("text", SAY_AN_ANSWER)
    check_voice(db, who, draft.voice_id)
    two = {"teacher_id": one.teacher_id, "student_id": one.student_id, "author_id": who}
    said = {"text": draft.text, "voice_id": draft.voice_id}
    answer = FeedbackReply.model_validate({"feedback_id": one.id} | said | two)
    db.add(answer)
    db.flush()
    telling.answered(db, one, answer)
    telling.changed(db, one)
    return rows.shown(db, [one], [answer], origin)[0].replies[0]


def tick(db: Session, who: UUID, feedback_id: UUID, *, done: bool, origin: str = "") -> FeedbackRow:
    """Say that what was said is done, or not yet, as the student; raise ``NotAllowed`` for who said it."""
    one = subjects.comment(db, who, Permission.FEEDBACK_TICK, feedback_id)
    with as_system(db):  # a student writes nothing else of what was said
        db.execute(update(Feedback).where(col(Feedback.id) == one.id).values(done=done))
    db.refresh(one)
    telling.changed(db, one)
    return rows.one_row(db, one, origin)
