"""A year of practice or a month of it: its days and sums, what is meant for a week, what keeps days in a row."""

from typing import Any

import reflex as rx

from practice_app.components.journal.entries import session_list
from practice_app.components.progress.calendars import calendars
from practice_app.components.progress.goals import goal_bar, goals_sheet
from practice_app.components.ui.button import button, icon_button
from practice_app.components.ui.icon import icon
from practice_app.components.ui.sheet import sheet
from practice_app.components.ui.surface import skeleton
from practice_app.i18n import _, _n, duration_var, length_var, number_var
from practice_app.pages.progress.goal_form import goal_form, suggested
from practice_app.pages.shared.frame import own_page, seen_last
from practice_app.state.progress import CalendarState

KEPT = (
    *("loaded", "today", "week_start", "year", "earliest", "latest", "marks", "minutes", "clock_minutes"),
    *("heard_minutes", "corrected", "doubts", "weeks", "months", "whole"),
    *("streak", "longest", "freezes", "most_freezes", "until_freeze", "practised_days", "known_days", "goals"),
)


def calendar_page() -> rx.Component:
    """The page."""
    return own_page(
        sheet("journal/journal.css"),
        sheet("progress/calendar_page.css"),
        goals_sheet(),
        seen_last(_skeleton(), CalendarState, *KEPT, ready=CalendarState.loaded),
        rx.cond(CalendarState.loaded, _calendar(), rx.fragment()),
        goal_form(),
        active="/",
    )


def _calendar() -> rx.Component:
    shown = calendars(
        _of_the_day(),
        year=CalendarState.year,
        earliest=CalendarState.earliest,
        latest=CalendarState.latest,
        marks=CalendarState.marks,
        minutes=CalendarState.minutes,
        clock_minutes=CalendarState.clock_minutes,
        heard_minutes=CalendarState.heard_minutes,
        corrected=CalendarState.corrected,
        doubts=CalendarState.doubts,
        weeks=CalendarState.weeks,
        sums=CalendarState.months,
        whole=CalendarState.whole,
        today=CalendarState.today,
        first_day=CalendarState.week_start,
        quiet=CalendarState.quiet,
        chosen=CalendarState.chosen,
        on_choose=CalendarState.choose,
    )
    beside = rx.el.div(_goals(), _row_of_days(), class_name="calendar-beside")
    return rx.el.div(shown, beside, class_name="calendar-page")


def _of_the_day() -> rx.Component:
    """What stands below a chosen day: its sessions, and what its week and month add up to."""
    week: Any = CalendarState.week
    month: Any = CalendarState.month
    return rx.el.div(
        session_list(
            CalendarState.entries,
            today=CalendarState.today,
            loaded=True,
            more=False,
            chosen=CalendarState.chosen,
            whose=CalendarState.user_id,
        ),
        rx.el.dl(_sum(_("its week"), week), _sum(_("its month"), month), class_name="year-sums"),
        class_name="grid gap-3",
    )


def _sum(label: Any, of: Any) -> rx.Component:
    clock = _("{time} by the clock", time=duration_var(of.clock_s))
    return rx.el.div(
        rx.el.dt(label, class_name="eyebrow"),
        rx.el.dd(
            length_var(of.seconds, of.low_s, of.high_s),
            " · ",
            rx.el.span(clock, class_name="quiet text-sm"),
            class_name="figures",
        ),
    )


def _goals() -> rx.Component:
    goals: Any = CalendarState.goals
    return rx.el.section(
        rx.el.div(
            rx.el.h2(_("This week")),
            button(
                _("Add a goal"),
                variant="quiet",
                size="small",
                icon="plus",
                on_click=CalendarState.add,
                data_testid="goal-add",
            ),
            class_name="calendar-beside-head",
        ),
        rx.cond(
            goals.length() > 0,
            rx.el.div(rx.foreach(goals, _goal), class_name="goals"),
            rx.el.p(_("No goal is set. You don’t need one: your time counts all the same."), class_name="quiet"),
        ),
        suggested(),
        id="goals",
    )


def _goal(goal: Any) -> rx.Component:
    edit = icon_button("pencil", _("Change the goal"), on_click=CalendarState.edit(goal.instrument))
    return goal_bar(goal, edit)


def _row_of_days() -> rx.Component:
    """The streak with what keeps it, told before it is needed; consistency beside it."""
    kept = _(
        "{n} of {most} freezes kept",
        n=number_var(CalendarState.freezes),
        most=number_var(CalendarState.most_freezes),
    )
    next_one = _n(
        "{n} more day of practice earns a freeze.",
        "{n} more days of practice earn a freeze.",
        CalendarState.until_freeze,
    )
    often = _(
        "{practised} of the last {days} days", practised=CalendarState.practised_days, days=CalendarState.known_days
    )
    in_a_row = _n("{n} day in a row", "{n} days in a row", CalendarState.streak)
    row = rx.el.section(
        rx.el.div(rx.el.h2(_("Days in a row")), class_name="calendar-beside-head"),
        rx.el.ul(
            rx.cond(
                CalendarState.streak > 1,
                rx.el.li(rx.el.span(icon("flame"), in_a_row, class_name="streak")),
                rx.fragment(),
            ),
            rx.el.li(often),
            rx.el.li(icon("snowflake", class_name="me-1.5"), kept),
            class_name="calendar-row-of-days",
            data_testid="calendar-streak",
        ),
        rx.el.p(
            _(
                "A day that you miss takes a freeze by itself, so the row goes on. A rest day of your goal takes none."
                " Both are marked in the year."
            ),
            rx.cond(CalendarState.until_freeze > 0, rx.fragment(" ", next_one), rx.fragment()),
            class_name="quiet mt-2 text-sm",
        ),
    )
    return rx.cond(CalendarState.quiet, rx.el.section(rx.el.p(often)), row)


def _skeleton() -> rx.Component:
    month = rx.el.div(skeleton("h-5 w-20"), skeleton("h-32 w-full"), class_name="grid gap-2")
    return rx.el.div(
        rx.el.div(skeleton("h-9 w-28"), skeleton("h-8 w-64"), class_name="mb-6 grid gap-4"),
        rx.el.div(*[month] * 12, class_name="calendar-bones"),
        aria_busy="true",
    )
