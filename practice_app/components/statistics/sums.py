"""What the time went into: each thing a bar, what counts filled, the clock an outline about it."""

from typing import Any

import reflex as rx

from practice_app.components.statistics.tools import chart_tools
from practice_app.i18n import _, duration_var, text_var, word_var
from practice_app.locales import msg

MODES = {"normal": msg("Normal"), "slow": msg("Slow"), "performance": msg("Performance")}


def sums(title: Any, kind: str, rows: Any) -> rx.Component:
    """A list of bars under a title; nothing there, and the whole of it is not there."""
    told = rx.el.section(
        rx.el.h3(title),
        rx.el.ul(rx.foreach(rows, lambda row: _bar(row, _name(kind, row))), class_name="stats-bars"),
        chart_tools(
            [title, _("seconds"), _("seconds by the clock"), _("sessions")],
            _cells(rows),
            name=f"woodshed-{kind}",
        ),
        class_name="stats-sums",
        data_testid=f"stats-by-{kind}",
    )
    return rx.cond(rows.length() > 0, told, rx.fragment())


def _cells(rows: Any) -> rx.Var[list[list[str]]]:
    """The same as a table of text."""
    made = f"{rows!s}.map((row) => [row.label || row.key, row.seconds, row.clock_s, row.sessions].map(String))"
    return rx.Var(made, _var_data=rows._get_all_var_data()).to(list[list[str]])


def _name(kind: str, row: Any) -> Any:
    if kind in ("instrument", "focus"):
        return rx.cond(row.key == "", _("not said"), word_var(row.key))
    if kind == "mode":
        return rx.match(row.key, *((key, text_var(rx.Var.create(name), {})) for key, name in MODES.items()), row.key)
    return row.label


def _bar(row: Any, name: Any) -> rx.Component:
    return rx.el.li(
        rx.el.span(name, class_name="min-w-0 break-words"),
        rx.el.span(
            duration_var(row.seconds),
            rx.cond(
                row.clock_s > row.seconds + 59,
                rx.el.span(" ", _("of {time}", time=duration_var(row.clock_s)), class_name="quiet"),
                rx.fragment(),
            ),
            class_name="figures text-end",
        ),
        rx.el.svg(
            _rect(row.outline, "stats-outline"),
            _rect(row.filled, "stats-filled"),
            view_box="0 0 100 6",
            custom_attrs={"preserveAspectRatio": "none"},
            aria_hidden="true",
            class_name="stats-bar",
        ),
    )


def _rect(width: Any, class_name: str) -> rx.Component:
    return rx.el.rect(class_name=class_name, custom_attrs={"x": 0, "y": 0.5, "width": width, "height": 5})
