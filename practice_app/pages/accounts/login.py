"""Signing in."""

import reflex as rx

from practice_app.components.accounts.account_forms import login_form
from practice_app.components.accounts.passkeys import passkey_sign_in
from practice_app.components.accounts.providers import provider_buttons, provider_said
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def login() -> rx.Component:
    """The sign-in page."""
    return entrance(
        _("Welcome back"),
        rx.el.div(provider_said(), login_form(), passkey_sign_in(), provider_buttons(), class_name="grid gap-5"),
        question=_("New here?"),
        answer=_("Start a journal"),
        href="/register",
    )
