"""Recordings: sent in parts, queued, analysed, played back, deleted."""

from practice_app.services.recordings.drafts import Completion, PartNumbers, RecordingDraft
from practice_app.services.recordings.jobs import Heard, Job
from practice_app.services.recordings.lifecycle import NotAgain, delete, listen_again
from practice_app.services.recordings.rows import RecordingRow, RecordingShown, as_row
from practice_app.services.recordings.turns import Place
from practice_app.services.recordings.uploads import SignedPart, declare

__all__ = [
    "Completion",
    "Heard",
    "Job",
    "NotAgain",
    "PartNumbers",
    "Place",
    "RecordingDraft",
    "RecordingRow",
    "RecordingShown",
    "SignedPart",
    "as_row",
    "declare",
    "delete",
    "listen_again",
]
