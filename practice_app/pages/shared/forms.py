"""Forms over a page: fields in a dialog, each with what is wrong with it."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import button
from practice_app.components.ui.overlay import dialog
from practice_app.components.ui.surface import notice
from practice_app.i18n import _, text_var


def form_dialog(
    name: str,
    title: Any,
    *fields: rx.Component,
    is_open: Any,
    on_close: Any,
    on_submit: Any,
    submit: Any,
    more: Any = None,
) -> rx.Component:
    """A form that is there only while it is open, so that it always begins with what is stored."""
    form = rx.el.form(*fields, id=name, on_submit=on_submit, class_name="grid gap-4", no_validate=True)
    actions = [
        *([rx.el.div(more, class_name="me-auto basis-full sm:basis-auto")] if more is not None else []),
        button(_("Cancel"), variant="quiet", on_click=on_close),
        button(submit, type="submit", form=name, data_testid=f"{name}-save"),
    ]
    return dialog(title, rx.cond(is_open, form, rx.fragment()), is_open=is_open, on_close=on_close, actions=actions)


def form_error(errors: Any) -> rx.Component:
    """What is wrong with a form and with none of its fields, or nothing."""
    said = notice(text_var(errors["form"], {}), mood="bad", data_testid="form-error")
    return rx.cond(errors["form"], said, rx.fragment())


def wrong(errors: Any, name: str) -> Any:
    """What is wrong with a field, or nothing."""
    return rx.cond(errors[name], text_var(errors[name], {}), "")
