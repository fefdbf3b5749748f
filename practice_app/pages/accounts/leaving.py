"""Where whoever is leaving is led, whatever they open: it says until when they can come back."""

import reflex as rx

from practice_app.components.accounts.leaving import way_back
from practice_app.components.shell.frame import visitor_frame
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _


def leaving() -> rx.Component:
    """The page."""
    column = rx.el.div(
        rx.el.h1(_("You are leaving"), class_name="mb-7 text-[min(var(--text-4xl),15vw)]"),
        way_back(),
        class_name="entrance-form",
    )
    return visitor_frame(sheet("shell/entrance.css"), column)
