"""What was said, as the two whose it is see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Feedback, FeedbackReply
from practice_app.services import profiles, recordings
from practice_app.services.profiles import UserRow
from practice_app.services.recordings import VoiceHeard

Voices = dict[UUID, VoiceHeard]


@dataclass(frozen=True)
class ReplyRow:
    """What one of the two answered, in words or aloud; ``fresh``: the other has not seen it."""

    id: UUID
    author: UserRow
    text: str
    voice_url: str | None
    voice_status: str | None
    fresh: bool
    created_at: datetime


@dataclass(frozen=True)
class FeedbackRow:
    """One comment, on a recording or on a session as a whole.

    Moments are seconds of the whole recording; ``voice_url``: where it is heard, once ``voice_status`` is ``ready``.
    ``draft``: its author's alone so far; ``fresh``: the student has not seen it. ``done``: the student ticked it off.
    """

    id: UUID
    recording_id: UUID | None
    author: UserRow
    at_s: float | None
    until_s: float | None
    text: str
    drawing: dict[str, Any] | None
    rating: int | None
    voice_url: str | None
    voice_status: str | None
    draft: bool
    fresh: bool
    done: bool
    replies: list[ReplyRow]
    created_at: datetime


def replies_to(db: Session, ids: Sequence[UUID]) -> list[FeedbackReply]:
    """What was answered to these, the earliest first, as far as the transaction's role sees it."""
    theirs = select(FeedbackReply).where(col(FeedbackReply.feedback_id).in_(ids))
    return list(db.exec(theirs.order_by(col(FeedbackReply.created_at), col(FeedbackReply.id))))


def shown(
    db: Session, said: Iterable[Feedback], answers: Iterable[FeedbackReply], origin: str = ""
) -> list[FeedbackRow]:
    """Show what was said in the order of its moments; ``origin`` is where the browser is that shows pictures."""
    ordered = sorted(said, key=lambda one: (one.at_s is not None, one.at_s or 0, one.created_at, one.id))
    answers = list(answers)
    ids = {one.teacher_id for one in ordered} | {one.author_id for one in answers}
    said_aloud: list[Feedback | FeedbackReply] = [*ordered, *answers]
    spoken = {one.voice_id for one in said_aloud if one.voice_id}
    with as_system(db):
        users = profiles.in_short(db, ids, origin)
        voices = recordings.voices_heard(db, spoken, origin)
    replies: dict[UUID, list[ReplyRow]] = {}
    for one in answers:
        row = _reply(one, users[one.author_id], voices)
        replies.setdefault(one.feedback_id, []).append(row)
    return [_row(one, users[one.teacher_id], replies.get(one.id, []), voices) for one in ordered]


def _reply(one: FeedbackReply, author: UserRow, voices: Voices) -> ReplyRow:
    told: dict[str, Any] = {name: getattr(one, name) for name in ("id", "text", "created_at")}
    return ReplyRow(**told, **_heard(one, voices), fresh=one.seen_at is None, author=author)


def _row(one: Feedback, author: UserRow, replies: list[ReplyRow], voices: Voices) -> FeedbackRow:
    same = ("id", "recording_id", "at_s", "until_s", "text", "drawing", "rating", "done", "created_at")
    told = {name: getattr(one, name) for name in same} | _heard(one, voices)
    draft, fresh = one.published_at is None, one.seen_at is None
    return FeedbackRow(**told, author=author, draft=draft, fresh=fresh, replies=replies)


def _heard(one: Feedback | FeedbackReply, voices: Voices) -> dict[str, Any]:
    voice = voices.get(one.voice_id) if one.voice_id else None
    return {"voice_url": voice and voice.url, "voice_status": voice and voice.status}


def one_row(db: Session, said: Feedback, origin: str = "") -> FeedbackRow:
    """Show one of them."""
    return shown(db, [said], replies_to(db, [said.id]), origin)[0]
