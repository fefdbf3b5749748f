"""`/groups/join/<code>`: an invitation into a group, read signed out too."""

import reflex as rx

from practice_app.components.groups.islands import join_group
from practice_app.components.shell.entrance import entrance
from practice_app.i18n import _


def join() -> rx.Component:
    """The page of a code."""
    return entrance(
        _("Come into a group"),
        join_group(),
        question=_("What is Woodshed?"),
        answer=_("A journal for practising"),
        href="/",
    )
