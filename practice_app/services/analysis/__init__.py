"""What was heard in recordings, and what the player says against it."""

from practice_app.services.analysis.bands import unsure
from practice_app.services.analysis.brief import HeardBrief, figures_in, heard_in
from practice_app.services.analysis.corrections import CorrectionDraft, CorrectionRow, correct, refresh, withdraw
from practice_app.services.analysis.counted import CountedRow, counted
from practice_app.services.analysis.leaning import Forgotten, Leaning, leaning, leanings, unlearn
from practice_app.services.analysis.portable import HELD
from practice_app.services.analysis.readings import ReadingDraft, read_as, remembered
from practice_app.services.analysis.results import (
    HeardRecording,
    RecordingAnalysis,
    SessionAnalysis,
    by_link,
    of_recording,
    of_session,
    take_by_link,
)
from practice_app.services.analysis.rightness import Rightness, rightness
from practice_app.services.analysis.trimming import curves_within, parts, within

__all__ = [
    "HELD",
    "CorrectionDraft",
    "CorrectionRow",
    "CountedRow",
    "Forgotten",
    "HeardBrief",
    "HeardRecording",
    "Leaning",
    "ReadingDraft",
    "RecordingAnalysis",
    "Rightness",
    "SessionAnalysis",
    "by_link",
    "correct",
    "counted",
    "curves_within",
    "figures_in",
    "heard_in",
    "leaning",
    "leanings",
    "of_recording",
    "of_session",
    "parts",
    "read_as",
    "refresh",
    "remembered",
    "rightness",
    "take_by_link",
    "unlearn",
    "unsure",
    "withdraw",
    "within",
]
