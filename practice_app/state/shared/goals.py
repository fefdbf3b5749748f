"""Weekly goals as pages draw them."""

from dataclasses import dataclass

from practice_app.services.progress import GoalRow


@dataclass(frozen=True)
class GoalShown:
    """A goal and its week; ``counted`` and ``clock`` are how full its bar is, in hundredths, 100 at most."""

    instrument: str
    minutes: int
    rest_days: list[int]
    seconds: float
    clock_s: float
    counted: int
    clock: int


def goal_shown(goal: GoalRow) -> GoalShown:
    """Show a goal with its bar."""
    whole = goal.minutes_per_week * 60
    full = [min(100, round(100 * seconds / whole)) for seconds in (goal.week.seconds, goal.week.clock_s)]
    return GoalShown(
        goal.instrument, goal.minutes_per_week, goal.rest_days, goal.week.seconds, goal.week.clock_s, *full
    )
