"""Weekly goals as bars: what counts is filled, what the clock says is an outline behind it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, duration_var, word_var


def goal_name(instrument: Any) -> Any:
    """What a goal is for, in words."""
    return rx.cond(instrument == "all", _("Everything"), word_var(instrument))


def goal_bar(goal: Any, *beside: rx.Component) -> rx.Component:
    """A goal with how far it is this week: ``instrument, minutes, seconds, clock_s``, and ``counted, clock`` in %."""
    told = _("{spent} of {planned}", spent=duration_var(goal.seconds), planned=duration_var(goal.minutes * 60))
    bar = rx.el.svg(
        rx.el.rect(class_name="goal-clock", width=goal.clock, height=8),
        rx.el.rect(class_name="goal-counted", width=goal.counted, height=8),
        class_name="goal-bar",
        view_box="0 0 100 8",
        custom_attrs={"preserveAspectRatio": "none"},
        aria_hidden="true",
    )
    by_clock = _("{time} by the clock", time=duration_var(goal.clock_s))
    words = rx.el.div(
        rx.el.span(goal_name(goal.instrument), class_name="goal-name"),
        rx.el.span(told, class_name="goal-told"),
        rx.cond(goal.clock_s > goal.seconds + 30, rx.el.span(by_clock, class_name="quiet text-xs"), rx.fragment()),
        class_name="goal-words",
    )
    deeds = [rx.el.div(*beside, class_name="goal-beside")] if beside else []
    return rx.el.div(words, bar, *deeds, class_name="goal", data_testid="goal")


def goals_sheet() -> rx.Component:
    """How they look."""
    return sheet("progress/goals.css")
