"""What was practised, added up over days."""

from practice_app.services.progress.figures import (
    ConsistencyRow,
    Dash,
    StreakRow,
    TotalsRow,
    consistency,
    dash,
    days,
    streak,
    streaks,
    totals,
)
from practice_app.services.progress.portable import LEFT_OUT
from practice_app.services.progress.rollups import catch_up, ready, rebuild, write
from practice_app.services.progress.rows import TrendRow
from practice_app.services.progress.streaks import Streaks
from practice_app.services.progress.sums import IN_RANGE
from practice_app.services.progress.today import here, week_start
from practice_app.services.progress.trends import of_piece as trends_of_piece

__all__ = [
    "IN_RANGE",
    "LEFT_OUT",
    "ConsistencyRow",
    "Dash",
    "StreakRow",
    "Streaks",
    "TotalsRow",
    "TrendRow",
    "catch_up",
    "consistency",
    "dash",
    "days",
    "here",
    "ready",
    "rebuild",
    "streak",
    "streaks",
    "totals",
    "trends_of_piece",
    "week_start",
    "write",
]
