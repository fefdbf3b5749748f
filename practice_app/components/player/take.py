"""A take that somebody shows, heard in place."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _ShownTake(Island):
    library = published("late.jsx")
    tag = "ShownTake"
    recording: rx.Var[str]
    name: rx.Var[str]
    seconds: rx.Var[float]
    film: rx.Var[bool]


def take_heard(recording: Any, name: Any, seconds: Any, *, film: Any) -> rx.Component:
    """A button that becomes a small player."""
    return _ShownTake.create(recording=recording, name=name, seconds=seconds, film=film)
