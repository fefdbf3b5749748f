"""A form that the browser sends to the REST API by itself, for what must never enter page state: passwords above all.

Drawn here, sent by rest_form.jsx: what is wrong is said beside its field, what belongs to no field above them all,
values stay until they were taken, and it is sent once however often it is tapped.
"""

from typing import Any, Literal

import reflex as rx
from reflex.event import no_args_event_spec

from practice_app.components.ui.island import Island
from practice_app.i18n import _
from practice_app.reflex_seams.published import published

_LIBRARY = published("rest_form.jsx")

Check = Literal["email", "filled", "given", "long", "year"]


class _RestForm(Island):
    library = _LIBRARY
    tag = "RestForm"
    path: rx.Var[str]
    method: rx.Var[str]
    extra: rx.Var[Any]
    after: rx.Var[Any]
    on_done: rx.EventHandler[no_args_event_spec]  # type: ignore[type-arg, valid-type]


class _Input(rx.Component):
    library = _LIBRARY
    tag = "RestInput"
    name: rx.Var[str]
    check: rx.Var[str]
    least: rx.Var[int]
    hinted: rx.Var[bool]
    type: rx.Var[str]
    value: rx.Var[str]
    auto_complete: rx.Var[str]
    auto_capitalize: rx.Var[str]
    spell_check: rx.Var[bool]
    input_mode: rx.Var[str]
    max_length: rx.Var[int]


class _Secret(_Input):
    tag = "RestSecret"
    show: rx.Var[str]
    hide: rx.Var[str]


class _Wrong(rx.Component):
    library = _LIBRARY
    tag = "RestWrong"
    name: rx.Var[str]


class _After(rx.Component):
    library = _LIBRARY
    tag = "RestAfter"
    code: rx.Var[str]


class _Message(rx.Component):
    library = _LIBRARY
    tag = "RestMessage"


class _Refused(rx.Component):
    library = _LIBRARY
    tag = "RestRefused"
    reason: rx.Var[str]
    role: rx.Var[str]


class _Submit(rx.Component):
    library = _LIBRARY
    tag = "RestSubmit"


class _Done(rx.Component):
    library = _LIBRARY
    tag = "RestDone"


def rest_form(path: str, *children: rx.Component, **props: Any) -> rx.Component:
    """A form whose fields are posted to ``path`` as JSON.

    ``extra`` is a function of the browser that is given them and says what to add or change; ``after`` one that gets
    the form and the answer once it was taken, and by default empties the form. ``on_done`` is told then.
    ``method`` is ``POST`` unless said otherwise.
    """
    return _RestForm.create(*children, path=path, **props)


def rest_field(label: Any, name: str, *, check: Check, wrong: Any, hint: Any = None, **props: Any) -> rx.Component:
    """One line of text; ``wrong`` is said when it doesn't hold what ``check`` asks for."""
    return _field(label, name, hint, wrong, _Input.create(name=name, check=check, hinted=hint is not None, **props))


def rest_secret(label: Any, name: str, *, check: Check, wrong: Any, hint: Any = None, **props: Any) -> rx.Component:
    """A password, which can be looked at."""
    eye = {"show": _("Show the password"), "hide": _("Hide the password")}
    control = _Secret.create(name=name, check=check, hinted=hint is not None, **eye, **props)
    return _field(label, name, hint, wrong, control)


def rest_after(code: str, *children: rx.Component) -> rx.Component:
    """What is wanted besides once the server has answered with this code, and from then on."""
    return _After.create(*children, code=code)


def rest_message() -> rx.Component:
    """What is wrong with the form and with none of its fields."""
    return _Message.create()


def rest_check(label: Any, name: str, *, wrong: Any, **props: Any) -> rx.Component:
    """Something to agree to, without which it is not sent."""
    box = _Input.create(
        name=name,
        check="given",
        type="checkbox",
        value="true",
        class_name="mt-0.5 size-5 shrink-0 accent-primary",
        **props,
    )
    line = rx.el.label(box, rx.el.span(label), class_name="flex cursor-pointer items-start gap-3 py-2")
    return rx.el.div(line, _Wrong.create(wrong, name=name), class_name="field")


def rest_refused(reason: str, *children: Any, **props: Any) -> rx.Component:
    """What is offered instead when the server refuses for this reason (the ``code`` of its problem)."""
    return _Refused.create(*children, reason=reason, **props)


def rest_submit(*children: Any, **props: Any) -> rx.Component:
    """The button that sends it."""
    return _Submit.create(*children, **props)


def rest_done(text: Any) -> rx.Component:
    """What is said once it was taken."""
    return _Done.create(text)


def _field(label: Any, name: str, hint: Any, wrong: Any, control: rx.Component) -> rx.Component:
    below = [rx.el.p(hint, id=f"{name}-hint", class_name="field-hint")] if hint is not None else []
    return rx.el.div(
        rx.el.label(label, html_for=name, class_name="field-label"),
        rx.el.div(control, class_name="relative"),
        *below,
        _Wrong.create(wrong, name=name),
        class_name="field",
    )
