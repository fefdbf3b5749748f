"""Awards: what practice earns (titles, points), challenges, and the quiet mode without any of it."""

from practice_app.services.awards.achievements import ICONS
from practice_app.services.awards.challenging import (
    Aim,
    ChallengeDraft,
    ChallengeRow,
    challenges,
    give_up,
    set_up,
    take_up,
)
from practice_app.services.awards.page import AwardsPage, opened
from practice_app.services.awards.points import FOR_A_PLAN, FOR_A_REFLECTION, FOR_STEADINESS, Ledger, PointRow, ledger
from practice_app.services.awards.portable import HELD, LEFT_OUT
from practice_app.services.awards.quiet import is_quiet
from practice_app.services.awards.settling import look_again, rebuild, settle, settle_those_with
from practice_app.services.awards.titles import AchievementRow, WornRow, achievements, news, wear, worn

__all__ = [
    "FOR_A_PLAN",
    "FOR_A_REFLECTION",
    "FOR_STEADINESS",
    "HELD",
    "ICONS",
    "LEFT_OUT",
    "AchievementRow",
    "Aim",
    "AwardsPage",
    "ChallengeDraft",
    "ChallengeRow",
    "Ledger",
    "PointRow",
    "WornRow",
    "achievements",
    "challenges",
    "give_up",
    "is_quiet",
    "ledger",
    "look_again",
    "news",
    "opened",
    "rebuild",
    "set_up",
    "settle",
    "settle_those_with",
    "take_up",
    "wear",
    "worn",
]
