"""Which way each kind is told by; hours in which nothing rings; when one is reminded to practise."""

from typing import Any

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.i18n import _, date_var, text_var
from practice_app.reflex_seams.published import published


class _ThisDevice(Island):
    library = published("push.jsx")
    tag = "ThisDevice"


def this_device() -> rx.Component:
    """Whether pushes reach this device, in words; switched by a tap, which is when the browser asks."""
    return _ThisDevice.create()


def matrix(wishes: Any, on_wish: Any) -> rx.Component:
    """Each kind with its ways, beside its name or, where there is little room, below it."""
    return rx.el.div(rx.foreach(wishes, lambda wish: _wish(wish, on_wish)), class_name="rows max-w-2xl")


def _wish(wish: Any, on_wish: Any) -> rx.Component:
    always = rx.el.span(_("Mail: always"), class_name="wish-always quiet")
    return rx.el.div(
        rx.el.span(text_var(wish.name, {}), id=f"wish-{wish.kind}", class_name="wish-name"),
        rx.el.div(
            _way(wish, "app", _("Here"), wish.app, on_wish),
            _way(wish, "push", _("Push"), wish.push, on_wish),
            rx.cond(wish.always_mailed, always, _way(wish, "mail", _("Mail"), wish.mail, on_wish)),
            class_name="wish-ways",
        ),
        role="group",
        aria_labelledby=f"wish-{wish.kind}",
        key=wish.kind,
        class_name="wish",
        data_testid="notifications-wish",
    )


def _way(wish: Any, way: str, name: Any, wanted: Any, on_wish: Any) -> rx.Component:
    box = rx.el.input(type="checkbox", checked=wanted, on_change=lambda so: on_wish(wish.kind, way, so))
    return rx.el.label(box, name, class_name="wish-way", data_testid=f"notifications-wish-{way}")


def hour(label: Any, name: str, at: Any, on_blur: Any) -> rx.Component:
    """A time of day, kept when one goes on."""
    field = rx.el.input(
        type="time", id=name, default_value=at, on_blur=on_blur, required=True, class_name="field-control wish-hour"
    )
    return rx.el.div(rx.el.label(label, html_for=name, class_name="field-label"), field, class_name="field", key=at)


def weekdays(days: Any, on_day: Any) -> rx.Component:
    """The days of the week, by their names."""
    return rx.el.div(
        rx.foreach(days, lambda day: _day(day, on_day)),
        role="group",
        aria_label=_("Days on which I am reminded"),
        class_name="wish-ways",
        data_testid="notifications-weekdays",
    )


def _day(day: Any, on_day: Any) -> rx.Component:
    box = rx.el.input(type="checkbox", checked=day.chosen, on_change=lambda so: on_day(day.number, so))
    return rx.el.label(box, date_var(day.on, weekday="short", timeZone="UTC"), key=day.number, class_name="wish-way")
