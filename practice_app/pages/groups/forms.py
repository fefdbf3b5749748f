"""What the forms of a group have in common."""

from typing import Any

import reflex as rx

from practice_app.i18n import _

WAYS = (
    ("invite", _("By a link that I send")),
    ("request", _("Whoever asks and is let in")),
    ("open", _("Whoever likes to")),
)


def area_field(label: Any, name: str, error: Any, **props: Any) -> rx.Component:
    """Several lines."""
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.textarea(id=name, name=name, rows=3, max_length=2000, class_name="field-control", **props),
        rx.el.p(error, role="alert", class_name="field-error"),
        class_name="field",
    )


def joining_field(begins: Any) -> rx.Component:
    """Who comes in."""
    return rx.el.div(
        rx.el.label(_("Who comes in"), html_for="joining", class_name="field-label"),
        rx.el.select(
            *(rx.el.option(said, value=key) for key, said in WAYS),
            id="joining",
            name="joining",
            default_value=begins,
            class_name="field-control",
            data_testid="groups-joining",
        ),
        class_name="field",
    )


def tick(label: Any, name: str, hint: Any, checked: Any) -> rx.Component:
    """Something that is on or off, said in words."""
    return rx.el.label(
        rx.el.input(type="checkbox", name=name, default_checked=checked),
        rx.el.span(rx.el.span(label), rx.el.span(hint, class_name="quiet text-sm"), class_name="grid"),
        class_name="group-level",
    )


def work_field(works: Any) -> rx.Component:
    """Of which work repetitions are counted, where there are some on the list."""
    chosen = rx.el.div(
        rx.el.label(_("Of which work (for repetitions)"), html_for="challenge-work", class_name="field-label"),
        rx.el.select(
            rx.el.option(_("Of everything"), value=""),
            rx.foreach(works, lambda row: rx.el.option(row.title, value=row.work, key=row.id)),
            id="challenge-work",
            name="work_id",
            class_name="field-control",
            data_testid="groups-challenge-work",
        ),
        class_name="field",
    )
    return rx.cond(works.length() > 0, chosen, rx.fragment())
