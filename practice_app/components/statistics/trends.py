"""How each figure went, with the band in which its trend lies; those of too few days are named and no more."""

from typing import Any

import reflex as rx

from practice_app.components.analysis import values
from practice_app.components.statistics.tools import chart_tools
from practice_app.i18n import _, _n


def trends(rows: Any, too_few: Any) -> rx.Component:
    """Every trend there is to tell."""
    none = rx.el.p(_("Not enough to see a trend yet."), class_name="quiet")
    return rx.el.div(
        rx.cond(rows.length() > 0, rx.el.ul(rx.foreach(rows, _trend), class_name="stats-trends"), rx.fragment()),
        rx.cond((rows.length() == 0) & (too_few.length() == 0), none, rx.fragment()),
        rx.cond(too_few.length() > 0, _waiting(too_few), rx.fragment()),
    )


def _waiting(keys: Any) -> rx.Component:
    named = rx.foreach(keys, lambda key: rx.el.li(values.name(key), class_name="pill"))
    return rx.el.div(
        rx.el.p(_("Not enough to see a trend yet, in these days:"), class_name="quiet text-sm"),
        rx.el.ul(named, class_name="mt-2 flex flex-wrap gap-2"),
        class_name="mt-4",
        data_testid="stats-too-few",
    )


def _trend(row: Any) -> rx.Component:
    drawn = "trend-" + row.key
    said = rx.match(
        row.says,
        ("rising", _("rising")),
        ("falling", _("falling")),
        ("steady", _("steady")),
        _("no clear direction"),
    )
    return rx.el.li(
        rx.el.div(
            rx.el.h3(values.name(row.key), class_name="min-w-0 break-words"),
            rx.el.span(said, class_name="pill", data_says=row.says),
            class_name="flex flex-wrap items-baseline justify-between gap-2",
        ),
        rx.el.div(_drawing(row), id=drawn, class_name="stats-trend-picture"),
        rx.el.p(
            values.value(row.key, row.first, bare=True),
            rx.el.span(" → ", class_name="quiet"),
            values.value(row.key, row.last),
            rx.el.span(" · ", _count(row), class_name="quiet"),
            class_name="figures text-sm",
        ),
        chart_tools(
            [_("Day"), _("Value"), _("from"), _("to")],
            row.rows,
            name="woodshed-" + row.key,
            of=drawn,
        ),
        key=row.key,
        data_testid="stats-trend",
    )


def _count(row: Any) -> Any:
    return rx.cond(row.weekly, _n("{n} week", "{n} weeks", row.points), _n("{n} day", "{n} days", row.points))


def _drawing(row: Any) -> rx.Component:
    return rx.el.svg(
        rx.el.path(d=row.band, class_name="stats-band"),
        rx.el.path(d=row.middle, class_name="stats-middle"),
        rx.el.path(d=row.dots, class_name="stats-dots"),
        view_box="0 0 100 40",
        custom_attrs={"preserveAspectRatio": "none"},
        aria_hidden="true",
        class_name="stats-trend-line",
    )
