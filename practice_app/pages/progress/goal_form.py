"""The form of a goal, and the goals that need not be thought out."""

from typing import Any

import reflex as rx

from practice_app.components.progress.goals import goal_name
from practice_app.components.ui.button import button
from practice_app.components.ui.field import text_field
from practice_app.i18n import _, date_var, number_var
from practice_app.pages.shared.forms import form_dialog, form_error, wrong
from practice_app.state.progress import CalendarState

GOAL: Any = CalendarState.goal
ERRORS: Any = CalendarState.errors
MINUTES = {"type": "number", "min": 1, "max": 10_080, "input_mode": "numeric"}


def suggested() -> rx.Component:
    """What one reaches in most weeks anyway, offered once there is something to say; nothing asks again."""
    return rx.el.div(
        rx.foreach(CalendarState.suggestions, _suggestion),
        class_name="calendar-suggestions",
        data_testid="goal-suggested",
    )


def _suggestion(one: Any) -> rx.Component:
    minutes = number_var(one.minutes)
    words = rx.cond(
        one.instrument == "all",
        _("In most weeks you practise {minutes} minutes or more.", minutes=minutes),
        _(
            "{instrument}: in most weeks {minutes} minutes or more.",
            instrument=goal_name(one.instrument),
            minutes=minutes,
        ),
    )
    take = button(
        _("Make it a goal"), variant="quiet", size="small", icon="target", on_click=CalendarState.edit(one.instrument)
    )
    return rx.el.div(rx.el.span(words, class_name="grow"), take, class_name="calendar-suggestion")


def goal_form() -> rx.Component:
    """A goal, changed or new."""
    is_new = CalendarState.form == "new"
    delete = button(
        _("Take the goal away"),
        variant="quiet",
        icon="trash-2",
        on_click=CalendarState.delete(GOAL.instrument),
        data_testid="goal-delete",
    )
    return form_dialog(
        "goal-form",
        rx.cond(is_new, _("A goal for the week"), goal_name(GOAL.instrument)),
        form_error(ERRORS),
        rx.cond(is_new, _for_what(), rx.fragment()),
        text_field(
            _("Minutes a week"),
            "minutes_per_week",
            default_value=rx.cond(GOAL.minutes > 0, GOAL.minutes.to_string(), ""),
            error=wrong(ERRORS, "minutes_per_week"),
            **MINUTES,
        ),
        _rest_days(),
        is_open=CalendarState.form != "",
        on_close=CalendarState.close,
        on_submit=CalendarState.save,
        submit=_("Keep the goal"),
        more=rx.cond(is_new, rx.fragment(), delete),
    )


def _for_what() -> rx.Component:
    """One of one's instruments, or everything together."""
    options = rx.foreach(CalendarState.instruments, lambda name: rx.el.option(goal_name(name), value=name))
    return rx.el.div(
        rx.el.label(_("For"), html_for="instrument", class_name="field-label"),
        rx.el.select(
            options,
            rx.el.option(_("Everything"), value="all"),
            id="instrument",
            name="instrument",
            default_value=GOAL.instrument,
            class_name="field-control",
        ),
        class_name="field",
    )


def _rest_days() -> rx.Component:
    """Weekdays as rows of buttons; what is pressed is a day off."""
    return rx.el.fieldset(
        rx.el.legend(_("Rest days"), class_name="field-label"),
        rx.el.div(*(_weekday(day) for day in range(7)), class_name="goal-days"),
        rx.el.p(
            _("On these days nothing is expected: without practice the row of days waits."), class_name="field-hint"
        ),
        rx.cond(
            wrong(ERRORS, "rest_days"),
            rx.el.p(wrong(ERRORS, "rest_days"), role="alert", class_name="field-error"),
            rx.fragment(),
        ),
        class_name="field",
    )


def _weekday(day: int) -> rx.Component:
    name = date_var(f"2024-01-0{day + 1}T00:00:00Z", weekday="short", timeZone="UTC")
    return rx.el.label(
        rx.el.input(type="checkbox", name=f"rest_{day}", default_checked=GOAL.rest_days.contains(day)),
        name,
        class_name="goal-day",
    )
