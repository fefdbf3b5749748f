"""Practice partners: who looks for one, who fits and why, who asked whom, and how to reach who agreed."""

from practice_app.services.partners.asking import RequestRow, answer, ask, end, requests
from practice_app.services.partners.drafts import AnswerDraft, AskDraft, Hours, PartnerDraft
from practice_app.services.partners.finding import FoundRow, found
from practice_app.services.partners.looking import GrownFirst, LookingRow, mine, put, stop
from practice_app.services.partners.matching import SPEAKERS
from practice_app.services.partners.portable import HELD
from practice_app.services.partners.quiet import sweep

__all__ = [
    "HELD",
    "SPEAKERS",
    "AnswerDraft",
    "AskDraft",
    "FoundRow",
    "GrownFirst",
    "Hours",
    "LookingRow",
    "PartnerDraft",
    "RequestRow",
    "answer",
    "ask",
    "end",
    "found",
    "mine",
    "put",
    "requests",
    "stop",
    "sweep",
]
