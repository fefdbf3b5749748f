"""What the last weeks of practice suggest, by readable rules with evidence: services/advice/rules."""

from practice_app.services.advice.choosing import Chosen
from practice_app.services.advice.effects import Effect
from practice_app.services.advice.giving import (
    Looked,
    RecommendationRow,
    dismiss,
    look,
    recommendations,
    take_back,
)
from practice_app.services.advice.picture import Moment, Picture, Subject
from practice_app.services.advice.portable import HELD

__all__ = [
    "HELD",
    "Chosen",
    "Effect",
    "Looked",
    "Moment",
    "Picture",
    "RecommendationRow",
    "Subject",
    "dismiss",
    "look",
    "recommendations",
    "take_back",
]
