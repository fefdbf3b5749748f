"""What teachers drew on films, over the picture of the page's player."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _SaidDrawings(Island):
    library = published("late.jsx")
    tag = "SaidDrawings"
    drawn: rx.Var[Any]


def said_drawings(drawn: Any) -> rx.Component:
    """Show each of ``drawn`` while the session's player stands at its moment, give or take half a second.

    Each is ``{id, recording, at}``: a comment's id, what it is about, its second there. The strokes themselves are
    asked for then. It stands anywhere on the page.
    """
    return _SaidDrawings.create(drawn=drawn)
