"""What was said, as the two whose it is see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from practice_app.database import as_system
from practice_app.models import Feedback, FeedbackReply
from practice_app.services import profiles
from practice_app.services.profiles import UserRow


@dataclass(frozen=True)
class ReplyRow:
    """What one of the two answered."""

    id: UUID
    author: UserRow
    text: str
    created_at: datetime


@dataclass(frozen=True)
class FeedbackRow:
    """One comment, on a recording or on a session as a whole.

    Moments are seconds of the whole recording; ``voice_url`` is there for what is said aloud one day.
    ``draft``: its author's alone so far. ``done``: the student ticked it off.
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
    draft: bool
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
    with as_system(db):
        users = profiles.in_short(db, ids, origin)
    replies: dict[UUID, list[ReplyRow]] = {}
    for one in answers:
        row = ReplyRow(one.id, users[one.author_id], one.text, one.created_at)
        replies.setdefault(one.feedback_id, []).append(row)
    return [_row(one, users[one.teacher_id], replies.get(one.id, [])) for one in ordered]


def _row(one: Feedback, author: UserRow, replies: list[ReplyRow]) -> FeedbackRow:
    same = ("id", "recording_id", "at_s", "until_s", "text", "drawing", "rating", "done", "created_at")
    told = {name: getattr(one, name) for name in same}
    return FeedbackRow(**told, author=author, voice_url=None, draft=one.published_at is None, replies=replies)


def one_row(db: Session, said: Feedback, origin: str = "") -> FeedbackRow:
    """Show one of them."""
    return shown(db, [said], replies_to(db, [said.id]), origin)[0]
