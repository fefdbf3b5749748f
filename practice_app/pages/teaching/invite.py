"""An invitation: read signed out by whoever was given its code, and made by a teacher."""

import reflex as rx

from practice_app.components.shell.entrance import entrance
from practice_app.components.teaching.islands import invitation, invite_student
from practice_app.components.ui.surface import page_header
from practice_app.i18n import _
from practice_app.pages.shared.frame import own_page


def invite() -> rx.Component:
    """The page of a code."""
    return entrance(
        _("A teacher invites you"),
        invitation(),
        question=_("What is Woodshed?"),
        answer=_("A journal for practising"),
        href="/",
    )


def invite_students() -> rx.Component:
    """Where a teacher makes a code."""
    back = rx.el.a(_("Settings"), href="/settings", class_name="link-plain")
    return own_page(
        page_header(_("Invite a student"), eyebrow=back),
        rx.el.p(
            _(
                "You get a code and a link. Whoever accepts it is connected with you: you see what they practise from"
                " then on, and what came before if they want that. Each side can end it at any time."
            ),
            class_name="mb-8 max-w-prose",
        ),
        invite_student(),
        active="/settings",
    )
