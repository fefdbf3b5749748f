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
    totals,
)
from practice_app.services.progress.rows import TrendRow
from practice_app.services.progress.sums import COUNTED, IN_RANGE, trends
from practice_app.services.progress.today import here, week_start

__all__ = [
    "COUNTED",
    "IN_RANGE",
    "ConsistencyRow",
    "Dash",
    "StreakRow",
    "TotalsRow",
    "TrendRow",
    "consistency",
    "dash",
    "days",
    "here",
    "streak",
    "totals",
    "trends",
    "week_start",
]
