"""What was found, drawn."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon
from practice_app.i18n import _


def found_row(title: Any, said: Any, lines: Any, path: Any, sign: str, *below: rx.Component) -> rx.Component:
    """Something that was found, with the lines it was found by; it leads there, what stands ``below`` does not."""
    hit = rx.cond(lines.length() > 0, rx.el.span(marked(lines), class_name="found-hit"), rx.fragment())
    return rx.el.li(
        rx.el.a(
            rx.el.span(icon(sign), class_name="found-sign"),
            rx.el.span(
                rx.el.span(title, class_name="found-title"),
                rx.el.span(said, class_name="quiet text-sm"),
                hit,
                class_name="min-w-0 grid gap-0.5",
            ),
            href=path,
            class_name="found",
            custom_attrs={"data-found": ""},
            data_testid="search-item",
        ),
        *below,
    )


def marked(lines: Any) -> rx.Component:
    """Lines that come in turns as they are and marked."""
    return rx.fragment(rx.foreach(lines, lambda part, n: rx.cond(n % 2 == 1, rx.el.mark(part), rx.fragment(part))))


def shown_for(words: Any, typed: Any, on_as_typed: Any) -> rx.Component:
    """That it was found by other words than were typed, with the way back."""
    return rx.el.p(
        rx.el.span(_("Showing results for “{words}”.", words=words)),
        rx.el.button(
            _("Search for “{words}” instead", words=typed),
            type="button",
            on_click=on_as_typed,
            class_name="search-as-typed",
            data_testid="search-as-typed",
        ),
        role="status",
        class_name="search-shown-for",
        data_testid="search-shown-for",
    )
