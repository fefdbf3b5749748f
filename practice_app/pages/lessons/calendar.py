"""The address by which another calendar reads one's lessons."""

import reflex as rx

from practice_app.components.sharing.share import copy_tools
from practice_app.components.ui.button import button
from practice_app.i18n import _
from practice_app.state.lessons import LessonsState


def calendar_address() -> rx.Component:
    """Made, copied, made anew and taken back; folded, for it is wanted once."""
    return rx.el.details(
        rx.el.summary(_("In your own calendar"), class_name="row-title"),
        rx.el.div(
            rx.el.p(
                _(
                    "Google, Apple and Outlook can subscribe to your lessons by an address of your own. Whoever has it"
                    " sees when they are, so keep it to yourself; no student is named. Most calendars look a few times"
                    " a day."
                ),
                class_name="quiet text-sm",
            ),
            rx.cond(LessonsState.calendar != "", _there(), _none()),
            class_name="share pt-2",
        ),
        class_name="lessons-calendar",
        data_testid="lessons-calendar",
    )


def _none() -> rx.Component:
    return rx.el.div(
        button(
            _("Make an address"),
            variant="secondary",
            on_click=LessonsState.make_calendar,
            data_testid="calendar-create",
        )
    )


def _there() -> rx.Component:
    url = LessonsState.calendar
    return rx.el.div(
        rx.el.p(url, class_name="share-url", data_testid="calendar-url"),
        rx.el.div(
            copy_tools(url, "Woodshed"),
            button(_("New address"), variant="quiet", size="small", on_click=LessonsState.make_calendar),
            button(
                _("End it"),
                variant="quiet",
                size="small",
                on_click=LessonsState.end_calendar,
                data_testid="calendar-revoke",
            ),
            class_name="share-tools",
        ),
        class_name="grid gap-2",
    )
