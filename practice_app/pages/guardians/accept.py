"""Accepting to look after a child."""

import reflex as rx

from practice_app.components.guardians.accepting import accepting
from practice_app.components.ui.surface import page_header
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page


def accept() -> rx.Component:
    """A code, by its link or typed."""
    back = rx.el.a(_("Children"), href="/children", class_name="link-plain")
    return own_page(page_header(_("Look after a child"), eyebrow=back), accepting(), active="/settings")
