"""The bell of every page: how much is unread, and the way to it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, number_var

MOST = 99


def bell(unread: Any, *, active: bool, wide: bool = False) -> rx.Component:
    """``wide``: a line of the sidebar, with its name."""
    told = rx.cond(
        unread > 0,
        _("Notifications, {n} unread", n=number_var(unread)),
        _("Notifications"),
    )
    count = rx.cond(
        unread > 0,
        rx.el.span(
            rx.cond(unread > MOST, "99+", number_var(unread)),
            class_name="bell-count",
            aria_hidden="true",
            data_testid="notifications-count",
        ),
        rx.fragment(),
    )
    here = {"aria_current": "page"} if active else {}
    shape = "side-link" if wide else "btn btn-quiet btn-square"
    return rx.el.a(
        icon("bell"),
        *([_("Notifications")] if wide else []),
        count,
        href="/notifications",
        aria_label=told,
        class_name=f"{shape} bell",
        data_testid="notifications-bell",
        **here,
    )
