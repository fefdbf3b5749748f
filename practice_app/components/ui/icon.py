"""Icons from one set, drawn in the colour and size of the text beside them."""

from typing import Any

import reflex as rx


def icon(name: str, label: Any = None, class_name: str = "") -> rx.Component:
    """An icon of assets/styles/icons.css; silent for screen readers unless it has a label."""
    spoken = {"role": "img", "aria_label": label} if label is not None else {"aria_hidden": "true"}
    return rx.el.span(class_name=f"icon icon-{name} {class_name}".strip(), **spoken)
