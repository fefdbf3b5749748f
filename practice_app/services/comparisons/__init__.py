"""Two kept recordings laid side by side: which second of one is which of the other, and what is different."""

from practice_app.services.comparisons.asking import LONGEST_S, ComparisonDraft, ask
from practice_app.services.comparisons.choices import Choice, Choices, choices, takes_of
from practice_app.services.comparisons.portable import HELD
from practice_app.services.comparisons.showing import ComparisonPage, ComparisonRow, opened, show
from practice_app.services.comparisons.working import Comparing, begin, fail, finish

__all__ = [
    "HELD",
    "LONGEST_S",
    "Choice",
    "Choices",
    "Comparing",
    "ComparisonDraft",
    "ComparisonPage",
    "ComparisonRow",
    "ask",
    "begin",
    "choices",
    "fail",
    "finish",
    "opened",
    "show",
    "takes_of",
]
