"""What was done with a piece: its tempo over a year against the target, its sessions and the recordings kept."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _, date_var, day_var, duration_var, number_var


def tempo(told: Any, target: Any) -> rx.Component:
    """The tempo day by day as a line, the target across it, and the same as a table; one day makes no line."""
    part = rx.el.section(
        rx.el.h2(_("Tempo"), class_name="piece-heading"),
        rx.cond(told.days.length() > 1, _line(told, target), rx.fragment()),
        rx.el.details(
            rx.el.summary(_("As a table"), class_name="quiet min-h-11 py-2.5 text-sm"),
            rx.el.table(
                rx.el.caption(_("Tempo in beats a minute, the latest days first"), class_name="sr-only"),
                rx.el.thead(
                    rx.el.tr(rx.el.th(_("Day"), scope="col"), rx.el.th(_("Beats a minute"), scope="col")),
                ),
                rx.el.tbody(rx.foreach(told.days, _day)),
                class_name="tempo-table",
            ),
        ),
        class_name="grid gap-2",
        data_testid="piece-tempo",
    )
    return rx.cond(told.days.length() > 0, part, rx.fragment())


def _line(told: Any, target: Any) -> rx.Component:
    aim = rx.el.path(d=f"M0,{told.height}H100", class_name="tempo-target")
    drawn = rx.el.svg(
        rx.el.path(d=told.line, class_name="tempo-line"),
        rx.el.path(d=told.dots, class_name="tempo-dots"),
        rx.cond(told.height >= 0, aim, rx.fragment()),
        view_box="0 0 100 28",
        class_name="tempo-picture",
        custom_attrs={"preserveAspectRatio": "none"},
        aria_hidden="true",
    )
    newest = told.days[0].bpm
    said = rx.cond(
        target > 0,
        _("{now} bpm now, {target} is the target (the dashed line)", now=number_var(newest), target=number_var(target)),
        _("{now} bpm now", now=number_var(newest)),
    )
    return rx.el.figure(drawn, rx.el.figcaption(said, class_name="quiet text-sm"), class_name="grid gap-2")


def _day(row: Any) -> rx.Component:
    return rx.el.tr(
        rx.el.td(day_var(row.day, day="numeric", month="long")), rx.el.td(number_var(row.bpm), class_name="figures")
    )


def visits(label: Any, rows: Any, name: str) -> rx.Component:
    """Sessions, each leading to its page, where what was kept can be listened to."""
    part = rx.el.section(
        rx.el.h2(label, class_name="piece-heading"),
        rx.el.ul(rx.foreach(rows, lambda row: _visit(row, name)), class_name="rows"),
        class_name="grid gap-1",
    )
    return rx.cond(rows.length() > 0, part, rx.fragment())


def _visit(row: Any, name: str) -> rx.Component:
    day = date_var(row.at, day="numeric", month="long", year="numeric", timeZone=row.timezone)
    return rx.el.li(
        rx.el.a(
            rx.el.span(day, class_name="min-w-0"),
            rx.el.span(
                _("{played} played", played=duration_var(row.seconds)),
                " · ",
                _("{time} by the clock", time=duration_var(row.clock_s)),
                class_name="quiet text-sm",
            ),
            icon(name, class_name="piece-chevron"),
            href=f"/sessions/{row.id}",
            class_name="piece-visit",
            data_testid="piece-visit",
        )
    )
