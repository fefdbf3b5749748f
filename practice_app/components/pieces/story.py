"""The last weeks of a piece: which passages were gone through how often, and how what was heard of it went."""

from typing import Any

import reflex as rx

from practice_app.components.analysis import values
from practice_app.components.ui.heat import heat_row
from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, _n


def story(weeks: int, drilled: Any, trends: Any) -> rx.Component:
    """What there is to tell; nothing yet, and it is not there.

    ``drilled`` is a list of `{id, title, times, heats}`; ``trends`` of `{key, first, last, line, dots}`, the last two
    paths in a box of 100 × 28.
    """
    told = rx.el.section(
        rx.el.h3(_n("The last week", "The last {n} weeks", weeks), class_name="field-label font-sans"),
        _list(_("What you drilled"), drilled, _drilled),
        _list(_("How it went"), trends, _trend),
        class_name="piece-story",
        data_testid="piece-story",
    )
    something = (drilled.length() > 0) | (trends.length() > 0)
    return rx.fragment(sheet("pieces/story.css"), rx.cond(something, told, rx.fragment()))


def _list(label: Any, rows: Any, draw: Any) -> rx.Component:
    listed = rx.el.ul(rx.foreach(rows, draw), class_name="grid gap-3", aria_label=label)
    return rx.cond(rows.length() > 0, listed, rx.fragment())


def _drilled(row: Any) -> rx.Component:
    return heat_row(row.title, row.times, row.heats, class_name="story-row", key=row.id)


def _trend(row: Any) -> rx.Component:
    """The first day and the last one; the unit stands once."""
    return rx.el.li(
        rx.el.span(values.name(row.key)),
        _line(row),
        rx.el.span(
            values.value(row.key, row.first, bare=True),
            rx.el.span(" → ", class_name="quiet"),
            values.value(row.key, row.last),
            class_name="figures text-end",
        ),
        class_name="story-row",
        data_testid="piece-trend",
    )


def _line(row: Any) -> rx.Component:
    return rx.el.svg(
        rx.el.path(d=row.line),
        rx.el.path(d=row.dots),
        view_box="0 0 100 28",
        class_name="trend-line",
        custom_attrs={"preserveAspectRatio": "none"},
        aria_hidden="true",
    )
