"""So many dots of five: how it felt, or how somebody found it. Drawn by the sheet of a session's page."""

from typing import Any

import reflex as rx

from practice_app.i18n import _


def rating_dots(rating: Any) -> rx.Component:
    """Draw them, with the number in words."""
    dots = [rx.el.span(class_name=rx.cond(rating >= n, "dot dot-full", "dot")) for n in range(1, 6)]
    label = _("{n} of 5", n=rating)
    return rx.el.span(*dots, role="img", aria_label=label, title=label, class_name="inline-flex gap-1.5 py-1")
