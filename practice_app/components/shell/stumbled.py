"""What stands in place of a page that could not be drawn."""

import reflex as rx

from practice_app.components.ui.button import link_button
from practice_app.components.ui.surface import empty_state
from practice_app.i18n import _


def stumbled() -> rx.Component:
    """What to do now; what went wrong is told to the server, not to who practises."""
    again = link_button(_("Load again"), href="")
    home = link_button(_("Go home"), href="/", variant="quiet")
    return rx.el.main(
        empty_state(
            _("This page stumbled"),
            _("It could not be drawn. What this device keeps is still there, a running session too. Load it again."),
            rx.el.div(again, home, class_name="flex flex-wrap justify-center gap-2"),
        ),
        role="alert",
        class_name="mx-auto w-full max-w-xl px-5 pt-24",
    )
