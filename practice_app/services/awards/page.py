"""The page of what was earned, in one question."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import Session

from practice_app.services.awards import challenging, points, titles
from practice_app.services.awards.challenging import ChallengeRow
from practice_app.services.awards.points import Ledger
from practice_app.services.awards.titles import AchievementRow

LINES = 10


@dataclass(frozen=True)
class AwardsPage:
    """What was earned, the newest points, challenges."""

    achievements: list[AchievementRow]
    points: Ledger
    challenges: list[ChallengeRow]


def opened(db: Session, who: UUID) -> AwardsPage:
    """Show somebody what they have earned."""
    return AwardsPage(
        titles.achievements(db, who), points.ledger(db, who, limit=LINES), challenging.challenges(db, who)
    )
