"""What progress keeps of a person and does not hand out, being made of what is handed out."""

from typing import Final

LEFT_OUT: Final[dict[str, str]] = dict.fromkeys(
    ("practice_metrics", "practice_days", "practice_day_items", "rolled_up"),
    "made of `sessions.json` and `analyses.json`, and again wherever these come in",
)
