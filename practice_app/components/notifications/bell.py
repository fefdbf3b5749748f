"""The bell of every page: how much is unread, and the way to it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, number_var

MOST = 99


def bell(unread: Any, *, active: bool) -> rx.Component:
    """One for a page: in the phone's upper edge, on the desktop beside the name (shell.css puts it there)."""
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
    return rx.el.a(
        icon("bell"),
        count,
        href="/notifications",
        aria_label=told,
        title=_("Notifications"),
        class_name="btn btn-quiet btn-square bell",
        data_testid="notifications-bell",
        **here,
    )
