"""Days without lessons: said, taken back, and what is planned on them cancelled or kept; and when one is reminded."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button, icon_button
from practice_app.components.ui.field import text_field
from practice_app.components.ui.overlay import dialog
from practice_app.i18n import _, _n, day_var
from practice_app.pages.lessons.forms import before, select_field
from practice_app.pages.shared.forms import form_error, wrong
from practice_app.state.lessons import FreeDaysState, LessonsState

PROBLEMS: Any = FreeDaysState.problems
FREE: Any = LessonsState.free
DAY = {"day": "numeric", "month": "short", "timeZone": "UTC"}


def free_days_dialog() -> rx.Component:
    """The list of them, and the form of further ones."""
    none = rx.el.p(_("You give lessons every day so far."), class_name="quiet")
    listed = rx.el.ul(rx.foreach(FREE, _row), class_name="lessons-free", data_testid="free-days")
    inside = rx.el.div(
        rx.el.p(
            _(
                "Lessons that come again leave these days out."
                " What is planned on them already stays until you cancel it."
            ),
            class_name="quiet text-sm",
        ),
        rx.cond(FREE.length() > 0, listed, none),
        _form(),
        class_name="grid gap-4",
    )
    return dialog(
        _("Days without lessons"),
        rx.cond(FreeDaysState.days_open, inside, rx.fragment()),
        is_open=FreeDaysState.days_open,
        on_close=FreeDaysState.show_days(False),
        actions=[],
    )


def _row(row: Any) -> rx.Component:
    first, last = (day_var(at + "T12:00:00Z", **DAY) for at in (row.first_day, row.last_day))
    planned = rx.el.div(
        rx.el.span(_n("{n} lesson is planned then", "{n} lessons are planned then", row.lessons), class_name="text-sm"),
        button(
            _("Cancel them"),
            variant="secondary",
            size="small",
            on_click=FreeDaysState.call_off(row.id),
            data_testid="free-days-cancel",
        ),
        class_name="lessons-free-planned",
    )
    return rx.el.li(
        rx.el.div(
            rx.el.span(first, rx.cond(row.last_day != row.first_day, rx.fragment(" – ", last), rx.fragment())),
            rx.cond(row.title != "", rx.el.span(row.title, class_name="quiet break-words"), rx.fragment()),
            icon_button(
                "trash-2",
                _("Give lessons on these days again"),
                on_click=FreeDaysState.drop_days(row.id),
                data_testid="free-days-remove",
            ),
            class_name="lessons-free-row",
        ),
        rx.cond(row.lessons > 0, planned, rx.fragment()),
        key=row.id,
    )


def _form() -> rx.Component:
    return rx.el.form(
        form_error(PROBLEMS),
        rx.el.div(
            text_field(_("First day"), "first_day", type="date", error=wrong(PROBLEMS, "first_day")),
            text_field(_("Last day (may stay empty)"), "last_day", type="date", error=wrong(PROBLEMS, "last_day")),
            class_name="grid grid-cols-1 gap-4 sm:grid-cols-2",
        ),
        text_field(_("What they are called (may stay empty)"), "title", max_length=80, auto_complete="off"),
        rx.el.div(button(_("Give no lessons then"), type="submit", variant="secondary", data_testid="free-days-add")),
        on_submit=FreeDaysState.add_days,
        reset_on_submit=True,
        no_validate=True,
        class_name="grid gap-4",
    )


def own_reminders() -> rx.Component:
    """When one is reminded of lessons that do not say so themselves; folded, like the address of the calendar."""
    return rx.el.details(
        rx.el.summary(_("Reminders"), class_name="row-title"),
        rx.el.div(
            select_field(
                _("Before each lesson I am reminded"),
                "before",
                [("", _("never")), *before()],
                value=FreeDaysState.before,
                on_change=FreeDaysState.remind,
            ),
            rx.el.p(
                _("Unless a lesson says otherwise. Of what is cancelled nobody is reminded."),
                class_name="quiet text-sm",
            ),
            class_name="grid max-w-xl gap-2 pt-2",
        ),
        class_name="lessons-calendar",
        data_testid="lessons-reminders",
    )
