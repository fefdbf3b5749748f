"""What the settings' pages are made of."""

from typing import Any

import reflex as rx


def part(title: Any, *children: rx.Component, **props: Any) -> rx.Component:
    """A part of such a page: what it is about beside what can be done."""
    heading = rx.el.h2(title, class_name="settings-title")
    return rx.el.section(heading, rx.el.div(*children), class_name="settings-part", **props)
