"""What progress keeps of a person: what they mean to practise leaves with them, what was worked out of it does not."""

from typing import Final

from practice_app.services.shared.portable import held

HELD = (held("goals.json", "goals"), held("rest_days.json", "rest_days"))
LEFT_OUT: Final[dict[str, str]] = dict.fromkeys(
    (
        "practice_metrics",
        "practice_days",
        "practice_day_items",
        "practice_months",
        "practice_month_instruments",
        "practice_month_pieces",
        "rolled_up",
    ),
    "made of `sessions.json` and `analyses.json`, and again wherever these come in",
)
