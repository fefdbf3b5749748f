"""Telling somebody something that they find again, and of what people are told at all."""

from practice_app.services.shared.telling.kinds import COME, SENTENCES, UNKNOWN, Ways, begins
from practice_app.services.shared.telling.telling import tell

__all__ = ["COME", "SENTENCES", "UNKNOWN", "Ways", "begins", "tell"]
