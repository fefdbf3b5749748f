"""The way back to what a visitor has practised on this device, drawn by here.jsx."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _HereBefore(Island):
    library = published("here.jsx")
    tag = "HereBefore"


def here_before() -> rx.Component:
    """A link to what lies on this device; nothing for who has not practised here."""
    return _HereBefore.create()
