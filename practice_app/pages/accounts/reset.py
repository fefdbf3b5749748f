"""Where the link of a mail leads that lets one choose a new password."""

import reflex as rx

from practice_app.components.accounts.mail_forms import reset_form
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def reset() -> rx.Component:
    """The page for a new password."""
    return entrance(
        _("A new password"),
        reset_form(),
        question=_("The link is too old?"),
        answer=_("Ask for a new one"),
        href="/forgot",
    )
