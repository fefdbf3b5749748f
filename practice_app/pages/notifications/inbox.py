"""What somebody was told, and of what they want to be told."""

from typing import Any

import reflex as rx

from practice_app.components.notifications.line import line
from practice_app.components.ui.button import button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, text_var
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.notifications.inbox import InboxState

LINES: Any = InboxState.lines
WISHES: Any = InboxState.wishes


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
        seen_last(_skeleton(), InboxState, "loaded", "lines", "wishes", ready=InboxState.loaded),
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
    return rx.el.section(
        rx.el.h2(_("Tell me of"), class_name="mb-2 text-xl"),
        rx.el.div(rx.foreach(WISHES, _wish), class_name="rows max-w-xl"),
        class_name="mt-12",
    )


def _wish(wish: Any) -> rx.Component:
    return rx.el.label(
        rx.el.span(text_var(wish.name, {}), class_name="min-w-0 grow"),
        rx.el.input(
            type="checkbox",
            role="switch",
            checked=wish.wanted,
            on_change=lambda wanted: InboxState.wish(wish.kind, wanted),
            class_name="toggle",
            data_testid="notifications-wish",
        ),
        key=wish.kind,
        class_name="flex min-h-14 cursor-pointer items-center gap-4 py-2",
    )
