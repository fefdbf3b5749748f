"""The advice that somebody was given, as it leaves."""

from practice_app.services.shared.portable import held

HELD = (held("advice.json", "advice"),)
