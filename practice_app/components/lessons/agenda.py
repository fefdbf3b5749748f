"""Lessons as a list: a day after another, each lesson a button that opens it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.icon import icon
from practice_app.i18n import _, date_var, day_var

HOUR = {"hour": "numeric", "minute": "2-digit", "timeZone": "UTC"}
DAY = {"weekday": "long", "day": "numeric", "month": "long", "timeZone": "UTC"}


def clock(wall: Any) -> Any:
    """An hour that clocks say, as the reader writes it."""
    return date_var(wall + "Z", **HOUR)


def agenda(rows: Any, today: Any, on_open: Any) -> rx.Component:
    """The lessons of some days."""
    return rx.el.ol(
        rx.foreach(rows, lambda row: _lesson(row, today, on_open)), class_name="lessons-list", data_testid="lessons"
    )


def _lesson(row: Any, today: Any, on_open: Any) -> rx.Component:
    day = rx.el.h2(
        day_var(row.day + "T12:00:00Z", **DAY),
        rx.cond(row.day == today, rx.el.span(_("today"), class_name="pill ms-2"), rx.fragment()),
        class_name="lessons-day",
    )
    return rx.el.li(
        rx.cond(row.heads, day, rx.fragment()),
        rx.el.button(
            rx.el.span(clock(row.begins), "–", clock(row.ends), class_name="figures lessons-hours"),
            rx.el.span(rx.el.span(row.name, class_name="row-title"), _below(row), class_name="grid min-w-0"),
            status(row),
            type="button",
            on_click=on_open(row.key),
            class_name=rx.cond(row.status == "cancelled", "row lessons-row lessons-off", "row lessons-row"),
            data_testid="lesson-item",
            custom_attrs={"data-status": row.status, "data-at": row.begins},
        ),
        key=row.key,
    )


def _below(row: Any) -> rx.Component:
    """Where it is, and why it is not."""
    place = rx.cond(row.place != "", rx.el.span(row.place, class_name="quiet text-sm break-words"), rx.fragment())
    reason = rx.cond(row.reason != "", rx.el.span(row.reason, class_name="quiet text-sm break-words"), rx.fragment())
    return rx.fragment(place, reason)


def status(row: Any) -> rx.Component:
    """A word about what became of it; none while it is planned."""
    made_up = rx.cond(row.made_up, rx.el.span(_("made up for"), class_name="pill"), rx.fragment())
    return rx.el.span(
        rx.match(
            row.status,
            ("held", rx.el.span(icon("check"), _("held"), class_name="pill")),
            ("missed", rx.el.span(_("missed"), class_name="pill")),
            ("cancelled", rx.el.span(_("cancelled"), class_name="pill")),
            rx.cond(
                row.makes_up != "",
                rx.el.span(_("make-up"), class_name="pill"),
                rx.cond(row.series, icon("refresh-cw", _("comes again")), rx.fragment()),
            ),
        ),
        made_up,
        class_name="lessons-status",
    )


def when(row: Any) -> rx.Component:
    """Day and hour of a lesson, also by the other's clocks where those say something else."""
    there = _(
        "For {name}: {time} ({zone})",
        name=row.name,
        time=date_var(row.starts_at, weekday="short", hour="numeric", minute="2-digit", timeZone=row.elsewhere),
        zone=row.elsewhere,
    )
    return rx.el.div(
        rx.el.p(
            day_var(row.day + "T12:00:00Z", **DAY),
            ", ",
            rx.el.span(clock(row.begins), "–", clock(row.ends), class_name="figures"),
            class_name="lessons-when",
        ),
        rx.cond(row.elsewhere != "", rx.el.p(there, class_name="quiet text-sm"), rx.fragment()),
    )


def clash_list(clashes: Any, on_leave_out: Any, several: Any) -> rx.Component:
    """Which lessons can't be then, and the way on without them."""

    def line(one: Any) -> rx.Component:
        at = date_var(one.at, weekday="short", day="numeric", month="short", hour="numeric", minute="2-digit")
        who = rx.cond(one.who == "teacher", _("the teacher has another lesson"), _("the student has another lesson"))
        return rx.el.li(rx.cond(one.at != "", rx.fragment(at, ": ", who), _("One of you has another lesson then.")))

    leave = button(
        _("Plan the others"), variant="secondary", size="small", on_click=on_leave_out, data_testid="lesson-leave-out"
    )
    shown = rx.el.div(
        rx.el.p(_("The time is taken:"), class_name="font-medium"),
        rx.el.ul(rx.foreach(clashes, line), class_name="lessons-clashes"),
        rx.cond(several, leave, rx.fragment()),
        role="alert",
        class_name="notice-box",
        data_testid="lesson-clash",
    )
    return rx.cond(clashes.length() > 0, shown, rx.fragment())
