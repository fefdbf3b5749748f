"""One line of the journal: how much is due, and the way to a plan."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import link_button
from practice_app.i18n import _, _n

_QUIETLY: Any = {"variant": "secondary", "size": "small"}


def next_line(due: Any) -> rx.Component:
    """How many passages are due, if any, and *Plan my 30 minutes*."""
    many = rx.el.span(_n("{n} passage is due", "{n} passages are due", due), data_testid="next-due")
    return rx.el.p(
        link_button(_("Plan my 30 minutes"), href="/plan", icon="timer", data_testid="next-plan", **_QUIETLY),
        rx.cond(due > 0, many, rx.fragment()),
        class_name="journal-next quiet text-sm",
    )
