"""What was heard in recordings, and what the player says against it."""

from practice_app.services.analysis.corrections import CorrectionDraft, CorrectionRow, correct, refresh, withdraw
from practice_app.services.analysis.results import SessionAnalysis, TakeAnalysis, of_recording, of_session

__all__ = [
    "CorrectionDraft",
    "CorrectionRow",
    "SessionAnalysis",
    "TakeAnalysis",
    "correct",
    "of_recording",
    "of_session",
    "refresh",
    "withdraw",
]
