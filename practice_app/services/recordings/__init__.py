"""Recordings: sent in parts, queued, analysed, played back, deleted."""

from practice_app.services.recordings.analysing import Analysing, Heard
from practice_app.services.recordings.bringing import bring
from practice_app.services.recordings.drafts import LARGEST, Completion, PartNumbers, RecordingDraft
from practice_app.services.recordings.lifecycle import NotAgain, delete, listen_again
from practice_app.services.recordings.portable import FOLDER, HELD, LEFT_OUT, Medium, media
from practice_app.services.recordings.rows import RecordingRow, RecordingShown, as_row
from practice_app.services.recordings.uploads import SignedPart, declare

__all__ = [
    "FOLDER",
    "HELD",
    "LARGEST",
    "LEFT_OUT",
    "Analysing",
    "Completion",
    "Heard",
    "Medium",
    "NotAgain",
    "PartNumbers",
    "RecordingDraft",
    "RecordingRow",
    "RecordingShown",
    "SignedPart",
    "as_row",
    "bring",
    "declare",
    "delete",
    "listen_again",
    "media",
]
