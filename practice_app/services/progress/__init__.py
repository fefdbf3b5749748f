"""What was practised, added up over days."""

from practice_app.services.progress.days_sql import COUNTED
from practice_app.services.progress.figures import (
    ConsistencyRow,
    Dash,
    StreakRow,
    TotalsRow,
    consistency,
    dash,
    dash_at,
    days,
    streak,
    streaks,
    totals,
)
from practice_app.services.progress.goals import GoalDraft, GoalRow, InstrumentName
from practice_app.services.progress.goals import delete as delete_goal
from practice_app.services.progress.goals import own as own_goals
from practice_app.services.progress.goals import put as put_goal
from practice_app.services.progress.overview import Around, around
from practice_app.services.progress.overview import opened as calendar
from practice_app.services.progress.portable import HELD, LEFT_OUT
from practice_app.services.progress.rollups import catch_up, ready, rebuild, write
from practice_app.services.progress.rows import DayRow, PartRow, TrendPoint, TrendRow
from practice_app.services.progress.streaks import Rests, Streaks, is_rest
from practice_app.services.progress.suggesting import ALL
from practice_app.services.progress.sums import IN_RANGE
from practice_app.services.progress.today import Here, here, week_start
from practice_app.services.progress.trends import BY_DAY
from practice_app.services.progress.trends import of_days as trends_of_days
from practice_app.services.progress.trends import of_piece as trends_of_piece
from practice_app.services.progress.year import SumRow, YearRow, days_off
from practice_app.services.progress.year_weeks import WeekSum

__all__ = [
    "ALL",
    "BY_DAY",
    "COUNTED",
    "HELD",
    "IN_RANGE",
    "LEFT_OUT",
    "Around",
    "ConsistencyRow",
    "Dash",
    "DayRow",
    "GoalDraft",
    "GoalRow",
    "Here",
    "InstrumentName",
    "PartRow",
    "Rests",
    "StreakRow",
    "Streaks",
    "SumRow",
    "TotalsRow",
    "TrendPoint",
    "TrendRow",
    "WeekSum",
    "YearRow",
    "around",
    "calendar",
    "catch_up",
    "consistency",
    "dash",
    "dash_at",
    "days",
    "days_off",
    "delete_goal",
    "here",
    "is_rest",
    "own_goals",
    "put_goal",
    "ready",
    "rebuild",
    "streak",
    "streaks",
    "totals",
    "trends_of_days",
    "trends_of_piece",
    "week_start",
    "write",
]
