"""Nothing lives at this address."""

import reflex as rx

from practice_app.components.shell.frame import visitor_frame
from practice_app.components.ui.button import link_button
from practice_app.components.ui.stave import stave
from practice_app.components.ui.surface import empty_state
from practice_app.i18n import _


def not_found() -> rx.Component:
    """A long rest, and the way home."""
    rest = [{"kind": "silence", "start_s": 0, "end_s": 60}]
    return visitor_frame(
        rx.el.div(
            stave(rest, 60, size="large"),
            empty_state(
                _("A long rest"),
                _("There is nothing at this address. It may have moved, or it isn't yours to see."),
                link_button(_("Go home"), href="/"),
            ),
            class_name="mx-auto w-full max-w-xl px-5 pt-24",
        )
    )
