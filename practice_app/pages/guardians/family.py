"""Who practises now, on a device that children share."""

import reflex as rx

from practice_app.components.guardians.family import family as tiles
from practice_app.components.shell.frame import visitor_frame


def family() -> rx.Component:
    """Tiles to tap on; nobody need be signed in."""
    return visitor_frame(rx.el.div(tiles(), class_name="family"))
