"""What one was to mind of a piece, short, each leading to where it was said."""

from typing import Any

import reflex as rx

from practice_app.components.ui.sheet import sheet
from practice_app.i18n import _, date_var


def to_mind(rows: Any) -> rx.Component:
    """A list of what is not ticked off; nothing where nothing is."""
    listed = rx.el.section(
        sheet("teaching/to_mind.css"),
        rx.el.h2(_("To mind"), class_name="piece-heading"),
        rx.el.ul(rx.foreach(rows, _row), class_name="to-mind"),
        aria_label=_("To mind"),
        data_testid="to-mind",
    )
    return rx.cond(rows.length() > 0, listed, rx.fragment())


def _row(one: Any) -> rx.Component:
    when = date_var(one.at, day="numeric", month="short")
    said = rx.cond(one.said != "", one.said, _("Something is drawn, rated or said aloud."))
    return rx.el.li(
        rx.el.a(
            rx.el.span(said, class_name="to-mind-said"),
            rx.el.span(one.name, " · ", when, class_name="quiet text-sm"),
            href=one.href,
            class_name="to-mind-one",
        ),
        key=one.id,
        data_testid="to-mind-item",
    )
