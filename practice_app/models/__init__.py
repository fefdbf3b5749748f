"""Tables: plain facts with their constraints; a file per capability."""

from sqlmodel import SQLModel

from practice_app.models.accounts import AuthKind, AuthSession, Role, User
from practice_app.models.analysis import Analysis
from practice_app.models.corrections import Correction, CorrectionKind
from practice_app.models.pieces import Piece, Section, Tag
from practice_app.models.practice import Mode, PracticeSession, SessionItem, SessionTag, Source
from practice_app.models.recordings import Recording, RecordingKind, RecordingStatus

metadata = SQLModel.metadata

__all__ = [
    "Analysis",
    "AuthKind",
    "AuthSession",
    "Correction",
    "CorrectionKind",
    "Mode",
    "Piece",
    "PracticeSession",
    "Recording",
    "RecordingKind",
    "RecordingStatus",
    "Role",
    "Section",
    "SessionItem",
    "SessionTag",
    "Source",
    "Tag",
    "User",
    "metadata",
]
