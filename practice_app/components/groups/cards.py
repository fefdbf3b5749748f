"""A group in a list: its picture, what it is, how one stands to it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.surface import badge
from practice_app.i18n import _, number_var


def face(name: Any, picture: Any, class_name: str = "group-face") -> rx.Component:
    """A picture, or the first letter."""
    letter = rx.el.span(name.to(str)[0], class_name=f"{class_name} group-letter", aria_hidden="true")
    return rx.cond(picture != "", rx.el.img(src=picture, alt="", class_name=class_name), letter)


def group_line(row: Any, *deeds: rx.Component, leads_there: bool = True) -> rx.Component:
    """One of a list."""
    name = rx.el.a(row.name, href="/groups/" + row.id, class_name="group-name") if leads_there else row.name
    return rx.el.li(
        face(row.name, row.picture),
        rx.el.div(
            rx.el.p(name, " ", place(row), class_name="row-title break-words"),
            rx.el.p(many(row.members), " · ", how_to_join(row.joining), class_name="quiet text-sm"),
            rx.cond(
                row.description != "", rx.el.p(row.description, class_name="group-about quiet text-sm"), rx.fragment()
            ),
            class_name="min-w-0",
        ),
        rx.el.div(*deeds, class_name="group-deeds"),
        key=row.id,
        class_name="group-line",
        data_testid="groups-item",
    )


def place(row: Any) -> rx.Component:
    """What one is there, where that is more than a member."""
    return rx.match(
        row.place,
        ("owner", badge(_("owner"))),
        ("admin", badge(_("admin"))),
        ("asked", badge(_("asked"))),
        rx.fragment(),
    )


def many(members: Any) -> Any:
    """How many are in it."""
    return _("Members: {n}", n=number_var(members))


def how_to_join(joining: Any) -> Any:
    """How one comes in, in a word or two."""
    return rx.match(joining, ("open", _("open to all")), ("request", _("by request")), _("by link only"))
