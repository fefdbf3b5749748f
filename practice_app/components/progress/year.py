"""A year of days, drawn by year.jsx."""

from typing import Any

import reflex as rx
from reflex.event import passthrough_event_spec

from practice_app.components.ui.island import Island
from practice_app.i18n import _
from practice_app.reflex_seams.published import published


class _Year(Island):
    library = published("year.jsx")
    tag = "Year"
    year: rx.Var[int]
    marks: rx.Var[str]
    minutes: rx.Var[list[int]]
    clock_minutes: rx.Var[list[int]]
    sums: rx.Var[list[Any]]
    today: rx.Var[str]
    first_day: rx.Var[int]
    chosen: rx.Var[str]
    on_choose: rx.EventHandler[passthrough_event_spec(str)]  # type: ignore[type-arg, valid-type]


def year_calendar(*of_the_day: rx.Component, **props: Any) -> rx.Component:
    """A year; what it is given as children stands below the day that is ``chosen``.

    ``year``, ``marks``, ``minutes``, ``clock_minutes``, ``sums`` (of its months) as in `services/progress/year.py`;
    ``today``, ``first_day`` (1 Monday … 7 Sunday, 0 not known), ``chosen``, ``on_choose`` (a day, or nothing to close).
    """
    return _Year.create(*of_the_day, **props)


def year_legend(quiet: Any = False) -> rx.Component:
    """What the shapes mean; where it is ``quiet`` nothing is said of freezes."""
    return rx.el.p(
        _key(_("heard"), "y3"),
        _key(_("by the clock"), "yc"),
        rx.el.span(
            *(rx.el.span(class_name=f"year-key {size}", aria_hidden="true") for size in ("y1", "y2", "y3", "y4")),
            _("less to more, beside your ordinary day"),
        ),
        _key(_("rest day"), "yr"),
        rx.cond(quiet, rx.fragment(), _key(_("covered by a freeze"), "yf")),
        class_name="year-legend",
    )


def _key(words: Any, kind: str) -> rx.Component:
    return rx.el.span(rx.el.span(class_name=f"year-key {kind}", aria_hidden="true"), words)
