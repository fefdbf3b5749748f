"""A link for a new password."""

import reflex as rx

from practice_app.components.accounts.mail_forms import forgot_form
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def forgot() -> rx.Component:
    """The page for whoever forgot their password."""
    return entrance(
        _("Forgot your password?"),
        forgot_form(),
        question=_("It came back to you?"),
        answer=_("Sign in"),
        href="/login",
    )
