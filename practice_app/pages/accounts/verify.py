"""Where the link of a mail leads that asks whether an address is one's own."""

import reflex as rx

from practice_app.components.accounts.mail_forms import verify_form
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def verify() -> rx.Component:
    """The page that confirms an address."""
    return entrance(
        _("Is this address yours?"),
        verify_form(),
        question=_("Done already?"),
        answer=_("To your journal"),
        href="/",
    )
