"""Signing up."""

import reflex as rx

from practice_app.components.accounts.account_forms import register_form
from practice_app.components.accounts.providers import provider_buttons
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def register() -> rx.Component:
    """The sign-up page."""
    return entrance(
        _("Start your journal"),
        rx.el.div(register_form(), provider_buttons(), class_name="grid gap-5"),
        question=_("Been here before?"),
        answer=_("Sign in"),
        href="/login",
    )
