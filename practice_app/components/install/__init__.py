"""The offer to put Woodshed on the home screen, at a moment when it makes sense."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.reflex_seams.published import published


class _Install(Island):
    library = published("install.jsx")
    tag = "InstallOffer"
    always: rx.Var[bool]


def install_offer(*, always: bool = False) -> rx.Component:
    """After the second session saved on this device; on a page about the device itself ``always``."""
    return _Install.create(always=always)
