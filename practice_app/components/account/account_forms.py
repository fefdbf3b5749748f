"""The forms for signing up and in, drawn by account_forms.jsx: a password never enters page state."""

import reflex as rx

import practice_app.components.outbox  # noqa: F401  publishes which zone a device is in
from practice_app.components.ui.island import Island
from practice_app.published import published

published("destination.js")
published("send.js")
_LIBRARY = published("account_forms.jsx").importable_path


class _LoginForm(Island):
    library = _LIBRARY
    tag = "LoginForm"


class _RegisterForm(Island):
    library = _LIBRARY
    tag = "RegisterForm"


def login_form() -> rx.Component:
    """E-mail and password."""
    return _LoginForm.create()


def register_form() -> rx.Component:
    """Name, e-mail, password and role; time zone and language go along by themselves."""
    return _RegisterForm.create()
