"""Recordings: sent in parts, queued, analysed, played back, deleted."""

from practice_app.services.recordings.analysing import Analysing, Heard
from practice_app.services.recordings.bringing import bring
from practice_app.services.recordings.drafts import LARGEST, Bytes, Completion, MimeType, PartNumbers, RecordingDraft
from practice_app.services.recordings.examples import Example, KeptTake, example, kept, kept_takes
from practice_app.services.recordings.lifecycle import NotAgain, delete, listen_again
from practice_app.services.recordings.portable import FOLDER, HELD, LEFT_OUT, Medium, media, motion_path
from practice_app.services.recordings.rows import (
    RecordingRow,
    RecordingShown,
    SharedTake,
    as_row,
    by_link,
    listened_to,
    plays,
)
from practice_app.services.recordings.sending import Declared, Sent, let_go_of_what_came
from practice_app.services.recordings.sending import complete as complete_sending
from practice_app.services.recordings.sending import sign as sign_sending
from practice_app.services.recordings.sending import start as start_sending
from practice_app.services.recordings.sending import uploaded as sent_parts
from practice_app.services.recordings.showing import RecordingPatch, change, of_session
from practice_app.services.recordings.shown import ShownTake, shown_takes
from practice_app.services.recordings.speaking import Said, VoiceHeard, said_by
from practice_app.services.recordings.speaking import begin as begin_voice
from practice_app.services.recordings.speaking import fail as fail_voice
from practice_app.services.recordings.speaking import finish as finish_voice
from practice_app.services.recordings.speaking import heard as voices_heard
from practice_app.services.recordings.uploads import SignedPart, declare
from practice_app.services.recordings.voices import LONGEST_S as LONGEST_VOICE_S
from practice_app.services.recordings.voices import VoiceDraft, VoiceRow, as_voice
from practice_app.services.recordings.voices import start as start_voice

__all__ = [
    "FOLDER",
    "HELD",
    "LARGEST",
    "LEFT_OUT",
    "LONGEST_VOICE_S",
    "Analysing",
    "Bytes",
    "Completion",
    "Declared",
    "Example",
    "Heard",
    "KeptTake",
    "Medium",
    "MimeType",
    "NotAgain",
    "PartNumbers",
    "RecordingDraft",
    "RecordingPatch",
    "RecordingRow",
    "RecordingShown",
    "Said",
    "Sent",
    "SharedTake",
    "ShownTake",
    "SignedPart",
    "VoiceDraft",
    "VoiceHeard",
    "VoiceRow",
    "as_row",
    "as_voice",
    "begin_voice",
    "bring",
    "by_link",
    "change",
    "complete_sending",
    "declare",
    "delete",
    "example",
    "fail_voice",
    "finish_voice",
    "kept",
    "kept_takes",
    "let_go_of_what_came",
    "listen_again",
    "listened_to",
    "media",
    "motion_path",
    "of_session",
    "plays",
    "said_by",
    "sent_parts",
    "shown_takes",
    "sign_sending",
    "start_sending",
    "start_voice",
    "voices_heard",
]
