"""What forms have in common: what a browser sends is text, and what can't be taken is said beside its field."""

from collections.abc import Collection
from typing import Any

from practice_app.errors import Invalid
from practice_app.locales import msg

BPM_FIELDS = ("target_bpm", "current_bpm")
BAR_FIELDS = ("bar_start", "bar_end")
_PLAIN = {
    **dict.fromkeys(BPM_FIELDS, msg("Give a tempo between 10 and 400.")),
    "title": msg("Give it a name of at most 200 characters."),
    "composer": msg("Use at most 200 characters."),
    "instrument": msg("Use at most 60 characters."),
    "works": msg("Give each piece a name of at most 200 characters and its minutes as a number."),
    "tags": msg("A tag is a word of at most 40 characters."),
    "mode": msg("Choose how you practised."),
    "focus": msg("Use at most 20 words of focus, 60 characters each."),
    "note": msg("This note is longer than Woodshed keeps."),
    "self_rating": msg("Choose one to five."),
    "display_name": msg("Write what we may call you, in at most 80 characters."),
    "minutes_per_week": msg("Give minutes as a whole number, at most a week full of them."),
    "instruments": msg("Choose at most 20 instruments."),
    "difficulty": msg("Choose one to ten."),
    "duration_s": msg("Give minutes, like 4 or 4:30."),
    "notes": msg("This note is longer than Woodshed keeps."),
    "bar": msg("Choose a bar within the section, after its first."),
    "bar_start": msg("Give a bar's number."),
}


def explained(problem: Invalid, shown: Collection[str] | None = None) -> dict[str, str]:
    """Say per field, in words for people, what can't be taken.

    ``shown`` are the fields beside which a form has room for that; the first of what belongs to none is told of the
    whole ``form``. Without ``shown`` the form sorts it out itself.
    """
    errors = [(error.field.split(".")[0], error.detail) for error in reversed(problem.errors)]
    told = {name: _PLAIN.get(name, detail) for name, detail in errors}
    if shown is None:
        return told
    lost = [detail for name, detail in reversed(told.items()) if name not in shown]
    return {name: told[name] for name in told if name in shown} | ({"form": lost[0]} if lost else {})


def filled(form: dict[str, Any], *names: str) -> dict[str, Any]:
    """Take these fields of a form; an empty one means none."""
    return {name: (str(form.get(name) or "").strip() or None) for name in names}
