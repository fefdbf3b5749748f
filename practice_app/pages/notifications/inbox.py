"""What somebody was told."""

from typing import Any

import reflex as rx

from practice_app.components.notifications.line import line
from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.notifications.inbox import InboxState

LINES: Any = InboxState.lines


def inbox() -> rx.Component:
    """The page."""
    all_read = rx.cond(
        InboxState.any_fresh,
        button(
            _("Mark all as read"),
            variant="quiet",
            size="small",
            icon="check",
            on_click=InboxState.read_all,
            data_testid="notifications-read-all",
        ),
        rx.fragment(),
    )
    return own_page(
        sheet("notifications/notifications.css"),
        page_header(_("Notifications"), all_read),
        seen_last(_skeleton(), InboxState, "loaded", "lines", ready=InboxState.loaded),
        rx.cond(InboxState.loaded, rx.fragment(_told(), _wanted()), rx.fragment()),
        active="/notifications",
    )


def _skeleton() -> rx.Component:
    row = rx.el.div(skeleton("size-6 rounded-full"), skeleton("h-5 w-64"), class_name="flex items-center gap-4 py-4")
    return rx.el.div(row, row, row, aria_busy="true")


def _told() -> rx.Component:
    more = rx.cond(
        InboxState.next_cursor != "",
        button(_("Show more"), variant="quiet", size="small", on_click=InboxState.more, class_name="mt-4"),
        rx.fragment(),
    )
    nothing = empty_state(
        _("Nothing new"),
        _("What others do for you, and what takes a while, is told here."),
    )
    rows = rx.el.ul(rx.foreach(LINES, lambda row: line(row, InboxState.open)), class_name="rows max-w-2xl")
    return rx.cond(LINES.length() > 0, rx.el.div(rows, more), nothing)


def _wanted() -> rx.Component:
    return rx.el.p(
        rx.el.a(
            icon("settings-2"),
            rx.el.span(_("What I am told of, and how")),
            href="/settings/notifications",
            class_name="inline-flex min-h-12 items-center gap-2 hover:underline",
            data_testid="notifications-wishes",
        ),
        class_name="mt-10",
    )
