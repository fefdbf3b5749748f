"""What a teacher says about a take or a session: at a moment, with a drawing; answered, and ticked off."""

from practice_app.services.teaching.feedback.changing import change, delete, reply, tick
from practice_app.services.teaching.feedback.drafts import (
    CommentDraft,
    FeedbackChange,
    MomentDraft,
    ReplyDraft,
)
from practice_app.services.teaching.feedback.heard import Remark, Voice, heard, overheard
from practice_app.services.teaching.feedback.listing import of_recording, of_session
from practice_app.services.teaching.feedback.making import publish, say_of_recording, say_of_session
from practice_app.services.teaching.feedback.minding import OpenRow, ToMind, open_of_all, to_mind
from practice_app.services.teaching.feedback.rows import FeedbackRow, ReplyRow
from practice_app.services.teaching.feedback.seeing import seen
from practice_app.services.teaching.feedback.speaking import start as start_voice

__all__ = [
    "CommentDraft",
    "FeedbackChange",
    "FeedbackRow",
    "MomentDraft",
    "OpenRow",
    "Remark",
    "ReplyDraft",
    "ReplyRow",
    "ToMind",
    "Voice",
    "change",
    "delete",
    "heard",
    "of_recording",
    "of_session",
    "open_of_all",
    "overheard",
    "publish",
    "reply",
    "say_of_recording",
    "say_of_session",
    "seen",
    "start_voice",
    "tick",
    "to_mind",
]
