"""A teacher's students, a dense row for each: who it is, what wants attention, seven days as boxes."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.components.ui.island import Island
from practice_app.i18n import _, date_var, day_var, duration_var, length_var, text_var, word_var
from practice_app.reflex_seams.published import published

MANY = 20
"""From so many on, a wide screen has them in two columns."""


class _RowKeys(Island):
    library = published("row_keys.jsx")
    tag = "RowKeys"


def students_list(rows: Any) -> rx.Component:
    """The list; j and k go through it, Enter opens."""
    return rx.fragment(
        _RowKeys.create(),
        rx.el.ul(
            rx.foreach(rows, _line),
            class_name="students-list",
            data_many=rx.cond(rows.length() > MANY, "true", "false"),
            aria_label=_("Students"),
        ),
    )


def _line(row: Any) -> rx.Component:
    """A student; before the first of a weekday stands which it is."""
    day = rx.cond(row.group == "none", _("No lesson planned"), _weekday(row.group))
    group = rx.el.li(rx.el.h2(day), class_name="students-group", data_testid="students-group")
    return rx.fragment(rx.cond(row.group != "", group, rx.fragment()), _row(row), key=row.id)


def _row(row: Any) -> rx.Component:
    return rx.el.li(
        rx.el.a(
            rx.el.span(row.name, class_name="students-name"),
            rx.el.span(_about(row), class_name="students-about quiet"),
            week_boxes(row.days),
            href="/students/" + row.id,
            class_name="students-link",
            data_row="",
        ),
        reasons(row.reasons),
        class_name="students-row",
        key=row.id,
        data_testid="students-row",
    )


def _about(row: Any) -> rx.Component:
    last = rx.cond(
        row.last != "", day_var(row.last, day="numeric", month="short"), rx.el.span(_("nothing practised yet"))
    )
    words = rx.foreach(row.instruments, lambda name: rx.el.span(word_var(name), " · "))
    return rx.fragment(words, last)


def reasons(rows: Any) -> rx.Component:
    """Why somebody is to be looked at, in words; nothing where there is no reason."""
    listed = rx.el.ul(rx.foreach(rows, _reason), class_name="students-reasons", aria_label=_("Needs attention"))
    return rx.cond(rows.length() > 0, listed, rx.fragment())


def _reason(row: Any) -> rx.Component:
    words = text_var(row.message, row.told)
    return rx.el.li(icon("triangle-alert"), rx.el.span(words, title=words), data_kind=row.kind)


def week_boxes(days: Any) -> rx.Component:
    """Seven days, today the last: an outline as high as the clock says, filled as far as it was played."""
    return rx.el.span(rx.foreach(days, day_box), class_name="students-week")


def day_box(day: Any) -> rx.Component:
    """One day, said in words to who doesn't see it."""
    told = rx.cond(
        day.clock_s == 0,
        _("{day}: nothing", day=_weekday(day.day)),
        rx.cond(
            day.played_s < 0,
            _("{day}: {clock} by the clock", day=_weekday(day.day), clock=duration_var(day.clock_s)),
            _(
                "{day}: {clock} by the clock, {played} played",
                day=_weekday(day.day),
                clock=duration_var(day.clock_s),
                played=length_var(day.played_s, day.low_s, day.high_s),
            ),
        ),
    )
    return rx.el.span(
        rx.el.svg(
            _box("students-clock", day.outline),
            _box("students-played", day.filled),
            view_box="0 0 12 22",
            aria_hidden="true",
        ),
        rx.el.span(told, "; ", class_name="sr-only"),
        title=told,
        class_name="students-day",
    )


def _box(class_name: str, height: Any) -> rx.Component:
    return rx.el.rect(class_name=class_name, custom_attrs={"x": 1, "width": 10, "y": 21 - height, "height": height})


def _weekday(day: Any) -> Any:
    return date_var(day, weekday="long", timeZone="UTC")


def week_legend() -> rx.Component:
    """What the boxes say."""
    return rx.el.p(
        _swatch("students-clock"),
        _("by the clock"),
        _swatch("students-played"),
        _("played"),
        class_name="students-legend quiet",
    )


def _swatch(class_name: str) -> rx.Component:
    box = rx.el.rect(class_name=class_name, custom_attrs={"x": 1, "width": 10, "y": 1, "height": 10})
    return rx.el.svg(box, view_box="0 0 12 12", aria_hidden="true")
