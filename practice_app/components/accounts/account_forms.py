"""The forms for signing up and in, drawn by account_forms.jsx: a password never enters page state."""

import reflex as rx

from practice_app.components.ui.island import Island
from practice_app.published import published

_LIBRARY = published("account_forms.jsx")


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
