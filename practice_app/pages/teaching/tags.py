"""`/tags`: the words that one finds sessions by, and what a teacher offers their students of them."""

import reflex as rx

from practice_app.components.teaching.islands import tag_designer
from practice_app.components.ui.surface import page_header
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page
from practice_app.state.shared.base import OwnState


def tags() -> rx.Component:
    """The page."""
    hint = _("Words to find sessions by. What you offer your students stands first in their form.")
    plain = _("Words to find sessions by. They stand in the form of a session in this order.")
    return own_page(
        page_header(_("Tags")),
        rx.el.p(rx.cond(OwnState.teaches, hint, plain), class_name="quiet mb-6 max-w-prose"),
        tag_designer(OwnState.teaches),
        active="/students",
    )
