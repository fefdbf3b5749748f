"""What a teacher drew on a film, over the picture of the page's player."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _DrawingLayer(Island):
    library = published("layer.jsx")
    tag = "DrawingLayer"
    drawing: rx.Var[Any]
    recording: rx.Var[str]
    at: rx.Var[float]
    handle: rx.Var[str]


def drawing_layer(drawing: Any, recording: Any, at_s: Any, *, handle: str = "session-player") -> rx.Component:
    """Show a comment's ``drawing`` (or ``None``) while the player stands at that moment, give or take half a second.

    It stands anywhere on the page. ``recording``: the id of what was commented on; ``at_s``: the comment's own
    second; ``handle``: the player's ``data-testid``. Who chooses a comment moves the player there.
    """
    return _DrawingLayer.create(drawing=drawing, recording=recording, at=at_s, handle=handle)
