"""Signing up."""

import reflex as rx

from practice_app.components.accounts.account_forms import register_form
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def register() -> rx.Component:
    """The sign-up page."""
    return entrance(
        _("Start your journal"),
        register_form(),
        question=_("Been here before?"),
        answer=_("Sign in"),
        href="/login",
    )
