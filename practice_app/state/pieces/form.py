"""What the form for a piece tells, read."""

from typing import Any

from practice_app.state.shared.forms import filled

FIELDS = (
    "title", "composer", "target_bpm", "status", "instrument", "difficulty", "minutes", "notes", "work_id", "bpm_ratio",
)  # fmt: skip
PLACES = (*FIELDS, "duration_s", "beat")
"""Beside which the form has room for what is wrong with them."""


def told(form: dict[str, Any]) -> dict[str, Any]:
    """Read a form for a piece: a length is told in minutes, and what the form does not have is not told."""
    values = filled(form, *(name for name in FIELDS if name in form))
    if "minutes" in values:
        values["duration_s"] = _seconds(values.pop("minutes"))
    if "bpm_ratio" in values:
        ratio = values.pop("bpm_ratio")
        values["beat"] = {"bpm_ratio": ratio} if ratio else None
    if values.get("status") is None:
        values.pop("status", None)
    return values


def _seconds(minutes: str | None) -> float | str | None:
    """Read minutes, also as ``4:30``; what is no number stays what it is, and is refused."""
    if minutes is None:
        return None
    whole, _, rest = minutes.replace(",", ".").partition(":")
    try:
        return round(float(whole) * 60 + (float(rest) if rest else 0), 3)
    except ValueError:
        return minutes
