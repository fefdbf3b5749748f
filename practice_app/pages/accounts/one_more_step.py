"""Where a provider leads somebody whom no journal knows yet."""

import reflex as rx

from practice_app.components.accounts.providers import one_more_step as steps
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def one_more_step() -> rx.Component:
    """The page that asks what everybody is asked who signs up."""
    return entrance(
        _("One more step"),
        steps(),
        question=_("Changed your mind?"),
        answer=_("To signing in"),
        href="/login",
    )
