"""What teachers say about takes and sessions: said, read, answered, ticked off."""

from dataclasses import dataclass
from uuid import UUID

from fastapi import APIRouter, Request, Response
from pydantic import BaseModel, ConfigDict, StrictBool

from practice_app.api.shared.answers import answer
from practice_app.api.shared.deps import CurrentUser, OwnTransaction, asking
from practice_app.database import transaction
from practice_app.http.origin import address
from practice_app.services.recordings import VoiceDraft, VoiceRow
from practice_app.services.shared.paging import Page
from practice_app.services.shared.parts import PART_SIZE
from practice_app.services.teaching import feedback
from practice_app.services.teaching.feedback import (
    CommentDraft,
    FeedbackChange,
    FeedbackRow,
    MomentDraft,
    OpenRow,
    ReplyDraft,
    ReplyRow,
)

router = APIRouter(tags=["teaching"])


@dataclass(frozen=True)
class VoiceStarted:
    """What is said aloud, and how large each of its parts (but the last) has to be."""

    recording: VoiceRow
    part_size: int


class DoneBody(BaseModel):
    """Whether it is done."""

    model_config = ConfigDict(extra="forbid")
    done: StrictBool


@router.post("/videos/{recording_id}/feedback", status_code=201, response_model=FeedbackRow)
def comment_on_recording(recording_id: UUID, body: MomentDraft, who: CurrentUser, request: Request) -> Response:
    """Say something about a moment of a recording that a student shares, of sound or film; with `draft` nobody sees it.

    Moments are seconds of the whole recording. The same `id` again changes nothing.
    """
    with transaction(who.id) as db:
        row, new = feedback.say_of_recording(db, who.id, recording_id, body, address(request))
    return answer(row, 201 if new else 200)


@router.get("/videos/{recording_id}/feedback", response_model=Page[FeedbackRow])
def list_recording_feedback(recording_id: UUID, request: Request) -> Response:
    """List what was said about a recording, in the order of its moments; a teacher reads what they said themselves."""
    with asking(request) as (who, db):
        return answer(Page(feedback.of_recording(db, who.id, recording_id, address(request)), None))


@router.post("/videos/{recording_id}/feedback/publish", status_code=204)
def publish_feedback(recording_id: UUID, who: CurrentUser) -> None:
    """Say all that was written down about a recording; the student is told once."""
    with transaction(who.id) as db:
        feedback.publish(db, who.id, recording_id)


@router.post(
    "/videos/{recording_id}/feedback/voice",
    status_code=201,
    response_model=VoiceStarted,
    responses={200: {"model": VoiceStarted, "description": "It had been started before"}},
)
def start_voice(recording_id: UUID, body: VoiceDraft, who: CurrentUser) -> Response:
    """Begin to send what one says about a recording, by the same parts and `complete` as a recording's.

    Its id is the `voice_id` of a comment or an answer once it is complete. Three minutes of it are kept.
    """
    row, new = feedback.start_voice(who.id, recording_id, body)
    return answer(VoiceStarted(row, PART_SIZE), 201 if new else 200)


@router.post("/sessions/{session_id}/feedback", status_code=201, response_model=FeedbackRow)
def comment_on_session(session_id: UUID, body: CommentDraft, who: CurrentUser, request: Request) -> Response:
    """Say something about a student's session as a whole."""
    with transaction(who.id) as db:
        row, new = feedback.say_of_session(db, who.id, session_id, body, address(request))
    return answer(row, 201 if new else 200)


@router.get("/sessions/{session_id}/feedback", response_model=Page[FeedbackRow])
def list_session_feedback(session_id: UUID, request: Request) -> Response:
    """List what was said about a session as a whole."""
    with asking(request) as (who, db):
        return answer(Page(feedback.of_session(db, who.id, session_id, address(request)), None))


@router.get("/feedback/open", response_model=Page[OpenRow])
def list_open_feedback(who: CurrentUser, db: OwnTransaction) -> Response:
    """List what was said to one about sessions with a piece and is not ticked off: up to 100, the newest first."""
    return answer(Page(feedback.open_of_all(db, who.id), None))


@router.patch("/feedback/{feedback_id}", response_model=FeedbackRow)
def change_feedback(feedback_id: UUID, body: FeedbackChange, who: CurrentUser, request: Request) -> Response:
    """Change what one said; `draft: false` says what was a draft so far."""
    with transaction(who.id) as db:
        row = feedback.change(db, who.id, feedback_id, body, address(request))
    return answer(row)


@router.delete("/feedback/{feedback_id}", status_code=204)
def delete_feedback(feedback_id: UUID, who: CurrentUser) -> None:
    """Take back what one said, with what was answered."""
    with transaction(who.id) as db:
        feedback.delete(db, who.id, feedback_id)


@router.post("/feedback/{feedback_id}/replies", status_code=201, response_model=ReplyRow)
def reply_to_feedback(feedback_id: UUID, body: ReplyDraft, who: CurrentUser, request: Request) -> Response:
    """Answer what was said, as the student or the teacher."""
    with transaction(who.id) as db:
        row = feedback.reply(db, who.id, feedback_id, body, address(request))
    return answer(row, 201)


@router.put("/feedback/{feedback_id}/done", response_model=FeedbackRow)
def tick_feedback_off(feedback_id: UUID, body: DoneBody, who: CurrentUser, request: Request) -> Response:
    """Say that what was said is done, or not yet, as the student."""
    with transaction(who.id) as db:
        row = feedback.tick(db, who.id, feedback_id, done=body.done, origin=address(request))
    return answer(row)
