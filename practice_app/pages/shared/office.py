"""Pages for who holds an office, and what stands there instead of them for everybody else."""

from typing import Any

import reflex as rx

from practice_app.components.ui.button import link_button
from practice_app.components.ui.surface import notice
from practice_app.i18n import _


def of_office(stage: Any, there: rx.Component, whose: Any) -> rx.Component:
    """What is ``there``, or why it isn't shown (``state/shared/office.py``); ``whose``: for whom the page is."""
    return rx.match(stage, ("there", there), ("factor", _factor()), ("not_yours", notice(whose)), rx.fragment())


def _factor() -> rx.Component:
    return notice(
        _("Your role here wants a passkey: have one asked for in the settings, and sign in with it."),
        link_button(_("Settings"), href="/settings/security", variant="secondary", size="small"),
        mood="careful",
    )
