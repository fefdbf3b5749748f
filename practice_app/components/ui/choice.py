"""Choosing one of a few: segmented control and tabs."""

from typing import Any

import reflex as rx


def segmented(
    name: str, legend: Any, options: list[tuple[str, Any]], *, value: Any, on_change: Any, wide: bool = False
) -> rx.Component:
    """Two to four choices side by side; radio buttons for keyboard and screen reader."""
    segments = [
        rx.el.label(
            rx.el.input(type="radio", name=name, value=key, checked=value == key, on_change=lambda k=key: on_change(k)),
            text,
            class_name="segment",
        )
        for key, text in options
    ]
    return rx.el.fieldset(
        rx.el.legend(legend, class_name="sr-only"),
        rx.el.div(*segments, class_name="segmented segmented-wide" if wide else "segmented"),
    )


def link_tabs(label: Any, items: list[tuple[str, Any]], *, active: str) -> rx.Component:
    """Parts of one subject that have addresses of their own."""
    links = [
        rx.el.a(text, href=href, class_name="tab-line pt-3", **({"aria_current": "page"} if href == active else {}))
        for href, text in items
    ]
    return rx.el.nav(*links, aria_label=label, class_name="tabs-line")


def tabs(label: Any, items: list[tuple[str, Any]], *, value: Any, on_change: Any) -> rx.Component:
    """Parts of one page; the panel of the chosen one is drawn by the page."""
    buttons = [
        rx.el.button(
            text,
            type="button",
            role="tab",
            aria_selected=rx.cond(value == key, "true", "false"),
            on_click=on_change(key),
            class_name="tab-line",
        )
        for key, text in items
    ]
    return rx.el.div(*buttons, role="tablist", aria_label=label, class_name="tabs-line")
