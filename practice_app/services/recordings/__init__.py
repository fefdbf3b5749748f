"""Recordings: sent in parts, queued, analysed, played back, deleted."""

from practice_app.services.recordings.analysing import Analysing, Heard
from practice_app.services.recordings.bringing import bring
from practice_app.services.recordings.drafts import LARGEST, Completion, PartNumbers, RecordingDraft
from practice_app.services.recordings.lifecycle import NotAgain, delete, listen_again
from practice_app.services.recordings.portable import FOLDER, HELD, LEFT_OUT, Medium, media
from practice_app.services.recordings.rows import (
    RecordingRow,
    RecordingShown,
    SharedTake,
    as_row,
    by_link,
    listened_to,
    plays,
)
from practice_app.services.recordings.showing import RecordingPatch, change, of_session
from practice_app.services.recordings.shown import ShownTake, shown_takes
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
    "RecordingPatch",
    "RecordingRow",
    "RecordingShown",
    "SharedTake",
    "ShownTake",
    "SignedPart",
    "as_row",
    "bring",
    "by_link",
    "change",
    "declare",
    "delete",
    "listen_again",
    "listened_to",
    "media",
    "of_session",
    "plays",
    "shown_takes",
]
