"""Fields: a label above, a hint below, an error that is read out with the control."""

from typing import Any

import reflex as rx

from practice_app.components.ui.icon import icon


def text_field(label: Any, name: str, *, hint: Any = None, error: Any = None, **props: Any) -> rx.Component:
    """One line of text; `type`, `value`, `on_change`, `auto_complete`… go to the input."""
    return _field(label, name, hint, error, rx.el.input(**_wiring(name, hint, error), **props))


def switch(mark: str, title: Any, means: Any, on: Any, on_change: Any) -> rx.Component:
    """One thing that is so or not, with what it means; ``mark`` is its test id and leads its description's."""
    return rx.el.label(
        rx.el.span(
            rx.el.span(title, class_name="row-title"),
            rx.el.span(means, id=f"{mark}-means", class_name="quiet block text-sm"),
            class_name="min-w-0 grow",
        ),
        rx.el.input(
            type="checkbox",
            role="switch",
            checked=on,
            on_change=on_change,
            class_name="toggle",
            aria_describedby=f"{mark}-means",
            data_testid=mark,
        ),
        class_name="flex min-h-16 max-w-xl cursor-pointer items-center gap-4 py-2",
    )


def _wiring(name: str, hint: Any, error: Any) -> dict[str, Any]:
    """Id, name and the texts that describe the control."""
    described = [f"{name}-hint"] if hint is not None else []
    wiring: dict[str, Any] = {"id": name, "name": name, "class_name": "field-control"}
    if error is not None:
        described.append(f"{name}-error")
        wiring["aria_invalid"] = rx.cond(error, "true", "false")
    if described:
        wiring["aria_describedby"] = " ".join(described)
    return wiring


def _field(label: Any, name: str, hint: Any, error: Any, control: rx.Component) -> rx.Component:
    parts = [rx.el.label(label, html_for=name, class_name="field-label"), control]
    if hint is not None:
        parts.append(rx.el.p(hint, id=f"{name}-hint", class_name="field-hint"))
    if error is not None:
        shown = rx.cond(error, rx.fragment(icon("circle-alert"), error), rx.fragment())
        parts.append(rx.el.p(shown, id=f"{name}-error", role="alert", class_name="field-error"))
    return rx.el.div(*parts, class_name="field")
