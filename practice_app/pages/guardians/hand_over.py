"""Taking over one's account from who looked after it."""

import reflex as rx

from practice_app.components.accounts.mail_forms import take_over_form
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def hand_over() -> rx.Component:
    """A password of one's own, by the link of a mail."""
    return entrance(
        _("Your journal becomes yours"),
        take_over_form(),
        question=_("Been here before?"),
        answer=_("Sign in"),
        href="/login",
    )
