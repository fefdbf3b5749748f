"""Buttons say what happens; one primary on a screen."""

from typing import Any, Literal

import reflex as rx

from practice_app.components.ui.icon import icon as draw_icon

Variant = Literal["primary", "secondary", "quiet", "danger"]
Size = Literal["small", "normal", "stand"]
_VARIANTS: dict[Variant, str] = {
    "primary": "btn btn-primary btn-round",
    "secondary": "btn btn-hairline btn-round",
    "quiet": "btn btn-quiet",
    "danger": "btn btn-danger btn-round",
}
_SIZES: dict[Size, str] = {"small": " btn-sm", "normal": "", "stand": " btn-stand"}


def button(
    *children: Any,
    variant: Variant = "primary",
    size: Size = "normal",
    icon: str | None = None,
    loading: Any = False,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A button; while `loading` it shows that it works and takes no second tap."""
    drawn = [draw_icon(icon)] if icon else []
    props = {"type": "button", **props}
    if not isinstance(loading, bool):
        drawn = [rx.cond(loading, _spinner(), drawn[0] if drawn else rx.fragment())]
        props |= {"disabled": loading, "aria_busy": loading}
    elif loading:
        drawn, props = [_spinner()], {**props, "disabled": True, "aria_busy": True}
    return rx.el.button(*drawn, *children, class_name=_classes(variant, size, class_name), **props)


def link_button(
    *children: Any,
    href: Any,
    variant: Variant = "primary",
    size: Size = "normal",
    icon: str | None = None,
    class_name: str = "",
    **props: Any,
) -> rx.Component:
    """A link that looks like a button, for going somewhere."""
    drawn = [draw_icon(icon)] if icon else []
    return rx.el.a(*drawn, *children, href=href, class_name=_classes(variant, size, class_name), **props)


def icon_button(name: str, label: Any, **props: Any) -> rx.Component:
    """A square button with an icon alone; the label is spoken and shown on hover."""
    props = {"type": "button", "aria_label": label, "title": label, **props}
    return rx.el.button(draw_icon(name), class_name="btn btn-quiet btn-square", **props)


def _classes(variant: Variant, size: Size, more: str) -> str:
    return f"{_VARIANTS[variant]}{_SIZES[size]} {more}".strip()


def _spinner() -> rx.Component:
    return rx.el.span(class_name="loading loading-spinner loading-sm", aria_hidden="true")
