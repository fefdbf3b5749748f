"""What a group practised as it is drawn: what was played is filled, what the clock says is an outline."""

from typing import Any

import reflex as rx

from practice_app.components.ui.properties import properties
from practice_app.i18n import _, _n, date_var, duration_var, length_var, number_var, word_var


def columns(rows: Any, by_month: Any) -> rx.Component:
    """Weeks or months of all who share."""
    return rx.el.ol(rx.foreach(rows, lambda row: _column(row, by_month)), class_name="group-columns")


def _column(row: Any, by_month: Any) -> rx.Component:
    month = date_var(row.first, month="short", timeZone="UTC")
    when = rx.cond(by_month, month, date_var(row.first, day="numeric", month="short", timeZone="UTC"))
    told = rx.cond(
        row.clock_s == 0,
        _("{day}: nothing", day=when),
        rx.cond(
            row.played_s < 0,
            _("{day}: {clock} by the clock", day=when, clock=duration_var(row.clock_s)),
            _(
                "{day}: {clock} by the clock, {played} played",
                day=when,
                clock=duration_var(row.clock_s),
                played=length_var(row.played_s, row.low_s, row.high_s),
            ),
        ),
    )
    return rx.el.li(
        rx.el.span(
            rx.el.span(class_name="group-clock", custom_attrs=properties(height=_percent(row.outline))),
            rx.el.span(class_name="group-played", custom_attrs=properties(height=_percent(row.filled))),
            class_name="group-column",
            aria_hidden="true",
        ),
        rx.el.span(when, class_name="group-when quiet", aria_hidden="true"),
        rx.el.span(told, class_name="sr-only"),
        title=told,
        key=row.first,
    )


def bar(row: Any) -> rx.Component:
    """How much one member practised, beside the one who did most by the clock."""
    return rx.el.span(
        rx.el.span(class_name="group-clock", custom_attrs=properties(width=_percent(row.outline))),
        rx.el.span(class_name="group-played", custom_attrs=properties(width=_percent(row.filled))),
        class_name="group-bar",
        aria_hidden="true",
    )


def member_told(row: Any) -> Any:
    """A member's figures in words; or that there are none to tell."""
    heard = _(
        "{clock} by the clock, {played} played",
        clock=duration_var(row.clock_s),
        played=length_var(row.played_s, row.low_s, row.high_s),
    )
    by_clock = _("{clock} by the clock", clock=duration_var(row.clock_s))
    days = _n("{n} day", "{n} days", row.days)
    return rx.cond(
        row.told,
        rx.cond(
            row.days == 0, _("nothing practised"), rx.fragment(days, " · ", rx.cond(row.played_s < 0, by_clock, heard))
        ),
        _("shares nothing"),
    )


def parts(rows: Any, *, words: bool) -> rx.Component:
    """Instruments (``words``: their names are keys), or works with their composer."""
    return rx.el.ul(rx.foreach(rows, lambda row: _part(row, words=words)), class_name="group-parts")


def _part(row: Any, *, words: bool) -> rx.Component:
    name = word_var(row.name) if words else row.name
    about = rx.cond(row.about != "", rx.el.span(row.about, class_name="quiet"), rx.fragment())
    return rx.el.li(
        rx.el.span(name, " ", about, class_name="min-w-0 break-words"),
        rx.el.span(
            duration_var(row.seconds),
            " · ",
            _("Members: {n}", n=number_var(row.members)),
            class_name="quiet text-sm sm:whitespace-nowrap",
        ),
        rx.el.span(
            rx.el.span(class_name="group-played", custom_attrs=properties(width=_percent(row.wide))),
            class_name="group-bar group-bar-thin",
            aria_hidden="true",
        ),
        _who(row),
        key=row.key,
    )


def _who(row: Any) -> rx.Component:
    """Who had a work of the list in hand, and who not yet: of those who show what they work on."""

    def some(names: Any, told: Any) -> rx.Component:
        return rx.cond(names != "", rx.el.p(told, class_name="quiet"), rx.fragment())

    told = rx.el.details(
        rx.el.summary(
            _("Opened by {n} of {m}", n=number_var(row.had), m=number_var(row.had + row.had_not)),
            class_name="link-plain min-h-11 content-center text-sm",
        ),
        some(row.who, _("Had it in hand: {names}", names=row.who)),
        some(row.others, _("Not yet: {names}", names=row.others)),
        class_name="group-who text-sm break-words",
        data_testid="groups-who",
    )
    return rx.cond(row.had + row.had_not > 0, told, rx.fragment())


def trend_told(trend: Any, percent: Any) -> rx.Component:
    """How the last four weeks stand to the four before; nothing where there is nothing to hold them against."""
    said = rx.match(
        trend,
        ("more", _("{n} % more than in the four weeks before", n=percent)),
        ("less", _("{n} % less than in the four weeks before", n=percent)),
        ("alike", _("about as much as in the four weeks before")),
        "",
    )
    return rx.cond(trend != "", rx.el.p(said, class_name="quiet text-sm"), rx.fragment())


def _percent(length: Any) -> Any:
    return length.to(str) + "%"
