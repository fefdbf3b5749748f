"""Lessons: a week or a month of them, planned, moved and called off; the address by which other calendars read them."""

from typing import Any

import reflex as rx

from practice_app.components.lessons.agenda import agenda
from practice_app.components.lessons.views import views
from practice_app.components.ui.button import button, icon_button, link_button
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import empty_state, page_header, skeleton
from practice_app.i18n import _, date_var, day_var
from practice_app.pages.lessons.calendar import calendar_address
from practice_app.pages.lessons.forms import move_form, new_form, scope_dialog
from practice_app.pages.lessons.free_days import free_days_dialog, own_reminders
from practice_app.pages.lessons.leaf import lesson_leaf
from practice_app.pages.shared.frame import own_page
from practice_app.state.lessons import DraggedState, FreeDaysState, LessonsState

ROWS: Any = LessonsState.rows
STUDENTS: Any = LessonsState.students


def lessons() -> rx.Component:
    """The page."""
    back = rx.el.a(_("You"), href="/profile", class_name="link-plain")
    free = button(
        _("Days without lessons"),
        variant="quiet",
        size="small",
        on_click=FreeDaysState.show_days(True),
        data_testid="free-days-open",
    )
    new = button(_("New lesson"), icon="plus", variant="primary", on_click=LessonsState.add, data_testid="lesson-new")
    return own_page(
        sheet("lessons/lessons.css"),
        sheet("sharing/share.css"),
        page_header(_("Lessons"), rx.cond(STUDENTS.length() > 0, rx.fragment(free, new), rx.fragment()), eyebrow=back),
        rx.cond(LessonsState.loaded, _loaded(), _skeleton()),
        new_form(),
        move_form(),
        lesson_leaf(),
        scope_dialog(),
        free_days_dialog(),
        active="/lessons",
        undoable=DraggedState.undo_number,
        on_undo=DraggedState.take_back,
    )


def _loaded() -> rx.Component:
    return rx.cond(LessonsState.known, rx.fragment(_bar(), _days(), own_reminders(), calendar_address()), _nobody())


def _bar() -> rx.Component:
    """Which days are shown, and the way to others."""
    week = LessonsState.view == "week"
    first = day_var(LessonsState.first + "T12:00:00Z", day="numeric", month="long", timeZone="UTC")
    last = day_var(LessonsState.last + "T12:00:00Z", day="numeric", month="long", timeZone="UTC")
    month = date_var(_inside(), month="long", year="numeric", timeZone="UTC")
    return rx.el.div(
        rx.el.div(
            icon_button("chevron-left", _("Earlier"), on_click=LessonsState.turn(-1), data_testid="lessons-earlier"),
            icon_button("chevron-right", _("Later"), on_click=LessonsState.turn(1), data_testid="lessons-later"),
            class_name="flex",
        ),
        rx.el.p(
            rx.cond(week, rx.fragment(first, " – ", last), month), class_name="grow font-medium", aria_live="polite"
        ),
        button(_("Today"), variant="quiet", size="small", on_click=LessonsState.turn(0)),
        rx.el.div(
            _segment(_("Week"), "week"),
            _segment(_("Month"), "month"),
            class_name="segmented",
            role="group",
            aria_label=_("What is shown"),
        ),
        rx.el.div(id="lessons-as", class_name="flex"),
        class_name="lessons-bar",
    )


def _inside() -> Any:
    """A day within the month that is shown, of which the first days may be the month's before."""
    first: Any = LessonsState.first
    ten_days_on = f"(Date.parse({first!s} + 'T12:00:00Z') + 864000000)"
    return rx.Var(ten_days_on, _var_data=first._get_all_var_data()).to(int)


def _segment(name: Any, view: str) -> rx.Component:
    return rx.el.button(
        name,
        type="button",
        on_click=LessonsState.show(view),
        aria_pressed=rx.cond(LessonsState.view == view, "true", "false"),
        class_name="segment",
    )


def _days() -> rx.Component:
    none = rx.el.div(
        rx.el.p(rx.cond(LessonsState.view == "week", _("No lessons in this week."), _("No lessons in this month."))),
        rx.cond(
            LessonsState.next_at != "",
            rx.el.p(
                _(
                    "The next one: {day}",
                    day=date_var(
                        LessonsState.next_at,
                        weekday="long",
                        day="numeric",
                        month="long",
                        hour="numeric",
                        minute="2-digit",
                        timeZone=LessonsState.timezone,
                    ),
                ),
                class_name="quiet",
            ),
            rx.fragment(),
        ),
        class_name="max-w-xl py-6",
    )
    shown = rx.cond(ROWS.length() > 0, agenda(ROWS, LessonsState.today, LessonsState.open), none)
    return views(
        shown,
        rows=ROWS,
        first=LessonsState.first,
        view=LessonsState.view,
        today=LessonsState.today,
        zone=LessonsState.timezone,
        free=LessonsState.free,
        makes=STUDENTS.length() > 0,
        answered=DraggedState.answered,
        on_open=LessonsState.open,
        on_move=DraggedState.drop,
        on_make=DraggedState.draw,
    )


def _nobody() -> rx.Component:
    return empty_state(
        _("No lessons yet"),
        _("Lessons of a teacher and a student are planned here, once the two are connected."),
        rx.cond(
            LessonsState.teaches,
            link_button(_("Invite a student"), href="/students"),
            link_button(_("Connect with a teacher"), href="/teachers"),
        ),
    )


def _skeleton() -> rx.Component:
    return rx.el.div(*[skeleton("h-14 w-full")] * 5, class_name="grid max-w-xl gap-3", aria_busy="true")
